const WILDCARD = "<*>";
/** What stands for it within a line; as few characters as may be. */
const ANYTHING = String.raw`([^\n]*?)`;
/** An order that a template leaves out before a value, as in `took > 5 s`. */
const ORDER = "(?:[<>~]=?)?";

/**
 * RE2 with a group for each wildcard of a template. What a template has made alike may differ in a message: blanks, also
 * within braces, and an order before a value. Behind a text at its end anything may follow: the lines after those that templates are of.
 */
export function patternOfTemplate(template: string): string {
  const literals = template.split(WILDCARD);
  const parts = literals.map((literal, i) => escapeLiteral(literal) + orderAfter(literal, i < literals.length - 1));
  const end = literals.at(-1) === "" ? String.raw`\s*(?:\n|$)` : "";
  return String.raw`^\s*` + parts.join(ANYTHING) + end;
}

export function countWildcards(template: string): number {
  return template.split(WILDCARD).length - 1;
}

function escapeLiteral(literal: string): string {
  return literal
    .replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)
    .replaceAll(/\s+/g, String.raw`\s+`)
    .replaceAll(String.raw`\{`, String.raw`\{\s*`)
    .replaceAll(String.raw`\}`, String.raw`\s*\}`);
}

function orderAfter(literal: string, isBeforeWildcard: boolean): string {
  return isBeforeWildcard && /(?:^|\s)$/.test(literal) ? ORDER : "";
}
