// Finds key=value pairs in running text, over bytes: values stay where they are.
import { BACKSLASH, BLANK, BYTE_CLASS, DIGIT, LETTER, LF, QUOTE, SPACE, TAB } from "../bytes.ts";
import { type Captures, DECODED, IGNORED, MESSAGE } from "../captures.ts";
import { quotedEnd } from "../pattern/spans.ts";
import type { FieldCollector } from "../structured/field-collector.ts";
import type { KeyTable } from "../structured/key-table.ts";
import { XmlElements } from "./xml-elements.ts";

/**
 * How pairs stand in a text.
 * - `words`: `key=value`, `key="a value"`, `key=<value>` among other words; single quotes may hold pairs themselves
 * - `spread`: values with blanks, each up to the next ` key=`, as in CEF, or to a tab or caret where there is one, as in
 *   LEEF; a backslash escapes
 * - `semicolons`: values with blanks, each up to ` ; `, as sudo writes them
 * - `tags`: `[key "value"]`, as ModSecurity writes them
 * - `lines`: `KEY=value`, each on a line of its own
 * - `labels`: `key:value`, with tabs between them, as in LTSV
 * - `elements`: XML, `<key>value</key>`
 */
export const PAIR_STYLES = ["words", "spread", "semicolons", "tags", "lines", "labels", "elements"] as const;
export type PairStyle = (typeof PAIR_STYLES)[number];

const APOSTROPHE = 39;
const OPEN_PARENTHESIS = 40;
const CLOSE_PARENTHESIS = 41;
const COMMA = 44;
const COLON = 58;
const SEMICOLON = 59;
const LESS = 60;
const EQUALS = 61;
const GREATER = 62;
const OPEN_BRACKET = 91;
const CARET = 94;

export class KeyValuePairs {
  readonly #style: PairStyle;
  readonly #keys: KeyTable;
  readonly #fields: FieldCollector;
  readonly #elements: XmlElements;

  constructor(style: PairStyle, keys: KeyTable, fields: FieldCollector) {
    this.#style = style;
    this.#keys = keys;
    this.#fields = fields;
    this.#elements = new XmlElements(keys, fields);
  }

  /**
   * Adds the pairs in the captured `field`. A field other than the message is left off then, and so is a message of which
   * a pair is the message.
   */
  takeFrom(field: number, bytes: Uint8Array, captures: Captures): void {
    const { count } = captures;
    for (let i = 0; i < count; i++) {
      if (captures.field[i] !== field || captures.start[i] >= DECODED) continue;
      this.#take(bytes, captures.start[i], captures.end[i], captures);
      if (field !== MESSAGE) captures.field[i] = IGNORED;
      for (let j = count; j < captures.count; j++) if (captures.field[j] === MESSAGE) captures.field[i] = IGNORED;
      return;
    }
  }

  /** Adds the pairs in `[start, end)` to `captures`, those that play a role to their columns. */
  #take(bytes: Uint8Array, start: number, end: number, captures: Captures): void {
    this.#keys.begin();
    this.#fields.begin();
    const { level } = captures;
    if (this.#style === "words") this.#takeWords(bytes, start, end, captures);
    else if (this.#style === "tags") this.#takeTags(bytes, start, end, captures);
    else if (this.#style === "labels") this.#takeLabels(bytes, start, end, captures);
    else if (this.#style === "elements") this.#elements.take(bytes, start, end, captures);
    else this.#takeSeparated(bytes, start, end, captures);
    this.#fields.finish(bytes, captures);
    if (captures.level === 0) captures.level = level;
  }

  #takeWords(bytes: Uint8Array, start: number, end: number, captures: Captures): void {
    for (let at = start; at < end;) {
      const equals = keyEnd(bytes, at, end);
      if (equals === at) at++;
      else if (equals >= end || bytes[equals] !== EQUALS) at = wordEnd(bytes, equals, end);
      else at = this.#takeWord(bytes, at, equals, end, captures);
    }
  }

  /** Takes the pair whose key begins at `start`; returns where to look for the next one. */
  #takeWord(bytes: Uint8Array, start: number, equals: number, end: number, captures: Captures): number {
    const valueStart = equals + 1;
    const opening = valueStart < end ? bytes[valueStart] : SPACE;
    if (opening === APOSTROPHE) {
      const inner = keyEnd(bytes, valueStart + 1, end);
      if (inner > valueStart + 1 && inner < end && bytes[inner] === EQUALS) return valueStart + 1;
    }
    const close = closingOf(opening, bytes, valueStart + 1, end);
    if (close >= 0) {
      this.#add(bytes, start, equals, valueStart + 1, close, captures);
      return close + 1;
    }
    const next = wordEnd(bytes, valueStart, end);
    let valueEnd = next;
    while (valueEnd > valueStart && isTrailing(bytes[valueEnd - 1])) valueEnd--;
    if (bytes[valueEnd - 1] === CLOSE_PARENTHESIS && !bytes.subarray(valueStart, valueEnd).includes(OPEN_PARENTHESIS))
      valueEnd--;
    this.#add(bytes, start, equals, valueStart, valueEnd, captures);
    return next;
  }

  #takeTags(bytes: Uint8Array, start: number, end: number, captures: Captures): void {
    for (let at = start; at < end; at++) {
      if (bytes[at] !== OPEN_BRACKET) continue;
      const blank = keyEnd(bytes, at + 1, end);
      if (blank === at + 1 || blank + 2 >= end || bytes[blank] !== SPACE || bytes[blank + 1] !== QUOTE) continue;
      const close = quotedEnd(bytes, blank + 2, end);
      if (close < 0) return;
      this.#add(bytes, at + 1, blank, blank + 2, close, captures);
      at = close;
    }
  }

  #takeLabels(bytes: Uint8Array, start: number, end: number, captures: Captures): void {
    for (let at = start; at < end;) {
      const cellEnd = separatedEnd(bytes, at, end, TAB);
      const colon = separatedEnd(bytes, at, cellEnd, COLON);
      if (colon > at && colon < cellEnd) this.#addTrimmed(bytes, at, colon, cellEnd, captures);
      at = cellEnd + 1;
    }
  }

  #takeSeparated(bytes: Uint8Array, start: number, end: number, captures: Captures): void {
    const separator = this.#separatorOf(bytes, start, end);
    for (let at = start; at < end;) {
      while (at < end && (bytes[at] <= SPACE || bytes[at] === separator)) at++;
      const equals = keyEnd(bytes, at, end);
      const valueEnd =
        separator === SPACE ? spreadEnd(bytes, equals, end) : separatedEnd(bytes, equals, end, separator);
      if (equals > at && equals < end && bytes[equals] === EQUALS) {
        this.#addTrimmed(bytes, at, equals, valueEnd, captures);
      }
      at = Math.max(valueEnd, at + 1);
    }
  }

  /** What stands between pairs; a space means that each value ends where the next key begins. */
  #separatorOf(bytes: Uint8Array, start: number, end: number): number {
    if (this.#style === "semicolons") return SEMICOLON;
    if (this.#style === "lines") return LF;
    for (let at = start; at < end; at++) if (bytes[at] === TAB || bytes[at] === CARET) return bytes[at];
    return SPACE;
  }

  #addTrimmed(bytes: Uint8Array, keyStart: number, equals: number, valueEnd: number, captures: Captures): void {
    let start = equals + 1;
    let end = valueEnd;
    while (start < end && bytes[start] <= SPACE) start++;
    while (end > start && bytes[end - 1] <= SPACE) end--;
    this.#add(bytes, keyStart, equals, start, end, captures);
  }

  #add(bytes: Uint8Array, keyStart: number, keyStop: number, start: number, end: number, captures: Captures): void {
    if (start >= end) return;
    const key = this.#keys.find(bytes, keyStart, keyStop, undefined);
    const isPlain = this.#style === "lines" || this.#style === "labels";
    const escaped = !isPlain && bytes.subarray(start, end).includes(BACKSLASH);
    if (!escaped) {
      this.#fields.add(key, captures, start, end);
      return;
    }
    const decodedStart = captures.decoded.length;
    unescape(bytes, start, end, captures);
    this.#fields.add(key, captures, DECODED + decodedStart, DECODED + captures.decoded.length);
  }
}

/** The end of the key that may begin at `start`: letters, digits, underscores, dashes, dots and colons. */
function keyEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && ((BYTE_CLASS[bytes[at]] & (LETTER | DIGIT)) !== 0 || isInKey(bytes[at]))) at++;
  return at;
}

function isInKey(byte: number): boolean {
  return byte === 95 || byte === 45 || byte === 46 || byte === COLON;
}

function wordEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && (BYTE_CLASS[bytes[at]] & BLANK) === 0 && bytes[at] !== LF) {
    // A comma ends a word where another pair follows it at once.
    if (bytes[at] === COMMA || bytes[at] === SEMICOLON) {
      const next = keyEnd(bytes, at + 1, end);
      if (next > at + 1 && next < end && bytes[next] === EQUALS) break;
    }
    at++;
  }
  return at;
}

function isTrailing(byte: number): boolean {
  return byte === COMMA || byte === SEMICOLON || byte === APOSTROPHE;
}

/** Where the quoted value ends that begins at `start`, after `opening`; -1 if it is not quoted. */
function closingOf(opening: number, bytes: Uint8Array, start: number, end: number): number {
  if (opening === QUOTE) return quotedEnd(bytes, start, end);
  if (opening !== LESS && opening !== APOSTROPHE) return -1;
  const found = bytes.subarray(start, end).indexOf(opening === LESS ? GREATER : APOSTROPHE);
  return found < 0 ? -1 : start + found;
}

function separatedEnd(bytes: Uint8Array, start: number, end: number, separator: number): number {
  const found = bytes.subarray(start, end).indexOf(separator);
  return found < 0 ? end : start + found;
}

/** Where the value that begins after `start` ends: before the blank before the next key. */
function spreadEnd(bytes: Uint8Array, start: number, end: number): number {
  for (let at = start + 1; at < end; at++) {
    if (bytes[at] === BACKSLASH) at++;
    else if (bytes[at] === SPACE) {
      const next = keyEnd(bytes, at + 1, end);
      if (next > at + 1 && next < end && bytes[next] === EQUALS) return at;
    }
  }
  return end;
}

/** A backslash stands before what it escapes; `\n` and `\r` are line ends; before letters otherwise it is itself. */
function unescape(bytes: Uint8Array, start: number, end: number, captures: Captures): void {
  const { decoded } = captures;
  for (let at = start; at < end; at++) {
    const next = at + 1 < end ? bytes[at + 1] : 0;
    const escapes =
      bytes[at] === BACKSLASH &&
      (next === 110 || next === 114 || (next > SPACE && (BYTE_CLASS[next] & (LETTER | DIGIT)) === 0));
    if (!escapes) decoded.push(bytes[at]);
    else {
      decoded.push(next === 110 || next === 114 ? LF : next);
      at++;
    }
  }
}
