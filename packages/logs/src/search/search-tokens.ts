import { readName, readPattern, readQuoted, type PatternRead } from "./search-text.ts";
import type { SearchComparison, SearchPattern, SearchSpan } from "./search-query.ts";

/** What stands after the colon of a field. */
export interface TokenValue extends SearchSpan {
  readonly operator: SearchComparison | null;
  readonly pattern: SearchPattern;
}

/**
 * A piece of a query. A `term` without a field is free words; without a value, its value is missing. `group` is a field
 * and the parenthesis after its colon, as in `service:(a OR b)`.
 */
export type SearchToken = SearchSpan &
  (
    | { readonly kind: "open" | "close" | "and" | "or" | "not" }
    | { readonly kind: "group"; readonly field: string }
    | {
        readonly kind: "term";
        readonly field: string | null;
        readonly value: TokenValue | null;
        /** False where a closing quote is missing. */
        readonly isClosed: boolean;
      }
  );

const OPERATORS = { AND: "and", OR: "or", NOT: "not" } as const;

/** The pieces of a query, from left to right. Any text has some: what is wrong with it is for the parser to say. */
export function* searchTokens(text: string): Generator<SearchToken> {
  let at = 0;
  for (;;) {
    while (at < text.length && isBlank(text[at]!)) at++;
    if (at >= text.length) return;
    const token = readToken(text, at);
    yield token;
    at = token.end;
  }
}

function readToken(text: string, start: number): SearchToken {
  const first = text[start];
  if (first === "(") return { kind: "open", start, end: start + 1 };
  if (first === ")") return { kind: "close", start, end: start + 1 };
  const next = text[start + 1];
  if (first === "-" && next !== undefined && !isBlank(next) && next !== ")") {
    return { kind: "not", start, end: start + 1 };
  }
  return readOperator(text, start) ?? readField(text, start) ?? readWords(text, start);
}

function readOperator(text: string, start: number): SearchToken | null {
  const word = /^(?:AND|OR|NOT)(?=[\s()]|$)/.exec(text.slice(start, start + 4))?.[0];
  if (word === undefined) return null;
  return { kind: OPERATORS[word as keyof typeof OPERATORS], start, end: start + word.length };
}

function readField(text: string, start: number): SearchToken | null {
  const name = text[start] === '"' ? readQuotedName(text, start) : readName(text, start);
  if (name === null) return null;
  const valueStart = name.end + 1;
  const rest = text.slice(valueStart, valueStart + 2);
  // A URL, a name of C++, Rust or Ruby, or a path of Windows: words with a colon in them.
  if (rest === "//" || rest.startsWith(":") || /^\\[\p{L}\p{N}_]/u.test(rest)) return null;
  if (rest.startsWith("(")) return { kind: "group", field: name.text, start, end: valueStart + 1 };
  const operator = (/^[<>]=?/.exec(rest)?.[0] ?? null) as SearchComparison | null;
  const patternStart = valueStart + (operator?.length ?? 0);
  const read = readPattern(text, patternStart);
  if (read === null) return { kind: "term", field: name.text, value: null, isClosed: true, start, end: patternStart };
  const value = { operator, pattern: read.pattern, start: valueStart, end: read.end };
  return { kind: "term", field: name.text, value, isClosed: read.isClosed, start, end: read.end };
}

/** A name in quotes, if a colon follows. */
function readQuotedName(text: string, start: number): { text: string; end: number } | null {
  const quoted = readQuoted(text, start);
  return quoted.isClosed && quoted.text !== "" && text[quoted.end] === ":" ? quoted : null;
}

function readWords(text: string, start: number): SearchToken {
  // Where a token begins, there is something.
  const { pattern, end, isClosed } = readPattern(text, start) as PatternRead;
  return { kind: "term", field: null, value: { operator: null, pattern, start, end }, isClosed, start, end };
}

function isBlank(character: string): boolean {
  return /\s/.test(character);
}
