// Masks and hashes the first line of every message: two passes over the bytes, no strings.
import { BYTE_CLASS, DIGIT, HEX_LETTER, LETTER, QUOTE, BACKSLASH } from "../bytes.ts";
import { decodeText, encodeText } from "../text.ts";

/** What is masked becomes this; a message that holds it as such has the same shape, which is harmless. */
export const WILDCARD = "<*>";

/** A longer first line has the shape of its beginning. */
const MAX_MASKED_BYTES = 4096;
const MIN_HEX_WORD = 8;

const OPEN = 60;
const STAR = 42;
const CLOSE = 62;
const COLON = 58;
const COMMA = 44;
const APOSTROPHE = 39;
const AT_SIGN = 64;

// Bytes that part tokens: blanks, controls, brackets, quotes and = , ; : |
const PARTS = new Uint8Array(256);
for (let byte = 0; byte <= 32; byte++) PARTS[byte] = 1;
for (const char of "=,;:()[]{}<>\"'|`") PARTS[char.charCodeAt(0)] = 1;

/**
 * Replaces the variable tokens of a message by wildcards: those with a digit (numbers, UUIDs, addresses, durations,
 * paths and names with numbers), words of hexadecimal letters, e-mail addresses and quoted strings. Stateless: the
 * same text has the same mask wherever it is read.
 */
export class Masker {
  readonly #out = new Uint8Array(MAX_MASKED_BYTES * 4);
  #length = 0;
  /** Halves of the 64-bit hash of the text masked last. */
  low = 0;
  high = 0;

  /** Masks `[start, end)` and hashes the result into {@link low} and {@link high}. */
  hash(bytes: Uint8Array, start: number, end: number): void {
    this.#mask(bytes, start, Math.min(end, start + MAX_MASKED_BYTES));
    // FNV-1a of 32 bits, twice: the lanes differ in basis and prime.
    const out = this.#out;
    const length = this.#length;
    let low = 0x811c9dc5;
    let high = 0xcbf29ce4;
    for (let i = 0; i < length; i++) {
      const byte = out[i];
      low = Math.imul(low ^ byte, 0x01000193);
      high = Math.imul(high ^ byte, 0x0100019d);
    }
    this.low = low >>> 0;
    this.high = high >>> 0;
  }

  /** The masked text of `[start, end)`. */
  text(bytes: Uint8Array, start: number, end: number): string {
    this.#mask(bytes, start, Math.min(end, start + MAX_MASKED_BYTES));
    return decodeText(this.#out, 0, this.#length);
  }

  #mask(bytes: Uint8Array, start: number, end: number): void {
    const out = this.#out;
    this.#length = 0;
    let at = start;
    while (at < end) {
      const byte = bytes[at];
      if (PARTS[byte] === 0) {
        at = this.#maskToken(bytes, at, end);
        continue;
      }
      if (byte === QUOTE || byte === APOSTROPHE) {
        const close = closingQuote(bytes, start, at, end);
        if (close > 0) {
          out[this.#length++] = byte;
          this.#pushWildcard();
          out[this.#length++] = byte;
          at = close + 1;
          continue;
        }
      }
      out[this.#length++] = byte;
      at++;
    }
  }

  /** Copies or masks the token that begins at `start`; returns its end. */
  #maskToken(bytes: Uint8Array, start: number, end: number): number {
    const out = this.#out;
    const before = this.#length;
    let length = before;
    let classes = 0;
    let address = false;
    let at = start;
    for (; at < end; at++) {
      const byte = bytes[at];
      if (PARTS[byte] !== 0) break;
      classes |= BYTE_CLASS[byte];
      if ((BYTE_CLASS[byte] & (DIGIT | HEX_LETTER)) === 0) classes |= NOT_HEX;
      if (byte === AT_SIGN && at > start) address = true;
      out[length++] = byte;
    }
    const hexWord = (classes & NOT_HEX) === 0 && at - start >= MIN_HEX_WORD;
    if ((classes & DIGIT) === 0 && !hexWord && !(address && (classes & LETTER) !== 0)) {
      this.#length = length;
      return at;
    }
    this.#length = before;
    this.#pushWildcard();
    return at;
  }

  /** A list of wildcards (`10.0.0.1:80`, `14:03:07`, `1,2,3`) is one wildcard, however long. */
  #pushWildcard(): void {
    const out = this.#out;
    let length = this.#length;
    const joined = length >= 4 && (out[length - 1] === COLON || out[length - 1] === COMMA);
    if (joined && out[length - 2] === CLOSE && out[length - 3] === STAR && out[length - 4] === OPEN) {
      this.#length = length - 1;
      return;
    }
    out[length++] = OPEN;
    out[length++] = STAR;
    out[length++] = CLOSE;
    this.#length = length;
  }
}

const NOT_HEX = 128;

/** The quote that closes the one at `open`, if what is between them is a quoted value; otherwise -1. */
function closingQuote(bytes: Uint8Array, start: number, open: number, end: number): number {
  const quote = bytes[open];
  // An apostrophe inside a word opens nothing.
  if (quote === APOSTROPHE && open > start && (BYTE_CLASS[bytes[open - 1]] & (LETTER | DIGIT)) !== 0) return -1;
  for (let at = open + 1; at < end; at++) {
    const byte = bytes[at];
    if (byte === BACKSLASH) at++;
    else if (byte === quote) {
      const inWord = at + 1 < end && (BYTE_CLASS[bytes[at + 1]] & (LETTER | DIGIT)) !== 0;
      if (quote === APOSTROPHE && inWord) continue;
      return at === open + 1 ? -1 : at;
    }
  }
  return -1;
}

/** The first line of a message with its variable tokens masked, as people read it: what its shape is the hash of. */
export function maskMessage(text: string): string {
  const bytes = encodeText(text);
  return new Masker().text(bytes, 0, firstLineEnd(bytes, 0, bytes.length));
}

/** Where the first line of `[start, end)` ends, a carriage return left off. */
export function firstLineEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && bytes[at] !== 10) at++;
  return at > start && bytes[at - 1] === 13 ? at - 1 : at;
}
