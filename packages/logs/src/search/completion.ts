import { MAX_SEARCH_LENGTH, type SearchSpan } from "./search-query.ts";
import { formatFieldName, formatPattern } from "./search-text.ts";
import { type SearchToken, searchTokens } from "./search-tokens.ts";

/**
 * What someone types at a place in a query, so that it can be completed. `field`: a word that may become the name of a
 * field; `value`: the value of one, by its name as it was written. `prefix` is what stands before the cursor, free of
 * quotes and escapes; `span` is what a choice replaces.
 */
export type SearchCompletion =
  | { readonly kind: "field"; readonly prefix: string; readonly span: SearchSpan }
  | { readonly kind: "value"; readonly field: string; readonly prefix: string; readonly span: SearchSpan }
  | { readonly kind: "none" };

const NONE: SearchCompletion = { kind: "none" };

/** What is typed at `cursor`, a position in UTF-16 code units. The query need not be valid. */
export function completionAt(text: string, cursor: number): SearchCompletion {
  if (text.length > MAX_SEARCH_LENGTH) return NONE;
  // What is left of the cursor is what is typed; the rest of the same word is replaced with it.
  const before = [...searchTokens(text.slice(0, cursor))];
  const groups = openGroups(before);
  const last = before.at(-1);
  const isInside = last !== undefined && last.end === cursor && last.kind !== "close";
  const end = isInside ? endOfTerm(text, last, cursor) : cursor;
  if (!isInside || last.kind === "open" || last.kind === "group" || isSign(last)) {
    return emptyAt(groups.at(-1) ?? null, { start: cursor, end });
  }
  // AND, OR and NOT may become a longer word.
  if (last.kind !== "term")
    return { kind: "field", prefix: text.slice(last.start, cursor), span: { start: last.start, end } };
  return completionOf(last, groups.at(-1) ?? null, text, { cursor, end });
}

function completionOf(
  term: SearchToken & { kind: "term" },
  group: string | null,
  text: string,
  { cursor, end }: { cursor: number; end: number },
): SearchCompletion {
  const { field, value, isClosed } = term;
  if (value === null) return { kind: "value", field: field!, prefix: "", span: { start: cursor, end } };
  const isQuoted = text[value.start + (value.operator?.length ?? 0)] === '"';
  // After a closing quote there is nothing more to type.
  if (isQuoted && isClosed) return NONE;
  if (value.pattern.kind !== "text") return NONE;
  const start = value.start + (value.operator?.length ?? 0);
  const prefix = value.pattern.text;
  if (field !== null) return { kind: "value", field, prefix, span: { start, end } };
  if (isQuoted) return NONE;
  return group === null
    ? { kind: "field", prefix, span: { start, end } }
    : { kind: "value", field: group, prefix, span: { start, end } };
}

/** The query after a choice, and where the cursor is then. A field's name is followed by its colon, a value by a blank. */
export function completeSearch(
  text: string,
  completion: Exclude<SearchCompletion, { kind: "none" }>,
  choice: string,
): { text: string; cursor: number } {
  const { start, end } = completion.span;
  const rest = text.slice(end);
  const isField = completion.kind === "field";
  const written = isField ? `${formatFieldName(choice)}:` : formatPattern({ kind: "text", text: choice });
  const follows = isField || /^[\s)]/.test(rest) ? "" : " ";
  const done = text.slice(0, start) + written + follows;
  return { text: done + (isField ? rest.replace(/^:/, "") : rest), cursor: done.length };
}

/** The fields of the groups that are open, null for plain parentheses, from the outermost in. */
function openGroups(tokens: readonly SearchToken[]): (string | null)[] {
  const open: (string | null)[] = [];
  for (const token of tokens) {
    if (token.kind === "open") open.push(open.at(-1) ?? null);
    else if (token.kind === "group") open.push(token.field);
    else if (token.kind === "close") open.pop();
  }
  return open;
}

function endOfTerm(text: string, last: SearchToken, cursor: number): number {
  if (last.kind === "term" && !last.isClosed) {
    const closing = text.indexOf('"', cursor);
    return closing < 0 ? text.length : closing + 1;
  }
  return cursor + /^[^\s():"]*/.exec(text.slice(cursor))![0].length;
}

function isSign(token: SearchToken): boolean {
  return token.kind === "not" && token.end - token.start === 1;
}

function emptyAt(group: string | null, span: SearchSpan): SearchCompletion {
  return group === null ? { kind: "field", prefix: "", span } : { kind: "value", field: group, prefix: "", span };
}
