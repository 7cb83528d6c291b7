import { BLANK, BYTE_CLASS, LETTER, NAME } from "../bytes.ts";
import { encodeText } from "../text.ts";

// How lines of stack traces begin, in the languages that print them.
const TRACE_STARTS = [
  "Caused by:",
  "Suppressed:",
  "Traceback (most recent call last)",
  "During handling of the above exception",
  "The above exception was the direct cause",
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
  "stack backtrace:",
  "#0 ",
  "^",
].map(encodeText);

const EXCEPTION_ENDS = ["Exception", "Error", "Throwable", "Interrupt", "Exit", "Warning", "Failure"].map(encodeText);

/** Whether a line that no format takes clearly belongs to the record before it. */
export function isContinuation(bytes: Uint8Array, start: number, end: number): boolean {
  const first = bytes[start];
  if ((BYTE_CLASS[first] & BLANK) !== 0) return true;
  if (first === 125 || first === 93 || first === 41) return true;
  for (const text of TRACE_STARTS) if (startsWith(bytes, start, end, text)) return true;
  return exceptionEnd(bytes, start, end) > 0;
}

function startsWith(bytes: Uint8Array, start: number, end: number, text: Uint8Array): boolean {
  if (end - start < text.length) return false;
  for (let i = 0; i < text.length; i++) if (bytes[start + i] !== text[i]) return false;
  return true;
}

/** The end of the exception's class with which a line begins, as in `java.io.IOException: reset`; otherwise -1. */
export function exceptionEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && (BYTE_CLASS[bytes[at]] & NAME) !== 0) at++;
  if (at < end && bytes[at] !== 58) return -1;
  if ((BYTE_CLASS[bytes[start]] & LETTER) === 0) return -1;
  for (const text of EXCEPTION_ENDS) {
    if (at - start > text.length && startsWith(bytes, at - text.length, at, text)) return at;
  }
  return -1;
}
