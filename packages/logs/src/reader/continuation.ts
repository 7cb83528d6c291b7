import { BACKSLASH, BLANK, BYTE_CLASS, DIGIT, LETTER, NAME, startsWith } from "../bytes.ts";
import { exceptionEnd } from "../exception-class.ts";
import { encodeText } from "../text.ts";

const COLON = 58;
const COMMA = 44;
const HASH = 35;
const OPEN_PARENTHESIS = 40;
const CLOSE_PARENTHESIS = 41;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

// How lines of stack traces begin, in the languages that print them.
const TRACE_STARTS = [
  "Caused by:",
  "Suppressed:",
  "Traceback (most recent call last)",
  "During handling of the above exception",
  "The above exception was the direct cause",
  "Exception in thread",
  "at ",
  "... ",
  'File "',
  "goroutine ",
  "panic: ",
  "[signal ",
  "created by ",
  "exit status ",
  "---> ",
  "--- End of ",
  "Stack trace:",
  "[stacktrace]",
  "stack backtrace:",
  "thread '",
].map(encodeText);

// Clauses that a statement over several lines goes on with; capitals only, as in prose they begin sentences.
const SQL_STARTS =
  "FROM WHERE AND OR JOIN LEFT RIGHT INNER OUTER ON ORDER GROUP HAVING LIMIT OFFSET VALUES SET UNION RETURNING"
    .split(" ")
    .map((word) => encodeText(`${word} `));

/** Whether a line that no format takes clearly belongs to the record before it: it is indented, or part of a trace. */
export function isContinuation(bytes: Uint8Array, start: number, end: number): boolean {
  const first = bytes[start];
  if ((BYTE_CLASS[first] & BLANK) !== 0) return true;
  if (first === CLOSE_BRACE || first === CLOSE_BRACKET || first === CLOSE_PARENTHESIS) return true;
  if (first === HASH && (BYTE_CLASS[bytes[start + 1]] & DIGIT) !== 0) return true;
  for (const text of TRACE_STARTS) if (startsWith(bytes, start, end, text)) return true;
  return exceptionEnd(bytes, start, end) > 0 || isCall(bytes, start, end);
}

/**
 * Whether a line that no format takes goes on with the statement of the line before, which ends at `previousEnd`: that
 * one ends openly, or this one begins with a clause of SQL.
 */
export function isWrapped(bytes: Uint8Array, previousEnd: number, start: number, end: number): boolean {
  const last = bytes[previousEnd - 1];
  if (last === COMMA || last === COLON || last === BACKSLASH) return true;
  if (last === OPEN_BRACE || last === OPEN_BRACKET || last === OPEN_PARENTHESIS) return true;
  return SQL_STARTS.some((clause) => startsWith(bytes, start, end, clause));
}

/** A line of a Go trace, `net/http.(*conn).serve(0xc00007eaa0, …)`: no blank before its arguments, nothing after. */
function isCall(bytes: Uint8Array, start: number, end: number): boolean {
  if (bytes[end - 1] !== CLOSE_PARENTHESIS || (BYTE_CLASS[bytes[start]] & LETTER) === 0) return false;
  let at = start;
  while (at < end && (BYTE_CLASS[bytes[at]] & NAME) !== 0) at++;
  return bytes[at] === OPEN_PARENTHESIS && at > start;
}
