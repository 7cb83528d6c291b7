/** Part of a query's text: positions in UTF-16 code units, `end` exclusive. */
export interface SearchSpan {
  readonly start: number;
  readonly end: number;
}

/** What a text is compared with. Letters match in any case, but for a regular expression, which has its own flag. */
export type SearchPattern =
  | { readonly kind: "text"; readonly text: string }
  /** The texts between the stars: `web-*` is `["web-", ""]`. */
  | { readonly kind: "wildcard"; readonly parts: readonly string[] }
  /** RE2 syntax, as the engine takes it. */
  | { readonly kind: "regex"; readonly source: string; readonly ignoresCase: boolean };

export type SearchComparison = "<" | "<=" | ">" | ">=";

/** What a field must be. `exists` is `field:*`. */
export type FieldTest =
  | SearchPattern
  | { readonly kind: "exists" }
  | { readonly kind: "compare"; readonly operator: SearchComparison; readonly value: string };

/** Free words, which any part of a record may hold. */
export interface WordsNode {
  readonly kind: "words";
  readonly pattern: SearchPattern;
  readonly span: SearchSpan;
}

/** `field` is the name of one of `SEARCH_FIELDS`, or else of an attribute: see `attributeOf`. */
export interface FieldNode {
  readonly kind: "field";
  readonly field: string;
  readonly test: FieldTest;
  readonly span: SearchSpan;
}

/** A query, as a tree. Terms side by side are an `and`; each `and` and `or` has at least two, none of its own kind. */
export type SearchNode =
  | { readonly kind: "and" | "or"; readonly terms: readonly SearchNode[] }
  | { readonly kind: "not"; readonly term: SearchNode }
  | WordsNode
  | FieldNode;

/** What is wrong, in a sentence for people, and where. */
export interface SearchError extends SearchSpan {
  readonly message: string;
}

/** `query` is null for a text that asks for nothing: all entries match. */
export type ParsedSearch =
  | { readonly ok: true; readonly query: SearchNode | null }
  | { readonly ok: false; readonly error: SearchError };

/** UTF-16 code units. */
export const MAX_SEARCH_LENGTH = 4096;
