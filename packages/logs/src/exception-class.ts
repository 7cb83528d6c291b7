import { BYTE_CLASS, LETTER, NAME, SPACE, startsWith } from "./bytes.ts";
import { encodeText } from "./text.ts";

const COLON = 58;
const OPEN_BRACKET = 91;

const EXCEPTION_ENDS = ["Exception", "Error", "Throwable", "Interrupt", "Exit", "Warning", "Failure"].map(encodeText);

/**
 * The end of the exception's class with which a line begins, as in `java.io.IOException: reset`, or with a code as in
 * `TypeError [ERR_INVALID_URL]: …`; otherwise -1.
 */
export function exceptionEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && (BYTE_CLASS[bytes[at]] & NAME) !== 0) at++;
  const isCoded = at + 1 < end && bytes[at] === SPACE && bytes[at + 1] === OPEN_BRACKET;
  if (at < end && bytes[at] !== COLON && !isCoded) return -1;
  if ((BYTE_CLASS[bytes[start]] & LETTER) === 0) return -1;
  for (const text of EXCEPTION_ENDS) {
    if (at - start >= text.length && startsWith(bytes, at - text.length, at, text)) return at;
  }
  return -1;
}
