import type { SearchPattern } from "./search-query.ts";

export interface PatternRead {
  readonly pattern: SearchPattern;
  readonly end: number;
  /** False where a closing quote is missing. */
  readonly isClosed: boolean;
}

const QUOTED = /"((?:[^"\\]|\\[\s\S])*)("?)/y;
const REGEX = /\/((?:[^/\\]|\\[\s\S])+)\/(i?)(?=[\s)]|$)/y;
const WORD = /(?:\\[\s\S]|[^\s()\\]|\\$)+/y;
// Escapes are in neither: a name that needs some stands in quotes.
const NAME = /([\p{L}_@][\p{L}\p{N}_.@$/[\]-]*):/uy;
/** Characters that mean something in a word; a backslash before any other is a backslash, as in C:\temp. */
const SPECIAL = /\\([\s\\"():*/<>=-])/g;
const PLAIN_WORD = /^[^\s()\\"*:/<>=-][^\s()\\*:]*$/;
const OPERATOR_WORD = /^(?:AND|OR|NOT)$/;

/** The name of a field that begins at `start`, if a colon follows; `end` is where the colon stands. */
export function readName(text: string, start: number): { text: string; end: number } | null {
  const match = matchAt(NAME, text, start);
  return match === null ? null : { text: match[1]!, end: start + match[1]!.length };
}

/** What stands in quotes from `start` on. A backslash takes the meaning from a quote and from a backslash. */
export function readQuoted(text: string, start: number): { text: string; end: number; isClosed: boolean } {
  const [whole, inner, closing] = matchAt(QUOTED, text, start) as unknown as [string, string, string];
  return { text: inner.replaceAll(/\\(["\\])/g, "$1"), end: start + whole.length, isClosed: closing !== "" };
}

/** A text in quotes, a regular expression or a word at `start`; null if there is none. */
export function readPattern(text: string, start: number): PatternRead | null {
  if (text[start] === '"') {
    const { text: quoted, end, isClosed } = readQuoted(text, start);
    return { pattern: { kind: "text", text: quoted }, end, isClosed };
  }
  // A path such as /api/v1 is a word: after the slash that closes an expression comes nothing else.
  const regex = matchAt(REGEX, text, start);
  if (regex !== null) {
    const source = regex[1]!.replaceAll(String.raw`\/`, "/");
    const pattern = { kind: "regex", source, ignoresCase: regex[2] === "i" } as const;
    return { pattern, end: start + regex[0].length, isClosed: true };
  }
  const word = matchAt(WORD, text, start)?.[0];
  return word === undefined ? null : { pattern: patternOfWord(word), end: start + word.length, isClosed: true };
}

function patternOfWord(word: string): SearchPattern {
  const parts = word.split(/(?<!\\)((?:\\\\)*)\*+/);
  const texts: string[] = [];
  // The backslashes before a star, caught by the split, belong to the part before it.
  for (let i = 0; i < parts.length; i += 2) texts.push(`${parts[i]}${parts[i + 1] ?? ""}`.replaceAll(SPECIAL, "$1"));
  return texts.length === 1 ? { kind: "text", text: texts[0]! } : { kind: "wildcard", parts: texts };
}

/** The pattern as it is written in a query. */
export function formatPattern(pattern: SearchPattern): string {
  if (pattern.kind === "regex")
    return `/${pattern.source.replaceAll("/", String.raw`\/`)}/${pattern.ignoresCase ? "i" : ""}`;
  if (pattern.kind === "wildcard")
    return pattern.parts.map((part) => part.replaceAll(/[\s\\"():*/<>=-]/g, String.raw`\$&`)).join("*");
  const { text } = pattern;
  return PLAIN_WORD.test(text) && !OPERATOR_WORD.test(text) ? text : quote(text);
}

export function formatFieldName(name: string): string {
  return readName(`${name}:`, 0)?.end === name.length ? name : quote(name);
}

function quote(text: string): string {
  return `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}

function matchAt(pattern: RegExp, text: string, start: number): RegExpExecArray | null {
  pattern.lastIndex = start;
  return pattern.exec(text);
}
