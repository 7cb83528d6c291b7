// One pass over the bytes of a JSON object: values stay where they are, only strings with escapes are decoded.
import { BACKSLASH, QUOTE, SPACE, startsWith } from "../bytes.ts";
import { encodeText } from "../text.ts";
import { type Captures, DECODED } from "../captures.ts";
import type { FieldCollector } from "./field-collector.ts";
import { decodeJsonString } from "./json-string.ts";
import type { Key, KeyTable } from "./key-table.ts";

const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;
const COLON = 58;
const COMMA = 44;
const FAILED = -1;

/** Objects inside this many others are kept as text, as arrays are; lifted ones do not count. */
const MAX_DEPTH = 4;
/** How deep lifted keys may nest, which do not count as depth. */
const MAX_LIFTED = 16;
const KEY = encodeText('"key"');

export class JsonLine {
  readonly #keys: KeyTable;
  readonly #fields: FieldCollector;
  /** Keys of the line read so far. */
  #ordinal = 0;
  /** Lifted keys that the value at hand is inside of. */
  #lifted = 0;

  constructor(keys: KeyTable, fields: FieldCollector) {
    this.#keys = keys;
    this.#fields = fields;
  }

  /** Whether `[start, end)` is one JSON object, maybe the first or last of an array; its values are then in `captures`. */
  parse(bytes: Uint8Array, start: number, end: number, captures: Captures): boolean {
    const from = bytes[start] === OPEN_BRACKET ? skipSpace(bytes, start + 1, end) : start;
    if (from === end || bytes[from] !== OPEN_BRACE) return false;
    this.#fields.begin();
    this.#keys.begin();
    this.#ordinal = 0;
    const after = this.#parseObject(bytes, from, end, captures, undefined, 1);
    if (after === FAILED || !endsThere(bytes, after, end)) return false;
    this.#fields.finish(bytes, captures);
    return true;
  }

  /** Returns the position after the object that begins at `start`. */
  #parseObject(
    bytes: Uint8Array,
    start: number,
    end: number,
    captures: Captures,
    parent: Key | undefined,
    depth: number,
  ): number {
    let at = skipSpace(bytes, start + 1, end);
    if (bytes[at] === CLOSE_BRACE) return at < end ? at + 1 : FAILED;
    for (;;) {
      if (at >= end || bytes[at] !== QUOTE) return FAILED;
      const ordinal = this.#ordinal++;
      let key = this.#keys.guess(bytes, at + 1, end, parent, ordinal);
      if (key === undefined) {
        const keyEnd = stringEnd(bytes, at + 1, end);
        if (keyEnd === FAILED) return FAILED;
        key = this.#keys.find(bytes, at + 1, keyEnd, parent);
        this.#keys.expect(key, ordinal);
      }
      at = skipSpace(bytes, at + key.bytes.length + 2, end);
      if (at >= end || bytes[at] !== COLON) return FAILED;
      at = this.#parseValue(bytes, skipSpace(bytes, at + 1, end), end, captures, key, depth);
      if (at === FAILED) return FAILED;
      at = skipSpace(bytes, at, end);
      if (at >= end) return FAILED;
      if (bytes[at] === CLOSE_BRACE) return at + 1;
      if (bytes[at] !== COMMA) return FAILED;
      at = skipSpace(bytes, at + 1, end);
    }
  }

  #parseValue(bytes: Uint8Array, at: number, end: number, captures: Captures, key: Key, depth: number): number {
    if (at >= end) return FAILED;
    const first = bytes[at];
    if (first === QUOTE) return this.#parseString(bytes, at + 1, end, captures, key);
    if (key.isLifted && this.#lifted < MAX_LIFTED && (first === OPEN_BRACE || first === OPEN_BRACKET)) {
      this.#fields.pass(key);
      this.#lifted++;
      const next =
        first === OPEN_BRACE
          ? this.#parseObject(bytes, at, end, captures, key, depth)
          : this.#parseElements(bytes, at, end, captures, key, depth);
      this.#lifted--;
      return next;
    }
    if (first === OPEN_BRACE && depth < MAX_DEPTH) return this.#parseObject(bytes, at, end, captures, key, depth + 1);
    const after =
      first === OPEN_BRACE || first === OPEN_BRACKET ? nestedEnd(bytes, at, end) : literalEnd(bytes, at, end);
    if (after === FAILED) return FAILED;
    const isNull = first === 110 && after - at === 4;
    if (!isNull) this.#fields.add(key, captures, at, after);
    return after;
  }

  /** Reads the objects of an array: pairs of a key and its value, or records, the first in full. */
  #parseElements(bytes: Uint8Array, start: number, end: number, captures: Captures, key: Key, depth: number): number {
    const arrayEnd = nestedEnd(bytes, start, end);
    if (arrayEnd === FAILED) return FAILED;
    const wasFurther = this.#fields.isFurther;
    for (let at = skipSpace(bytes, start + 1, arrayEnd); bytes[at] === OPEN_BRACE;) {
      const objectEnd = nestedEnd(bytes, at, arrayEnd);
      const keyAt = skipSpace(bytes, at + 1, objectEnd);
      const isRead = startsWith(bytes, keyAt, objectEnd, KEY)
        ? this.#parsePair(bytes, keyAt + KEY.length, objectEnd, captures, key)
        : this.#parseRecord(bytes, at, objectEnd, captures, key, depth);
      if (!isRead) return FAILED;
      at = skipSpace(bytes, objectEnd, arrayEnd);
      if (bytes[at] === COMMA) at = skipSpace(bytes, at + 1, arrayEnd);
    }
    this.#fields.isFurther = wasFurther;
    return arrayEnd;
  }

  /** Those after it in the array are further ones. */
  #parseRecord(bytes: Uint8Array, start: number, end: number, captures: Captures, key: Key, depth: number): boolean {
    if (this.#parseObject(bytes, start, end, captures, key, depth) === FAILED) return false;
    this.#fields.isFurther = true;
    return true;
  }

  /** `:"service.name","value":{"stringValue":"cart"}`, as OpenTelemetry writes attributes; the type is left off. */
  #parsePair(bytes: Uint8Array, start: number, end: number, captures: Captures, parent: Key): boolean {
    const nameAt = afterByte(bytes, start, end, COLON);
    const nameEnd = bytes[nameAt] === QUOTE ? stringEnd(bytes, nameAt + 1, end) : FAILED;
    if (nameEnd === FAILED) return false;
    const valueAt = afterByte(bytes, nameEnd + 1, end, COLON);
    const key = this.#keys.find(bytes, nameAt + 1, nameEnd, parent);
    const isTyped = bytes[valueAt] === OPEN_BRACE;
    const at = isTyped ? afterByte(bytes, valueAt, end, COLON) : valueAt;
    return at < end && this.#parseValue(bytes, at, end, captures, key, MAX_DEPTH) !== FAILED;
  }

  #parseString(bytes: Uint8Array, start: number, end: number, captures: Captures, key: Key): number {
    let at = start;
    while (at < end && bytes[at] !== QUOTE && bytes[at] !== BACKSLASH) at++;
    if (at >= end) return FAILED;
    if (bytes[at] === QUOTE) {
      this.#fields.add(key, captures, start, at);
      return at + 1;
    }
    const close = stringEnd(bytes, at, end);
    if (close === FAILED) return FAILED;
    const decoded = captures.decoded;
    const decodedStart = decoded.length;
    decodeJsonString(bytes, start, close, decoded);
    this.#fields.add(key, captures, DECODED + decodedStart, DECODED + decoded.length);
    return close + 1;
  }
}

function skipSpace(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && bytes[at] <= SPACE) at++;
  return at;
}

/** Whether a line holds nothing more; in an array of one object a line, a comma or its end may follow. */
function endsThere(bytes: Uint8Array, start: number, end: number): boolean {
  let at = skipSpace(bytes, start, end);
  if (at < end && (bytes[at] === COMMA || bytes[at] === CLOSE_BRACKET)) at = skipSpace(bytes, at + 1, end);
  return at === end;
}

/** The position of what follows the next `byte` that is not in a string; `end` if there is none. */
function afterByte(bytes: Uint8Array, start: number, end: number, byte: number): number {
  for (let at = start; at < end; at++) {
    if (bytes[at] === byte) return skipSpace(bytes, at + 1, end);
    if (bytes[at] === QUOTE) {
      at = stringEnd(bytes, at + 1, end);
      if (at === FAILED) return end;
    }
  }
  return end;
}

function stringEnd(bytes: Uint8Array, start: number, end: number): number {
  for (let at = start; at < end; at++) {
    const byte = bytes[at];
    if (byte === QUOTE) return at;
    if (byte === BACKSLASH) at++;
  }
  return FAILED;
}

/** The position after a number, `true`, `false` or `null`. */
function literalEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end) {
    const byte = bytes[at];
    if (byte === COMMA || byte === CLOSE_BRACE || byte <= SPACE) break;
    if (byte === QUOTE || byte === COLON || byte === OPEN_BRACE || byte === OPEN_BRACKET) return FAILED;
    at++;
  }
  return at === start ? FAILED : at;
}

/** The position after the object or array that begins at `start`. */
function nestedEnd(bytes: Uint8Array, start: number, end: number): number {
  let depth = 0;
  for (let at = start; at < end; at++) {
    const byte = bytes[at];
    if (byte === QUOTE) {
      at = stringEnd(bytes, at + 1, end);
      if (at === FAILED) return FAILED;
    } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) depth++;
    else if ((byte === CLOSE_BRACE || byte === CLOSE_BRACKET) && --depth === 0) return at + 1;
  }
  return FAILED;
}
