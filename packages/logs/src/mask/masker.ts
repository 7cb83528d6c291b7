// Masks and hashes the first line of every message: one pass that copies or masks token by token, then a hash that
// takes four bytes at a time. No strings.
import { BACKSLASH, BYTE_CLASS, CR, DIGIT, HEX_LETTER, LETTER, LF, QUOTE, SPACE } from "../bytes.ts";
import { exceptionEnd } from "../exception-class.ts";
import { decodeText, encodeText } from "../text.ts";

/** A longer first line has the shape of its beginning. */
const MAX_MASKED_BYTES = 4096;
const MIN_HEX_WORD = 8;
/** More of them are no address, and looking for their end at each group would cost the square of their number. */
const MAX_HEX_GROUPS = 32;

// The wildcard is written <*>; a message that holds it as such has the same shape, which is harmless.
const OPEN = 60;
const STAR = 42;
const CLOSE = 62;
const COLON = 58;
const COMMA = 44;
const SLASH = 47;
const QUESTION_MARK = 63;
const APOSTROPHE = 39;
const AT_SIGN = 64;

// Bits beside those of BYTE_CLASS.
const PART = 32;
const NOT_HEX = 64;
const AT = 128;
const TOKEN_CLASS = classifyTokens();

/** Blanks, controls, brackets, quotes and `= , ; : | / ?` part tokens. */
function classifyTokens(): Uint8Array {
  const classes = new Uint8Array(256);
  for (let byte = 0; byte < 256; byte++) {
    const parts = byte <= 32 || "=,;:()[]{}<>\"'|`/?".includes(String.fromCharCode(byte));
    const own = BYTE_CLASS[byte] & (DIGIT | LETTER | HEX_LETTER);
    const hex = (own & (DIGIT | HEX_LETTER)) !== 0;
    classes[byte] = own | (parts ? PART : 0) | (hex ? 0 : NOT_HEX) | (byte === AT_SIGN ? AT : 0);
  }
  return classes;
}

/**
 * Replaces the variable tokens of a message by wildcards: those with a digit (numbers, UUIDs, addresses, durations,
 * names and parts of paths with numbers), words of hexadecimal letters, e-mail addresses, the query of a path and quoted
 * strings. Of the lines after
 * the first it takes the class of an exception. Stateless: the same text has the same mask wherever it is read.
 */
export class Masker {
  readonly #out = new Uint8Array(MAX_MASKED_BYTES * 4);
  readonly #words = new Int32Array(this.#out.buffer);
  #length = 0;
  /** The quote that nothing closes in the rest of the line; 0 before there is one. */
  #unclosedQuote = 0;
  /** Halves of the 64-bit hash of the text hashed last. */
  low = 0;
  high = 0;

  /** Hashes the mask of the message `[start, end)` into {@link low} and {@link high}. */
  hash(bytes: Uint8Array, start: number, end: number): void {
    this.#mask(bytes, start, end);
    const length = this.#length;
    this.#out[length] = this.#out[length + 1] = this.#out[length + 2] = 0;
    const words = this.#words;
    const count = (length + 3) >> 2;
    let low = 0x811c9dc5 ^ length;
    let high = 0x2f0b4c47 ^ length;
    for (let i = 0; i < count; i++) {
      low = Math.imul(low ^ words[i], 0x01000193);
      low ^= low >>> 15;
      high = Math.imul(high ^ words[i], 0x85ebca6b);
      high ^= high >>> 13;
    }
    this.low = finished(low);
    this.high = finished(high);
  }

  /** The mask of the message `[start, end)`. */
  text(bytes: Uint8Array, start: number, end: number): string {
    this.#mask(bytes, start, end);
    return decodeText(this.#out, 0, this.#length);
  }

  #mask(bytes: Uint8Array, start: number, end: number): void {
    this.#length = 0;
    const limit = Math.min(end, start + MAX_MASKED_BYTES);
    const lineEnd = this.#maskLine(bytes, start, limit);
    if (lineEnd >= end || bytes[lineEnd] !== LF) return;
    const classEnd = exceptionEnd(bytes, lineEnd + 1, end);
    if (classEnd < 0 || classEnd - lineEnd > MAX_MASKED_BYTES) return;
    const out = this.#out;
    for (let at = lineEnd; at < classEnd; at++) out[this.#length++] = bytes[at];
  }

  /** Returns where the line ends. */
  #maskLine(bytes: Uint8Array, start: number, end: number): number {
    const out = this.#out;
    const classes = TOKEN_CLASS;
    let length = 0;
    let inPath = false;
    this.#unclosedQuote = 0;
    let at = start;
    while (at < end) {
      const tokenStart = at;
      const before = length;
      let found = 0;
      for (; at < end; at++) {
        const byte = bytes[at];
        const own = classes[byte];
        if ((own & PART) !== 0) break;
        found |= own;
        out[length++] = byte;
      }
      if (at > tokenStart && mayBeVariable(found)) {
        this.#length = before;
        at = this.#maskToken(bytes, tokenStart, at, end, found);
        length = this.#length;
      }
      if (at === end) break;
      const byte = bytes[at];
      if (byte === LF) break;
      if ((classes[byte] & PART) === 0) continue;
      out[length++] = byte;
      at++;
      if (byte <= SPACE) inPath = false;
      else if (byte === SLASH) inPath = true;
      else if (byte === QUOTE || byte === APOSTROPHE || (byte === QUESTION_MARK && inPath)) {
        this.#length = length;
        if (byte === QUESTION_MARK) at = this.#maskQuery(bytes, at, end);
        else at = this.#maskQuoted(bytes, start, at, end);
        length = this.#length;
      }
    }
    if (length > 0 && out[length - 1] === CR) length--;
    this.#length = length;
    return at;
  }

  /** Masks what stands between the quote before `at` and the one that closes it; returns the end of what it took. */
  #maskQuoted(bytes: Uint8Array, start: number, at: number, end: number): number {
    const quote = bytes[at - 1];
    // Where one quote found none to close it those after it find none either; looking again would be quadratic.
    if (quote === this.#unclosedQuote) return at;
    const close = closingQuote(bytes, start, at - 1, end);
    if (close === end) this.#unclosedQuote = quote;
    if (close < 0 || close === end) return at;
    this.#pushWildcard();
    this.#out[this.#length++] = bytes[close];
    return close + 1;
  }

  /** Masks the query of a path, which begins at `start`; returns its end. */
  #maskQuery(bytes: Uint8Array, start: number, end: number): number {
    let at = start;
    while (at < end && bytes[at] > SPACE && bytes[at] !== QUOTE) at++;
    if (at > start) this.#pushWildcard();
    return at;
  }

  /**
   * Masks the token `[start, tokenEnd)`, whose bytes have been copied behind the mask so far, or keeps the copy; returns
   * the end of what it took.
   */
  #maskToken(bytes: Uint8Array, start: number, tokenEnd: number, end: number, classes: number): number {
    if (tokenEnd < end && bytes[tokenEnd] === COLON && (classes & NOT_HEX) === 0) {
      const addressEnd = hexGroupsEnd(bytes, start, end);
      if (addressEnd > 0) {
        this.#pushWildcard();
        return addressEnd;
      }
    }
    if (isVariable(classes, tokenEnd - start)) this.#pushWildcard();
    else this.#length += tokenEnd - start;
    return tokenEnd;
  }

  /** A list of wildcards (`10.0.0.1:80`, `10.0.0.0/8`, `1,2,3`) is one wildcard, however long. */
  #pushWildcard(): void {
    const out = this.#out;
    let length = this.#length;
    const last = length >= 4 ? out[length - 1] : 0;
    const joined = last === COLON || last === COMMA || last === SLASH;
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

/** Whether a token whose bytes have these classes between them can stand for data: most words can not. */
function mayBeVariable(classes: number): boolean {
  return (classes & (DIGIT | AT)) !== 0 || (classes & NOT_HEX) === 0;
}

/** Whether a token whose bytes have these classes between them stands for data. */
function isVariable(classes: number, length: number): boolean {
  if ((classes & DIGIT) !== 0) return true;
  if ((classes & NOT_HEX) === 0) return length >= MIN_HEX_WORD;
  return (classes & (AT | LETTER)) === (AT | LETTER) && length > 1;
}

/**
 * The end of an IPv6 or hardware address, a fingerprint or a time that begins at `start`: 3 to 32 groups of at most four
 * hexadecimal digits between colons, a decimal digit among them; otherwise -1.
 */
function hexGroupsEnd(bytes: Uint8Array, start: number, end: number): number {
  let colons = 0;
  let digits = 0;
  let group = 0;
  let at = start;
  for (; at < end; at++) {
    const own = TOKEN_CLASS[bytes[at]];
    if (bytes[at] === COLON) {
      if (++colons === MAX_HEX_GROUPS) return -1;
      group = 0;
    } else if ((own & (DIGIT | HEX_LETTER)) !== 0) {
      digits |= own & DIGIT;
      if (++group > 4) return -1;
    } else if ((own & PART) !== 0) break;
    else return -1;
  }
  return colons >= 2 && digits !== 0 && bytes[at - 1] !== COLON ? at : -1;
}

/** The last mixing step of MurmurHash3, so that every bit of the text moves every bit of the hash. */
function finished(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** The quote that closes the one at `open`: -1 if it opens no quoted value, `end` if nothing closes it. */
function closingQuote(bytes: Uint8Array, start: number, open: number, end: number): number {
  const quote = bytes[open];
  // An apostrophe inside a word opens nothing.
  if (quote === APOSTROPHE && open > start && isWordByte(bytes[open - 1])) return -1;
  for (let at = open + 1; at < end; at++) {
    const byte = bytes[at];
    if (byte === LF) return end;
    if (byte === BACKSLASH) at++;
    else if (byte === quote) {
      if (quote === APOSTROPHE && at + 1 < end && isWordByte(bytes[at + 1])) continue;
      return at === open + 1 ? -1 : at;
    }
  }
  return end;
}

function isWordByte(byte: number): boolean {
  return (BYTE_CLASS[byte] & (LETTER | DIGIT)) !== 0;
}

/**
 * A message with its variable tokens masked, as people read it: its first line, and the class of the exception on the
 * second if there is one. Messages have the same shape exactly when their masks are equal.
 */
export function maskMessage(text: string): string {
  const bytes = encodeText(text);
  return new Masker().text(bytes, 0, bytes.length);
}
