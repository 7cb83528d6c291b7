/** How this browser likes to see the app. Nothing secret may be kept here. */
type Preference = "theme" | "zone" | "sidebar" | "columns" | "wrap" | "facets" | ListPreference;
type ListPreference = "added-facets" | "folded-facets" | "recent-queries";

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

/** A list of texts that was kept; empty if there is none that can be read. */
export function readTexts(name: ListPreference): string[] {
  try {
    const kept: unknown = JSON.parse(readPreference(name) ?? "[]");
    return Array.isArray(kept) ? kept.filter((text) => typeof text === "string") : [];
  } catch {
    return [];
  }
}

export function writeTexts(name: ListPreference, texts: readonly string[]): void {
  writePreference(name, JSON.stringify(texts));
}
