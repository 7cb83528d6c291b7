import type { SearchSpan } from "./search-query.ts";

/** A query that cannot be understood; does not leave this folder but as a `SearchError`. */
export class SearchSyntaxError extends Error {
  readonly code = "invalid_query";
  readonly span: SearchSpan;
  constructor(message: string, { start, end }: SearchSpan) {
    super(message);
    this.span = { start, end };
  }
}
