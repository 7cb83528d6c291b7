import { BACKSLASH, BLANK, BYTE_CLASS, DIGIT, LETTER, NAME, QUOTE, skipBlanks, startsWith } from "../bytes.ts";
import { encodeText } from "../text.ts";
import { startsTrace } from "./trace-start.ts";

const COLON = 58;
const COMMA = 44;
const HASH = 35;
const LESS = 60;
const SLASH = 47;
const OPEN_PARENTHESIS = 40;
const CLOSE_PARENTHESIS = 41;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

/** What the look of a line says about its place in a record. */
export const ORDINARY = 0;
/** Indented, or it closes what was opened before. */
export const INDENTED = 1;
/** A line that only stands inside of traces. */
export const TRACE_LINE = 2;
/** After it a trace goes on with the one that caused it, or that it caused. */
export const CHAIN_LINE = 3;
/** The exception or panic with which a trace begins. */
export const TRACE_START = 4;
/** With it a trace of Python begins, at whose end its exception will be. */
export const TRACEBACK_START = 5;
/** The place in a program's text that Node names before the exception that ends it. */
export const PLACE_LINE = 6;

const texts = (...all: string[]) => all.map(encodeText);

const AT = encodeText("at ");
const FILE = encodeText("file://");
const NODE = encodeText("node:");
const TRACEBACK_STARTS = texts("Traceback (most recent call last)", "ERROR: Traceback (most recent call last)");
const CHAIN_LINES = texts(
  "During handling of the above exception",
  "The above exception was the direct cause",
  "The above exception was the direct trigger",
);
const TRACE_LINES = texts(
  "Caused by:",
  "Suppressed:",
  "... ",
  'File "',
  "goroutine ",
  "[signal ",
  "created by ",
  "exit status ",
  "---> ",
  "--- End of ",
  "--- >",
  "Stack trace:",
  "[stacktrace]",
  "[previous exception]",
  "stack backtrace:",
  "note: run with `RUST_BACKTRACE",
  "<asynchronous suspension>",
);

// Clauses that a statement over several lines goes on with; capitals only, as in prose they begin sentences.
const SQL_STARTS = texts(
  ..."FROM WHERE AND OR JOIN LEFT RIGHT INNER OUTER ON ORDER GROUP HAVING LIMIT OFFSET VALUES SET UNION RETURNING"
    .split(" ")
    .map((word) => `${word} `),
);

/** What a line that no format takes looks like, by itself: one of the constants above. */
export function lookOf(bytes: Uint8Array, start: number, end: number): number {
  const first = bytes[start];
  if ((BYTE_CLASS[first] & BLANK) !== 0) return INDENTED;
  if (first === CLOSE_BRACE || first === CLOSE_BRACKET || first === CLOSE_PARENTHESIS) return INDENTED;
  const second = bytes[start + 1];
  if ((first === LESS && second === SLASH) || (first === QUOTE && second === CLOSE_BRACE)) return INDENTED;
  if (first === HASH && (BYTE_CLASS[second] & DIGIT) !== 0) return TRACE_LINE;
  if (startsWithAny(bytes, start, end, TRACE_LINES)) return TRACE_LINE;
  if (startsWithAny(bytes, start, end, CHAIN_LINES)) return CHAIN_LINE;
  if (startsWithAny(bytes, start, end, TRACEBACK_STARTS)) return TRACEBACK_START;
  if (startsTrace(bytes, start, end)) return TRACE_START;
  if (isCall(bytes, start, end) || isFrame(bytes, start, end)) return TRACE_LINE;
  return isPlace(bytes, start, end) ? PLACE_LINE : ORDINARY;
}

/** Whether a line, of this look, is one of a trace if the line before is. */
export function isInsideTrace(look: number, bytes: Uint8Array, start: number, end: number): boolean {
  if (look === INDENTED) return isIndentedTraceLine(bytes, start, end);
  return look === TRACE_LINE || look === CHAIN_LINE;
}

/** Whether an indented line is one of a trace. */
export function isIndentedTraceLine(bytes: Uint8Array, start: number, end: number): boolean {
  const from = skipBlanks(bytes, start, end);
  return startsWithAny(bytes, from, end, TRACE_LINES) || isFrame(bytes, from, end);
}

/** `at a.b.C(D.java:1)`, `at f (/app/x.js:3:9)`: prose that begins so has no brackets and no path. */
function isFrame(bytes: Uint8Array, start: number, end: number): boolean {
  if (!startsWith(bytes, start, end, AT)) return false;
  for (let at = start; at < end; at++) {
    if (bytes[at] === OPEN_PARENTHESIS || bytes[at] === SLASH || bytes[at] === LESS) return true;
  }
  return false;
}

/** `/app/server.js:12`, `file:///app/server.mjs:12`: a path, a colon and a number, and nothing else. */
function isPlace(bytes: Uint8Array, start: number, end: number): boolean {
  if (bytes[start] !== SLASH && !startsWith(bytes, start, end, FILE) && !startsWith(bytes, start, end, NODE))
    return false;
  let at = end;
  while (at > start && (BYTE_CLASS[bytes[at - 1]] & DIGIT) !== 0) at--;
  if (at === end || bytes[at - 1] !== COLON) return false;
  for (let i = start; i < at; i++) if ((BYTE_CLASS[bytes[i]] & BLANK) !== 0) return false;
  return true;
}

/**
 * Whether a line that no format takes goes on with the statement of the line before, whose last byte is `last`: that one
 * ends openly, or this one begins with a clause of SQL.
 */
export function isWrapped(last: number, bytes: Uint8Array, start: number, end: number): boolean {
  if (last === COMMA || last === COLON || last === BACKSLASH) return true;
  if (last === OPEN_BRACE || last === OPEN_BRACKET || last === OPEN_PARENTHESIS) return true;
  return startsWithAny(bytes, skipBlanks(bytes, start, end), end, SQL_STARTS);
}

function startsWithAny(bytes: Uint8Array, start: number, end: number, all: readonly Uint8Array[]): boolean {
  for (const text of all) if (startsWith(bytes, start, end, text)) return true;
  return false;
}

/** A line of a Go trace, `net/http.(*conn).serve(0xc00007eaa0, …)`: no blank before its arguments, nothing after. */
function isCall(bytes: Uint8Array, start: number, end: number): boolean {
  if (bytes[end - 1] !== CLOSE_PARENTHESIS || (BYTE_CLASS[bytes[start]] & LETTER) === 0) return false;
  let at = start;
  while (at < end && (BYTE_CLASS[bytes[at]] & NAME) !== 0) at++;
  return bytes[at] === OPEN_PARENTHESIS && at > start && hasNoBlankOutside(bytes, at, end);
}

/** Whether all blanks stand inside parentheses, which those of `pam_unix(cron): opened by (uid=0)` do not. */
function hasNoBlankOutside(bytes: Uint8Array, start: number, end: number): boolean {
  let depth = 0;
  for (let at = start; at < end; at++) {
    if (bytes[at] === OPEN_PARENTHESIS) depth++;
    else if (bytes[at] === CLOSE_PARENTHESIS) depth--;
    else if (depth === 0 && (BYTE_CLASS[bytes[at]] & BLANK) !== 0) return false;
  }
  return true;
}
