import { BYTE_CLASS, LETTER, NAME, startsWith } from "./bytes.ts";
import { encodeText } from "./text.ts";

const COLON = 58;

const EXCEPTION_ENDS = ["Exception", "Error", "Throwable", "Interrupt", "Exit", "Warning", "Failure"].map(encodeText);

/** The end of the exception's class with which a line begins, as in `java.io.IOException: reset`; otherwise -1. */
export function exceptionEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && (BYTE_CLASS[bytes[at]] & NAME) !== 0) at++;
  if (at < end && bytes[at] !== COLON) return -1;
  if ((BYTE_CLASS[bytes[start]] & LETTER) === 0) return -1;
  for (const text of EXCEPTION_ENDS) {
    if (at - start >= text.length && startsWith(bytes, at - text.length, at, text)) return at;
  }
  return -1;
}
