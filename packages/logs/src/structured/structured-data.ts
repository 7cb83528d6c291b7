// RFC 5424 §6.3, over bytes: parameters stay where they are, only values with escapes are decoded.
import { BACKSLASH, QUOTE, SPACE } from "../bytes.ts";
import { type Captures, DECODED, FIRST_ATTRIBUTE } from "../captures.ts";
import { quotedEnd } from "../pattern/spans.ts";
import type { KeyTable } from "./key-table.ts";

const DASH = 45;
const EQUALS = 61;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;
const FAILED = -1;

export class StructuredData {
  readonly #keys: KeyTable;

  constructor(keys: KeyTable) {
    this.#keys = keys;
  }

  /** Takes `-` or elements `[id name="value" …]`, each parameter as an attribute; returns the end, or -1. */
  take(bytes: Uint8Array, start: number, end: number, captures: Captures): number {
    if (bytes[start] === DASH) return start + 1;
    this.#keys.begin();
    let at = start;
    while (at < end && bytes[at] === OPEN_BRACKET) {
      at = this.#takeElement(bytes, at + 1, end, captures);
      if (at === FAILED) return FAILED;
    }
    return at === start ? FAILED : at;
  }

  #takeElement(bytes: Uint8Array, start: number, end: number, captures: Captures): number {
    let at = start;
    while (at < end && bytes[at] !== SPACE && bytes[at] !== CLOSE_BRACKET) at++;
    for (;;) {
      while (at < end && bytes[at] === SPACE) at++;
      if (at >= end) return FAILED;
      if (bytes[at] === CLOSE_BRACKET) return at + 1;
      const nameStart = at;
      while (at < end && bytes[at] !== EQUALS && bytes[at] !== CLOSE_BRACKET) at++;
      if (at >= end || bytes[at] !== EQUALS) return FAILED;
      const field = FIRST_ATTRIBUTE + this.#keys.find(bytes, nameStart, at, undefined).attribute;
      // Some senders put a blank before the quote.
      do at++;
      while (at < end && bytes[at] === SPACE);
      if (at >= end || bytes[at] !== QUOTE) return FAILED;
      const close = quotedEnd(bytes, at + 1, end);
      if (close < 0) return FAILED;
      addValue(bytes, at + 1, close, field, captures);
      at = close + 1;
    }
  }
}

/** A backslash escapes a quote, a backslash or a closing bracket; before anything else it is itself. */
function addValue(bytes: Uint8Array, start: number, end: number, field: number, captures: Captures): void {
  let escapeAt = start;
  while (escapeAt < end && bytes[escapeAt] !== BACKSLASH) escapeAt++;
  if (escapeAt === end) {
    captures.add(field, start, end);
    return;
  }
  const decoded = captures.decoded;
  const decodedStart = decoded.length;
  for (let at = start; at < end; at++) {
    const next = bytes[at + 1];
    const escapes = bytes[at] === BACKSLASH && (next === QUOTE || next === BACKSLASH || next === CLOSE_BRACKET);
    if (escapes && at + 1 < end) at++;
    decoded.push(bytes[at]);
  }
  captures.add(field, DECODED + decodedStart, DECODED + decoded.length);
}
