import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const css = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");

type Tokens = Record<string, string>;

function tokensOf(theme: string): Tokens {
  const block = css.split(`[data-mantine-color-scheme="${theme}"] {`)[1]!.split("}")[0]!;
  return Object.fromEntries([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map((match) => [match[1], match[2]]));
}

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const LEVELS = ["fatal", "error", "warning", "info", "debug", "trace"];
const SCORES = ["good", "moderate", "high"];
const pairs: [text: string, ground: string][] = [
  ...["page", "card", "raised", "hover"].flatMap((ground): [string, string][] => [
    ["text", ground],
    ["text-secondary", ground],
  ]),
  ...["page", "card", "row-hover"].flatMap((ground) =>
    ["text-faint", "accent-hover", ...LEVELS, ...SCORES].map((text): [string, string] => [text, ground]),
  ),
  ["text-faint", "raised"],
  ["accent-hover", "raised"],
  ["on-accent", "accent"],
  ["on-accent", "accent-hover"],
];

describe.each(["dark", "light"])("in the %s theme", (theme) => {
  const tokens = tokensOf(theme);
  test.each(pairs)("%s on %s has a contrast of at least 4.5 to 1", (text, ground) => {
    expect(contrast(tokens[text]!, tokens[ground]!)).toBeGreaterThanOrEqual(4.5);
  });
});
