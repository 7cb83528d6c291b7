import { BYTE_CLASS, DIGIT, HEX_LETTER, LETTER } from "../bytes.ts";

/** Bits of {@link TOKEN_CLASS} beside `DIGIT`, `LETTER` and `HEX_LETTER`. A byte that is no part of any token: */
export const PART = 32;
export const NOT_HEX = 64;
const AT = 128;
/** Joins a name to a number in the same token. */
export const JOINT = 8;
/** A part with which or behind which a value begins that is longer than a token: a quoted text, a path, a URL. */
export const OPENING = 16;

const MIN_HEX_WORD = 8;

/** Classes of a byte, as a bit set. Blanks, controls, brackets, quotes and `= , ; : | / ?` part tokens. */
export const TOKEN_CLASS = classifyTokens();

function classifyTokens(): Uint8Array {
  const classes = new Uint8Array(256);
  for (let byte = 0; byte < 256; byte++) {
    const character = String.fromCharCode(byte);
    const own = BYTE_CLASS[byte] & (DIGIT | LETTER | HEX_LETTER);
    classes[byte] =
      own |
      (byte <= 32 || "=,;:()[]{}<>\"'|`/?".includes(character) ? PART : 0) |
      ((own & (DIGIT | HEX_LETTER)) === 0 ? NOT_HEX : 0) |
      (character === "@" ? AT : 0) |
      (".+#@".includes(character) ? JOINT : 0) |
      ("\"'`/:?".includes(character) ? OPENING : 0);
  }
  return classes;
}

/** Whether a token whose bytes have these classes between them can stand for data: most words can not. */
export function mayBeVariable(classes: number): boolean {
  return (classes & (DIGIT | AT)) !== 0 || (classes & NOT_HEX) === 0;
}

/** Whether a token whose bytes have these classes between them stands for data. */
export function isVariable(classes: number, length: number): boolean {
  if ((classes & DIGIT) !== 0) return true;
  if ((classes & NOT_HEX) === 0) return length >= MIN_HEX_WORD;
  return (classes & (AT | LETTER)) === (AT | LETTER) && length > 1;
}
