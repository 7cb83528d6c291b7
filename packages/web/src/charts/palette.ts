/** Reads the tokens of the current theme. */
export interface Palette {
  readonly color: (token: string) => string;
  readonly font: string;
}

export function currentPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return { color: read, font: read("font") };
}

/** A `#rrggbb` colour with an opacity of 0–1. */
export function fade(hex: string, opacity: number): string {
  const alpha = Math.round(opacity * 255);
  return `${hex}${alpha.toString(16).padStart(2, "0")}`;
}
