import type { FieldList, FieldValues } from "@faultline/contract";
import { completeSearch, findSearchField, LEVELS, type SearchCompletion, type SearchFieldKind } from "@faultline/logs";
import { formatCount } from "../../ui/format-number.ts";

export interface Suggestion {
  readonly group: "Recent" | "Levels" | "Operators" | "Fields" | "Values" | "Times, in UTC" | "Comparison";
  readonly label: string;
  readonly detail: string;
  /** The query once it is chosen, and where the cursor is then. */
  readonly result: { readonly text: string; readonly cursor: number };
  /** The query is whole then, and need not be typed on. */
  readonly isWhole?: boolean;
}

type Typed = Exclude<SearchCompletion, { kind: "none" }>;
type FieldTyped = Extract<SearchCompletion, { kind: "field" }>;
export type ValueTyped = Extract<SearchCompletion, { kind: "value" }>;

const MOST_FIELDS = 40;
const OPERATORS = [
  { word: "OR", detail: "either of two terms" },
  { word: "NOT", detail: "without the term that follows" },
  { word: "AND", detail: "both terms, as side by side" },
];
const COMPARISONS = [
  { sign: ">=", detail: "at least" },
  { sign: "<=", detail: "at most" },
  { sign: ">", detail: "more than" },
  { sign: "<", detail: "less than" },
];
const ORDERED: ReadonlySet<SearchFieldKind | "attribute"> = new Set(["level", "number", "time", "attribute"]);

export function recentSuggestions(queries: readonly string[]): Suggestion[] {
  return queries.map((text) => ({
    group: "Recent",
    label: text,
    detail: "",
    result: { text, cursor: text.length },
    isWhole: true,
  }));
}

/** What a word may become: a level, an operator, the name of a field. Names that begin with it come first. */
export function fieldSuggestions(text: string, typed: FieldTyped, fields: FieldList["items"]): Suggestion[] {
  const wanted = typed.prefix.toLowerCase();
  const levels = wanted.length < 2 ? [] : LEVELS.filter((level) => level.toLowerCase().startsWith(wanted));
  // An operator stands between terms, but for NOT.
  const isFirst = text.slice(0, typed.span.start).trim() === "";
  const operators = OPERATORS.filter(
    ({ word }) => wanted !== "" && word.toLowerCase().startsWith(wanted) && (!isFirst || word === "NOT"),
  );
  const begin = fields.filter(({ name }) => name.toLowerCase().startsWith(wanted));
  const contain = fields.filter(({ name }) => name.toLowerCase().includes(wanted));
  const names = [...new Set([...begin, ...contain])].slice(0, MOST_FIELDS);
  return [
    ...levels.map((level): Suggestion => ({
      group: "Levels",
      label: `level:${level}`,
      detail: "",
      result: written(text, typed, `level:${level}`),
    })),
    ...names.map(({ name, description }): Suggestion => ({
      group: "Fields",
      label: name,
      detail: description ?? "attribute",
      result: completeSearch(text, typed, name),
    })),
    ...operators.map(({ word, detail }): Suggestion => ({
      group: "Operators",
      label: word,
      detail,
      result: written(text, typed, word),
    })),
  ];
}

/** Values that begin with what is typed. */
export function valueSuggestions(text: string, typed: ValueTyped, values: FieldValues["items"]): Suggestion[] {
  const wanted = typed.prefix.toLowerCase();
  return values
    .filter(({ value }) => value.toLowerCase().startsWith(wanted))
    .map(({ value, count }): Suggestion => ({
      group: "Values",
      label: value,
      detail: count > 0 ? formatCount(count) : "",
      result: completeSearch(text, typed, value),
    }));
}

/** How a field may be compared, before a value of it is begun. */
export function comparisons(text: string, typed: ValueTyped): Suggestion[] {
  const { start } = typed.span;
  if (typed.prefix !== "" || text[start - 1] !== ":") return [];
  const kind = findSearchField(typed.field)?.kind ?? "attribute";
  const rest = text.slice(start);
  const signs = ORDERED.has(kind) ? COMPARISONS : [];
  return [
    ...signs.map(({ sign, detail }): Suggestion => ({
      group: "Comparison",
      label: sign,
      detail,
      result: { text: text.slice(0, start) + sign + rest, cursor: start + sign.length },
    })),
    { group: "Comparison", label: "*", detail: "has any value", result: written(text, typed, "*") },
  ];
}

/** The text in place of what is typed, and a blank after it. */
export function written(text: string, { span }: Typed, choice: string): Suggestion["result"] {
  const rest = text.slice(span.end);
  const done = text.slice(0, span.start) + choice + (/^[\s)]/.test(rest) ? "" : " ");
  return { text: done + rest, cursor: done.length };
}
