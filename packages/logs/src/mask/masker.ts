// Masks and hashes the first line of every message: one pass that copies or masks token by token, then a hash that
// takes four bytes at a time. No strings.
import { BACKSLASH, CR, LETTER, LF, SPACE } from "../bytes.ts";
import { exceptionEnd } from "../exception-class.ts";
import { decodeText, encodeText } from "../text.ts";
import { dateStart, isZone } from "./date-words.ts";
import { hexGroupsEnd } from "./hex-groups.ts";
import { drivePathEnd, opensNothing, pathEnd, queryEnd, urlEnd } from "./locations.ts";
import { isNumberedKey, isNumberedWord } from "./numbered-words.ts";
import { closingQuote, requestMethodEnd } from "./quoted-text.ts";
import { isVariable, JOINT, mayBeVariable, NOT_HEX, OPENING, PART, TOKEN_CLASS } from "./token-class.ts";
import { base64End, sizeEnd, valueStart } from "./value-ends.ts";

/** A longer first line has the shape of its beginning. */
const MAX_MASKED_BYTES = 4096;

// The wildcard is written <*>; a message that holds it as such has the same shape, which is harmless.
const OPEN = 60;
const STAR = 42;
const CLOSE = 62;
const COLON = 58;
const OPEN_PARENTHESIS = 40;
const CLOSE_PARENTHESIS = 41;
const COMMA = 44;
const DOT = 46;
const SLASH = 47;
const EQUALS = 61;
const QUESTION_MARK = 63;

/**
 * Replaces what varies in a message by wildcards: tokens with a digit (numbers, UUIDs, addresses, durations, names with
 * numbers), words of hexadecimal letters, e-mail addresses, dates, sizes with their unit, URLs, absolute paths, the query
 * of a request and quoted strings. Of the lines after the first it takes the class of an exception. Stateless: the same
 * text has the same mask wherever it is read.
 */
export class Masker {
  readonly #out = new Uint8Array(MAX_MASKED_BYTES * 4);
  readonly #words = new Int32Array(this.#out.buffer);
  #length = 0;
  /** The line being masked. */
  #start = 0;
  #end = 0;
  /** The quote that nothing closes in the rest of the line; 0 before there is one. */
  #unclosedQuote = 0;
  /** Where the mask of a date ends, as what follows it may be its time, zone and year; -1 before there is one. */
  #dateEnd = -1;
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
    this.#start = start;
    this.#end = end;
    this.#unclosedQuote = 0;
    this.#dateEnd = -1;
    let at = start;
    while (at < end) {
      const tokenStart = at;
      const before = length;
      let found = 0;
      let own = 0;
      for (; at < end; at++) {
        const byte = bytes[at];
        own = classes[byte];
        if ((own & PART) !== 0) break;
        found |= own;
        out[length++] = byte;
      }
      if (at > tokenStart && mayBeVariable(found)) {
        this.#length = before;
        const valueEnd = this.#maskToken(bytes, tokenStart, at, found);
        length = this.#length;
        if (valueEnd > at) {
          at = valueEnd;
          continue;
        }
      }
      if (at === end || bytes[at] === LF) break;
      if ((own & OPENING) === 0 || opensNothing(bytes[at], bytes[at + 1], at === tokenStart)) {
        out[length++] = bytes[at++];
      } else {
        this.#length = length;
        at = this.#maskOpening(bytes, at, tokenStart, before);
        length = this.#length;
      }
    }
    if (length > 0 && out[length - 1] === CR) length--;
    this.#length = length;
    return at;
  }

  /**
   * Takes the part at `at`, and the value if one begins there. The token before it began at `tokenStart`, its mask at
   * `before`; returns the end of what was taken.
   */
  #maskOpening(bytes: Uint8Array, at: number, tokenStart: number, before: number): number {
    const byte = bytes[at];
    const end = this.#end;
    if (byte === COLON) {
      const next = at + 2 < end ? bytes[at + 1] : 0;
      if (next === SLASH && bytes[at + 2] === SLASH && at > tokenStart) {
        return this.#maskFrom(before, urlEnd(bytes, at, end));
      }
      if (next === BACKSLASH && at === tokenStart + 1) return this.#maskFrom(before, drivePathEnd(bytes, at, end));
      if (next === COLON && at === tokenStart) {
        const addressEnd = hexGroupsEnd(bytes, at, end);
        if (addressEnd > 0) return this.#maskFrom(before, addressEnd);
      }
    } else if (byte === SLASH) {
      const valueEnd = pathEnd(bytes, this.#start, at, end);
      if (valueEnd > 0) return this.#maskFrom(before, valueEnd);
    } else if (byte === QUESTION_MARK) {
      this.#out[this.#length++] = byte;
      const valueEnd = queryEnd(bytes, this.#start, at + 1, end);
      return valueEnd > at + 1 ? this.#maskFrom(this.#length, valueEnd) : at + 1;
    } else return this.#maskQuoted(bytes, at);
    this.#out[this.#length++] = byte;
    return at + 1;
  }

  /** Masks what is behind `length` in the mask and goes on to `valueEnd`, which it returns. */
  #maskFrom(length: number, valueEnd: number): number {
    this.#length = length;
    this.#pushWildcard();
    return valueEnd;
  }

  /** Masks what stands between the quote at `open` and the one that closes it; returns the end of what it took. */
  #maskQuoted(bytes: Uint8Array, open: number): number {
    const out = this.#out;
    const quote = bytes[open];
    out[this.#length++] = quote;
    // Where one quote found none to close it those after it find none either; looking again would be quadratic.
    if (quote === this.#unclosedQuote) return open + 1;
    const close = closingQuote(bytes, this.#start, open, this.#end);
    if (close === this.#end) this.#unclosedQuote = quote;
    if (close < 0 || close === this.#end) return open + 1;
    const methodEnd = requestMethodEnd(bytes, open + 1, close);
    for (let at = open + 1; at <= methodEnd; at++) out[this.#length++] = bytes[at];
    this.#pushWildcard();
    out[this.#length++] = quote;
    return close + 1;
  }

  /**
   * Masks the token `[start, tokenEnd)`, whose bytes have been copied behind the mask so far, or keeps the copy; returns
   * the end of what it took.
   */
  #maskToken(bytes: Uint8Array, start: number, tokenEnd: number, classes: number): number {
    const end = this.#end;
    const next = tokenEnd < end ? bytes[tokenEnd] : 0;
    if (next === COLON && (classes & NOT_HEX) === 0) {
      const addressEnd = hexGroupsEnd(bytes, start, end);
      if (addressEnd > 0) {
        this.#joinDate();
        return this.#maskFrom(this.#length, addressEnd);
      }
    }
    if (!isVariable(classes, tokenEnd - start)) {
      this.#length += tokenEnd - start;
      return tokenEnd;
    }
    if ((classes & LETTER) !== 0) return this.#maskName(bytes, start, tokenEnd, classes, next);
    this.#joinDate();
    this.#pushWildcard();
    if (bytes[tokenEnd - 1] === DOT) this.#out[this.#length++] = DOT;
    return next === SPACE ? sizeEnd(bytes, tokenEnd, end) : tokenEnd;
  }

  /** Masks a token of letters and digits, or what in it is no name. */
  #maskName(bytes: Uint8Array, start: number, tokenEnd: number, classes: number, next: number): number {
    const end = this.#end;
    if (next === SLASH || next === EQUALS) {
      const valueEnd = base64End(bytes, start, tokenEnd, end);
      if (valueEnd > 0) return this.#maskFrom(this.#length, valueEnd);
    }
    const isCall = next === OPEN_PARENTHESIS && bytes[tokenEnd + 1] === CLOSE_PARENTHESIS;
    const isKey = next === EQUALS && isNumberedKey(bytes, start, tokenEnd);
    if (isCall || isKey || isNumberedWord(bytes, start, tokenEnd)) {
      this.#length += tokenEnd - start;
      return tokenEnd;
    }
    const value = (classes & JOINT) !== 0 ? valueStart(bytes, start, tokenEnd) : -1;
    if (value > 0) this.#length += value - start;
    if (value === tokenEnd) return tokenEnd;
    this.#pushWildcard();
    if (bytes[tokenEnd - 1] === DOT) this.#out[this.#length++] = DOT;
    return tokenEnd;
  }

  /** Takes back the words of a date, or the blank behind one, before the number that goes on with it is masked. */
  #joinDate(): void {
    const out = this.#out;
    const length = this.#length;
    if (length < 4 || out[length - 1] !== SPACE) return;
    const dateEnd = this.#dateEnd;
    if (dateEnd < 0) {
      // Most words before a number are no month, which their length tells.
      if (length > 4 && isLetter(out[length - 5]) && out[length - 2] !== SPACE) return;
      const start = dateStart(out, length);
      if (start < 0) return;
      this.#length = start;
      this.#dateEnd = start + 3;
    } else if (length === dateEnd + 1 || isZone(out, dateEnd, length)) this.#length = dateEnd - 3;
  }

  /**
   * A list of wildcards (`10.0.0.1:80`, `10.0.0.0/8`, `1,2,3`) is one wildcard, however long; where blanks part them it
   * is two.
   */
  #pushWildcard(): void {
    const out = this.#out;
    let length = this.#length;
    const last = length >= 4 ? out[length - 1] : 0;
    if (last === COLON || last === COMMA || last === SLASH) {
      if (endsWithWildcard(out, length - 1)) {
        this.#length = length - 1;
        return;
      }
    } else if (last === SPACE && (out[length - 2] === CLOSE || out[length - 2] === COMMA)) {
      const listEnd = out[length - 2] === COMMA ? length - 2 : length - 1;
      if (listEnd > 7 && out[listEnd - 4] === SPACE && endsWithWildcard(out, listEnd)) {
        const firstEnd = out[listEnd - 5] === COMMA ? listEnd - 5 : listEnd - 4;
        if (endsWithWildcard(out, firstEnd)) {
          this.#length = listEnd;
          return;
        }
      }
    }
    out[length++] = OPEN;
    out[length++] = STAR;
    out[length++] = CLOSE;
    this.#length = length;
  }
}

function isLetter(byte: number): boolean {
  return (TOKEN_CLASS[byte] & LETTER) !== 0;
}

function endsWithWildcard(out: Uint8Array, length: number): boolean {
  return length > 2 && out[length - 1] === CLOSE && out[length - 2] === STAR && out[length - 3] === OPEN;
}

/** The last mixing step of MurmurHash3, so that every bit of the text moves every bit of the hash. */
function finished(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/**
 * A message with its variable tokens masked, as people read it: its first line, and the class of the exception on the
 * second if there is one. Messages have the same shape exactly when their masks are equal.
 */
export function maskMessage(text: string): string {
  const bytes = encodeText(text);
  return new Masker().text(bytes, 0, bytes.length);
}
