// One pass over the bytes of a key=value line: values stay where they are, only strings with escapes are decoded.
import { BACKSLASH, BLANK, BYTE_CLASS, QUOTE, skipBlanks } from "../bytes.ts";
import { type Captures, DECODED } from "../captures.ts";
import { quotedEnd } from "../pattern/spans.ts";
import type { FieldCollector } from "./field-collector.ts";
import { decodeJsonString } from "./json-string.ts";
import type { KeyTable } from "./key-table.ts";

const EQUALS = 61;

export class LogfmtLine {
  readonly #keys: KeyTable;
  readonly #fields: FieldCollector;

  constructor(keys: KeyTable, fields: FieldCollector) {
    this.#keys = keys;
    this.#fields = fields;
  }

  /** Whether `[start, end)` is nothing but key=value pairs, at least two; their values are then in `captures`. */
  parse(bytes: Uint8Array, start: number, end: number, captures: Captures): boolean {
    this.#fields.begin();
    this.#keys.begin();
    let pairs = 0;
    let at = start;
    while (at < end) {
      const keyEnd = this.#keyEnd(bytes, at, end);
      if (keyEnd < 0) return false;
      const valueStart = keyEnd + 1;
      const key = this.#keys.find(bytes, at, keyEnd, undefined);
      if (bytes[valueStart] === QUOTE && valueStart < end) {
        const close = quotedEnd(bytes, valueStart + 1, end);
        if (close < 0) return false;
        this.#addQuoted(bytes, valueStart + 1, close, captures, key);
        at = close + 1;
        if (at < end && (BYTE_CLASS[bytes[at]] & BLANK) === 0) return false;
      } else {
        at = valueStart;
        while (at < end && (BYTE_CLASS[bytes[at]] & BLANK) === 0) at++;
        this.#fields.add(key, captures, valueStart, at);
      }
      pairs++;
      at = skipBlanks(bytes, at, end);
    }
    if (pairs < 2) return false;
    this.#fields.finish(bytes, captures);
    return true;
  }

  #keyEnd(bytes: Uint8Array, start: number, end: number): number {
    let at = start;
    while (at < end && bytes[at] !== EQUALS) {
      const byte = bytes[at];
      if ((BYTE_CLASS[byte] & BLANK) !== 0 || byte === QUOTE || byte === 123 || byte === 91) return -1;
      at++;
    }
    return at === start || at >= end ? -1 : at;
  }

  #addQuoted(
    bytes: Uint8Array,
    start: number,
    end: number,
    captures: Captures,
    key: ReturnType<KeyTable["find"]>,
  ): void {
    let escaped = false;
    for (let at = start; at < end && !escaped; at++) escaped = bytes[at] === BACKSLASH;
    if (!escaped) {
      this.#fields.add(key, captures, start, end);
      return;
    }
    const decodedStart = captures.decoded.length;
    decodeJsonString(bytes, start, end, captures.decoded);
    this.#fields.add(key, captures, DECODED + decodedStart, DECODED + captures.decoded.length);
  }
}
