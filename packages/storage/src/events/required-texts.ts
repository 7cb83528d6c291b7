import { findSearchField, type SearchPattern } from "@faultline/logs";
import type { EntryFilter, EntryQuery } from "./event-store.ts";
import { isKnownText } from "./text-filter.ts";

/** What the bytes of a record must have for it to match: a text, in any case; all or one of these. */
export type Required =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "all" | "any"; readonly of: readonly Required[] };

/** What a filter requires; more may be required than this says, never less. */
export function requiredOf({ keyword, query }: EntryFilter): Required | null {
  return all([
    keyword === undefined ? null : containedText(keyword),
    query === undefined ? null : requiredByQuery(query),
  ]);
}

function requiredByQuery(query: EntryQuery): Required | null {
  switch (query.kind) {
    case "and":
      return all(query.terms.map(requiredByQuery));
    case "or":
      return any(query.terms.map(requiredByQuery));
    case "words":
      return requiredByPattern(query.pattern);
    case "field": {
      const { field, test } = query;
      if (test.kind === "exists" || test.kind === "compare") return null;
      return isOfBytes(field) ? requiredByPattern(test) : null;
    }
    default:
      return null;
  }
}

/** Whether what the field has stands in the bytes of its record, as received or decoded. Attributes do. */
function isOfBytes(field: string): boolean {
  const name = findSearchField(field)?.name;
  return name === undefined || name === "message" || name === "raw" || name === "trace";
}

function requiredByPattern(pattern: SearchPattern): Required | null {
  if (pattern.kind === "text") return containedText(pattern.text);
  if (pattern.kind === "wildcard") return all(pattern.parts.map((part) => textIn(part, OF_ONE_FORM)));
  const known = pattern.ignoresCase ? OF_ONE_FORM : ASCII;
  return all(literalsOf(pattern.source).map((literal) => textIn(literal, known)));
}

const ASCII = /[\0-\x7f]+/g;
/** The other case of other letters has other bytes, and that of k and s may be a sign beyond ASCII: K and ſ. */
const OF_ONE_FORM = /[^KkSs\x80-\u{10ffff}]+/gu;

/** Only where all of the text is ASCII it is looked for as ASCII: see text-conditions.ts. */
function containedText(searched: string): Required | null {
  return textIn(searched, /^[\0-\x7f]*$/.test(searched) ? ASCII : OF_ONE_FORM);
}

function textIn(searched: string, known: RegExp): Required | null {
  const runs = searched.match(known) ?? [];
  return all(runs.filter(isKnownText).map((run) => ({ kind: "text", text: run })));
}

function all(of: readonly (Required | null)[]): Required | null {
  const known = of.filter((required) => required !== null);
  return known.length > 1 ? { kind: "all", of: known } : (known[0] ?? null);
}

function any(of: readonly (Required | null)[]): Required | null {
  const known = of.filter((required) => required !== null);
  if (known.length < of.length) return null;
  return known.length > 1 ? { kind: "any", of: known } : (known[0] ?? null);
}

/** A group, a class, an escape with what belongs to it, or a character; and behind it, what repeats it. */
const REGEX_PIECE =
  /(?<escaped>\\[^A-Za-z0-9])|(?<other>\\(?:[pP](?:\{[^}]*\}|.)|x(?:\{[^}]*\}|..)|[0-7]{1,3}|.)|\[\^?\]?(?:\\.|\[:\^?\w+:\]|[^\]\\])*\]|[.^$])|(?<plain>[^\\[\](){}|*+?.^$])/suy;
const REPETITION = /(?:[*+?]|\{\d+(?:,\d*)?\})\??/y;

/** Texts that are in whatever a regular expression (RE2) is found in. None of one that has groups or alternatives. */
export function literalsOf(source: string): string[] {
  const literals: string[] = [];
  let literal = "";
  const end = () => {
    literals.push(literal);
    literal = "";
  };
  for (let at = 0; at < source.length;) {
    REGEX_PIECE.lastIndex = at;
    const piece = REGEX_PIECE.exec(source);
    if (piece === null || piece[0] === String.raw`\Q`) return [];
    at += piece[0].length;
    REPETITION.lastIndex = at;
    const repetition = REPETITION.exec(source)?.[0] ?? "";
    at += repetition.length;
    if (piece.groups!["other"] !== undefined || repetition !== "") end();
    else literal += piece.groups!["plain"] ?? piece[0].slice(1);
  }
  end();
  return literals;
}
