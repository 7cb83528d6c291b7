/** How this browser likes to see the app. Nothing secret may be kept here. */
type Preference = "theme" | "zone" | "sidebar" | "page-size";

export function readPreference(name: Preference): string | null {
  try {
    return localStorage.getItem(`faultline-${name}`);
  } catch {
    return null;
  }
}

export function writePreference(name: Preference, value: string): void {
  try {
    localStorage.setItem(`faultline-${name}`, value);
  } catch {
    // Storage is blocked: the choice holds until the page is closed.
  }
}
