import { BACKSLASH, BYTE_CLASS, DIGIT, LETTER, LF, SPACE } from "../bytes.ts";
import { encodeText } from "../text.ts";

const APOSTROPHE = 39;
const METHODS = ["GET", "PUT", "HEAD", "POST", "PATCH", "DELETE", "OPTIONS", "CONNECT", "TRACE"];
const METHOD_KEYS = Int32Array.from(METHODS, (method) => packed(encodeText(method), 0));
const METHOD_LENGTHS = Uint8Array.from(METHODS, (method) => method.length);

function packed(bytes: Uint8Array, at: number): number {
  return (bytes[at] << 16) | (bytes[at + 1] << 8) | bytes[at + 2];
}

/** The quote that closes the one at `open`: -1 if it opens no quoted value, `end` if nothing closes it. */
export function closingQuote(bytes: Uint8Array, start: number, open: number, end: number): number {
  const quote = bytes[open];
  // An apostrophe inside a word opens nothing.
  if (quote === APOSTROPHE && open > start && isWordByte(bytes[open - 1])) return -1;
  for (let at = open + 1; at < end; at++) {
    const byte = bytes[at];
    if (byte === LF) return end;
    if (byte === BACKSLASH) at++;
    else if (byte === quote) {
      if (quote === APOSTROPHE && at + 1 < end && isWordByte(bytes[at + 1])) continue;
      return at;
    }
  }
  return end;
}

/** The end of the method with which a request line begins, as in `GET /cart`: what is asked tells apart, of whom does not. */
export function requestMethodEnd(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < 4 || !isCapital(bytes[start]) || !isCapital(bytes[start + 1])) return -1;
  const key = packed(bytes, start);
  let method = 0;
  while (method < METHOD_KEYS.length && METHOD_KEYS[method] !== key) method++;
  if (method === METHOD_KEYS.length) return -1;
  const length = METHOD_LENGTHS[method];
  if (bytes[start + length] !== SPACE) return -1;
  for (let at = start + 3; at < start + length; at++) if (!isCapital(bytes[at])) return -1;
  return start + length;
}

/** Whether the method of a request ends at `end`. */
export function isMethodBefore(bytes: Uint8Array, messageStart: number, end: number): boolean {
  if (end - messageStart < 3 || !isCapital(bytes[end - 1])) return false;
  let start = end;
  while (start > messageStart && isCapital(bytes[start - 1])) start--;
  if (start > messageStart && isWordByte(bytes[start - 1])) return false;
  return requestMethodEnd(bytes, start, end + 1) === end;
}

function isCapital(byte: number): boolean {
  return byte >= 65 && byte <= 90;
}

function isWordByte(byte: number): boolean {
  return (BYTE_CLASS[byte] & (LETTER | DIGIT)) !== 0;
}
