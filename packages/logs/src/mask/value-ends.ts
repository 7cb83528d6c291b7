// Where values end that are more than one token, or less.
import { BYTE_CLASS, DIGIT, HEX_LETTER, LETTER, SPACE } from "../bytes.ts";
import { PART, TOKEN_CLASS } from "./token-class.ts";

const HASH = 35;
const PLUS = 43;
const DOT = 46;
const SLASH = 47;
const ZERO = 48;
const EQUALS = 61;
const AT_SIGN = 64;
const LETTER_B = 66;
const LETTER_I = 105;
const LETTER_X = 120;
const MIN_BASE64 = 24;
const SIZE_PREFIXES = Uint8Array.from({ length: 256 }, (_, byte) =>
  "kKMGTP".includes(String.fromCharCode(byte)) ? 1 : 0,
);

/** The end of a number with its unit where that is one of size, a blank between: programs choose it by the number. */
export function sizeEnd(bytes: Uint8Array, numberEnd: number, end: number): number {
  if (numberEnd + 1 >= end || bytes[numberEnd] !== SPACE) return numberEnd;
  let at = numberEnd + 1;
  if (SIZE_PREFIXES[bytes[at]] === 1) at++;
  if (at < end && bytes[at] === LETTER_I) at++;
  if (at >= end || bytes[at] !== LETTER_B) return numberEnd;
  at++;
  return at === end || (TOKEN_CLASS[bytes[at]] & PART) !== 0 ? at : numberEnd;
}

/**
 * Where the value begins in a token with a name in front, as in `register.......0`, `core.2275`, `do_page_fault+0x2c`,
 * `CPU#1`, `Session@1b2c3d`; -1 if there is none.
 */
export function valueStart(bytes: Uint8Array, start: number, end: number): number {
  let letters = 0;
  for (let at = start; at + 1 < end; at++) {
    const byte = bytes[at];
    if (byte === HASH && isMadeOf(bytes, at + 1, end, DIGIT)) return at + 1;
    if (byte === DOT) {
      if (letters > 1 && letters === at - start && isMadeOf(bytes, at + 1, end, DIGIT)) return at + 1;
      if (bytes[at + 1] === DOT && letters > 1) return dotsEnd(bytes, at, end);
    } else if (byte === PLUS) {
      if (bytes[at + 1] === ZERO && bytes[at + 2] === LETTER_X) return at + 1;
    } else if (byte === AT_SIGN) {
      if (letters > 1 && isMadeOf(bytes, at + 1, end, DIGIT | HEX_LETTER)) return at + 1;
    } else if ((BYTE_CLASS[byte] & LETTER) !== 0) letters++;
  }
  return -1;
}

/** The end of a text in base64 that begins at `start` and goes on behind the token that ends at `tokenEnd`; or -1. */
export function base64End(bytes: Uint8Array, start: number, tokenEnd: number, end: number): number {
  let at = start;
  while (at < end && isBase64(bytes[at])) at++;
  if (at < tokenEnd) return -1;
  for (let padding = 0; padding < 2 && at < end && bytes[at] === EQUALS; padding++) at++;
  const length = at - start;
  if (length < MIN_BASE64 || length % 4 !== 0) return -1;
  return at === end || (TOKEN_CLASS[bytes[at]] & PART) !== 0 ? at : -1;
}

function isBase64(byte: number): boolean {
  return (byte < 0x80 && (BYTE_CLASS[byte] & (LETTER | DIGIT)) !== 0) || byte === PLUS || byte === SLASH;
}

function dotsEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && bytes[at] === DOT) at++;
  return at;
}

function isMadeOf(bytes: Uint8Array, start: number, end: number, classes: number): boolean {
  for (let at = start; at < end; at++) if ((BYTE_CLASS[bytes[at]] & classes) === 0) return false;
  return end > start;
}
