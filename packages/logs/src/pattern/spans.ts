// Each function returns the end of what begins at `start`, or -1; called for every line, hence over bytes.
import { BACKSLASH, BLANK, BYTE_CLASS, DASH, DIGIT, HEX_LETTER, LETTER, NAME, QUOTE } from "../bytes.ts";

const COLON = 58;
const OPEN_PARENTHESIS = 40;
const OPEN_BRACKET = 91;
const UNDERSCORE = 95;
const DOT = 46;
const AT_SIGN = 64;

export function wordEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && (BYTE_CLASS[bytes[at]] & BLANK) === 0) at++;
  return at === start ? -1 : at;
}

export function nameEnd(bytes: Uint8Array, start: number, end: number): number {
  if (start >= end || ((BYTE_CLASS[bytes[start]] & (LETTER | DIGIT)) === 0 && bytes[start] !== UNDERSCORE)) return -1;
  let at = start;
  let classes = 0;
  while (at < end && (BYTE_CLASS[bytes[at]] & NAME) !== 0) classes |= BYTE_CLASS[bytes[at++]];
  return (classes & LETTER) === 0 ? -1 : at;
}

/** A name with a dot, a dollar or a capital inside, as loggers named after classes have. */
export function classEnd(bytes: Uint8Array, start: number, end: number): number {
  const at = nameEnd(bytes, start, end);
  for (let i = start + 1; i < at - 1; i++) if (CLASS_MARK[bytes[i]] !== 0) return at;
  return -1;
}

/** 1 for what tells the name of a class from a word: a dot, a dollar, a capital. */
const CLASS_MARK = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte === 46 || byte === 36 || (byte >= 65 && byte <= 90) ? 1 : 0,
);

export function gapEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && (BYTE_CLASS[bytes[at]] & BLANK) !== 0) at++;
  return at - start < 2 ? -1 : at;
}

export function identEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  for (; at < end; at++) {
    const byte = bytes[at];
    if ((BYTE_CLASS[byte] & (LETTER | DIGIT)) === 0 && byte !== UNDERSCORE && byte !== DASH && byte !== DOT) break;
  }
  return at === start ? -1 : at;
}

export function tagEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  for (; at < end; at++) {
    const byte = bytes[at];
    if (byte === OPEN_BRACKET || (BYTE_CLASS[byte] & BLANK) !== 0) break;
    if (byte === OPEN_PARENTHESIS && at > start) break;
    if (byte === COLON && (at + 1 === end || (BYTE_CLASS[bytes[at + 1]] & BLANK) !== 0)) break;
  }
  return at === start ? -1 : at;
}

export function intEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && (BYTE_CLASS[bytes[at]] & DIGIT) !== 0) at++;
  return at === start ? -1 : at;
}

const UUID_LENGTH = 36;

/** 8-4-4-4-12 hexadecimal digits, as in RFC 9562. */
export function uuidEnd(bytes: Uint8Array, start: number, end: number): number {
  const after = start + UUID_LENGTH;
  if (after > end) return -1;
  for (let i = 0; i < UUID_LENGTH; i++) {
    const byte = bytes[start + i];
    const isDash = i === 8 || i === 13 || i === 18 || i === 23;
    if (isDash ? byte !== DASH : (BYTE_CLASS[byte] & (DIGIT | HEX_LETTER)) === 0) return -1;
  }
  return after;
}

/** The unescaped quote that ends a string whose first byte is at `start`. */
export function quotedEnd(bytes: Uint8Array, start: number, end: number): number {
  for (let at = start; at < end; at++) {
    const byte = bytes[at];
    if (byte === QUOTE) return at;
    if (byte === BACKSLASH) at++;
  }
  return -1;
}

/** The bracket that closes the one just before `start`. */
export function nestedEnd(bytes: Uint8Array, start: number, end: number): number {
  const opening = bytes[start - 1];
  const closing = opening === 40 ? 41 : opening + 2;
  let depth = 1;
  for (let at = start; at < end; at++) {
    if (bytes[at] === opening) depth++;
    else if (bytes[at] === closing && --depth === 0) return at;
  }
  return -1;
}

/** Where `literal` first stands; a space in it matches itself only. */
export function findLiteral(bytes: Uint8Array, start: number, end: number, literal: Uint8Array): number {
  const first = literal[0];
  const last = end - literal.length;
  for (let at = start; at <= last; at++) if (bytes[at] === first && standsAt(bytes, at, literal)) return at;
  return -1;
}

export function findByte(bytes: Uint8Array, start: number, end: number, byte: number): number {
  for (let at = start; at < end; at++) if (bytes[at] === byte) return at;
  return -1;
}

export function findLast(bytes: Uint8Array, start: number, end: number, literal: Uint8Array): number {
  for (let at = end - literal.length; at >= start; at--) if (standsAt(bytes, at, literal)) return at;
  return -1;
}

/** The colon before a class and the line in it, `:FastLeaderElection@774`. */
export function locationStart(bytes: Uint8Array, start: number, end: number): number {
  for (let at = start; at + 1 < end; at++) {
    if (bytes[at] !== AT_SIGN || (BYTE_CLASS[bytes[at + 1]] & DIGIT) === 0) continue;
    let colon = at - 1;
    while (colon >= start && bytes[colon] !== AT_SIGN && (BYTE_CLASS[bytes[colon]] & NAME) !== 0) colon--;
    if (colon >= start && colon < at - 1 && bytes[colon] === COLON) return colon;
  }
  return -1;
}

function standsAt(bytes: Uint8Array, at: number, literal: Uint8Array): boolean {
  for (let i = 0; i < literal.length; i++) if (bytes[at + i] !== literal[i]) return false;
  return true;
}
