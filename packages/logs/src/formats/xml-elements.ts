// Finds the values of an XML text, over bytes: no tree is built, values stay where they are.
import { BYTE_CLASS, DIGIT, LETTER, SPACE } from "../bytes.ts";
import { type Captures, DECODED } from "../captures.ts";
import type { FieldCollector } from "../structured/field-collector.ts";
import type { Key, KeyTable } from "../structured/key-table.ts";
import { encodeText } from "../text.ts";

const AMPERSAND = 38;
const SEMICOLON = 59;
const LESS = 60;
const EQUALS = 61;
const GREATER = 62;
const SLASH = 47;

const ENTITIES: readonly (readonly [Uint8Array, number])[] = (
  [
    ["&lt;", 60],
    ["&gt;", 62],
    ["&amp;", 38],
    ["&quot;", 34],
    ["&apos;", 39],
  ] as const
).map(([text, byte]) => [encodeText(text), byte]);

/**
 * Adds the values of `[start, end)` to `captures`: the text of an element under its name, or under what its attribute
 * `Name` says (`<Data Name="user">mona</Data>`); other attributes under `Element.Attribute`.
 */
export class XmlElements {
  readonly #keys: KeyTable;
  readonly #fields: FieldCollector;

  constructor(keys: KeyTable, fields: FieldCollector) {
    this.#keys = keys;
    this.#fields = fields;
  }

  take(bytes: Uint8Array, start: number, end: number, captures: Captures): void {
    for (let at = start; at < end; at++) {
      if (bytes[at] !== LESS) continue;
      const nameEnd = wordEnd(bytes, at + 1, end);
      if (nameEnd > at + 1) at = this.#takeElement(bytes, at + 1, nameEnd, end, captures) - 1;
    }
  }

  /** Takes the attributes of the element whose name is `[start, nameEnd)`, and its text; returns where to go on. */
  #takeElement(bytes: Uint8Array, start: number, nameEnd: number, end: number, captures: Captures): number {
    const element = this.#keys.find(bytes, start, nameEnd, undefined);
    let key = element;
    let at = nameEnd;
    while (at < end && bytes[at] !== GREATER && bytes[at] !== SLASH) {
      const attributeEnd = wordEnd(bytes, at, end);
      const quote = bytes[attributeEnd + 1];
      if (attributeEnd === at || bytes[attributeEnd] !== EQUALS || attributeEnd + 2 >= end) {
        at++;
        continue;
      }
      const close = indexOf(bytes, quote, attributeEnd + 2, end);
      const isName = isText(bytes, at, attributeEnd, NAME) && element.name === "Data";
      if (isName) key = this.#keys.find(bytes, attributeEnd + 2, close, undefined);
      else if (!isText(bytes, at, attributeEnd, XMLNS)) {
        this.#add(this.#keys.find(bytes, at, attributeEnd, element), bytes, attributeEnd + 2, close, captures);
      }
      at = close + 1;
    }
    if (at >= end || bytes[at] === SLASH) return at + 1;
    const textEnd = indexOf(bytes, LESS, at + 1, end);
    if (textEnd < end && bytes[textEnd + 1] === SLASH) this.#add(key, bytes, at + 1, textEnd, captures);
    return textEnd;
  }

  #add(key: Key, bytes: Uint8Array, from: number, to: number, captures: Captures): void {
    let start = from;
    let end = to;
    while (start < end && bytes[start] <= SPACE) start++;
    while (end > start && bytes[end - 1] <= SPACE) end--;
    if (start === end) return;
    if (indexOf(bytes, AMPERSAND, start, end) === end) {
      this.#fields.add(key, captures, start, end);
      return;
    }
    const decodedStart = captures.decoded.length;
    decode(bytes, start, end, captures);
    this.#fields.add(key, captures, DECODED + decodedStart, DECODED + captures.decoded.length);
  }
}

const NAME = encodeText("Name");
const XMLNS = encodeText("xmlns");

function isText(bytes: Uint8Array, start: number, end: number, text: Uint8Array): boolean {
  if (end - start !== text.length) return false;
  for (let i = 0; i < text.length; i++) if (bytes[start + i] !== text[i]) return false;
  return true;
}

/** Where `byte` stands first in `[start, end)`; `end` if nowhere. */
function indexOf(bytes: Uint8Array, byte: number, start: number, end: number): number {
  let at = start;
  while (at < end && bytes[at] !== byte) at++;
  return at;
}

function wordEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && ((BYTE_CLASS[bytes[at]] & (LETTER | DIGIT)) !== 0 || bytes[at] === 95 || bytes[at] === 45)) at++;
  return at;
}

/** The five named entities; others stay as they are written. */
function decode(bytes: Uint8Array, start: number, end: number, captures: Captures): void {
  const { decoded } = captures;
  for (let at = start; at < end; at++) {
    const entity = bytes[at] === AMPERSAND ? entityAt(bytes, at, end) : undefined;
    decoded.push(entity === undefined ? bytes[at] : entity[1]);
    if (entity !== undefined) at += entity[0].length - 1;
  }
}

function entityAt(bytes: Uint8Array, start: number, end: number): (typeof ENTITIES)[number] | undefined {
  const close = indexOf(bytes, SEMICOLON, start, Math.min(end, start + 6));
  return ENTITIES.find(([text]) => isText(bytes, start, close + 1, text));
}
