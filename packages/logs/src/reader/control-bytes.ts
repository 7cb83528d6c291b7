import type { ByteBuffer } from "../byte-buffer.ts";
import { positionOf } from "../byte-search.ts";

const NUL = 0;
const BELL = 7;
const ESCAPE = 27;
const BACKSLASH = 92;

/**
 * Where the next bytes stand that spoil a line: the escape sequences of terminals, and the zeros that crashes and
 * truncations leave. Looked up a buffer at a time, so that lines without them, almost all, cost one comparison.
 */
export class ControlBytes {
  /** None stands before this position. */
  next = 0;
  #escapeAt = 0;
  #nulAt = 0;

  standIn(raw: ByteBuffer, start: number, end: number): boolean {
    if (end <= this.next) return false;
    this.#escapeAt = nextOf(ESCAPE, raw, start, this.#escapeAt);
    this.#nulAt = nextOf(NUL, raw, start, this.#nulAt);
    this.next = Math.min(this.#escapeAt, this.#nulAt);
    return this.next < end;
  }

  /** The buffer's first `count` bytes are gone. */
  discard(count: number): void {
    this.#escapeAt = Math.max(0, this.#escapeAt - count);
    this.#nulAt = Math.max(0, this.#nulAt - count);
    this.next = Math.min(this.#escapeAt, this.#nulAt);
  }
}

/** Position of the first `byte` from `start` on, the length if there is none; none stands in `[start, known)`. */
function nextOf(byte: number, { bytes, length }: ByteBuffer, start: number, known: number): number {
  const from = Math.max(start, known);
  if (from >= length) return length;
  // Beyond its length the buffer may hold many times as much, which would be searched at each call.
  const found = positionOf(byte, bytes.subarray(0, length), from);
  return found < 0 ? length : found;
}

/**
 * Appends `[start, end)` to `out` without zeros and without the sequences of ECMA-48: `ESC [ … letter` (colours, cursor),
 * `ESC ] … BEL` (titles, links), other strings up to `ESC \`, and those of one or two letters.
 */
export function removeControls(bytes: Uint8Array, start: number, end: number, out: ByteBuffer): void {
  out.reserve(end - start);
  let at = start;
  while (at < end) {
    const byte = bytes[at];
    if (byte === ESCAPE) at = sequenceEnd(bytes, at + 1, end);
    else {
      if (byte !== NUL) out.push(byte);
      at++;
    }
  }
}

/** Where the sequence ends whose introducer ends at `start`. */
function sequenceEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  const kind = at < end ? bytes[at] : NUL;
  if (kind === 91) {
    at++;
    while (at < end && bytes[at] >= 0x20 && bytes[at] < 0x40) at++;
    return at < end && bytes[at] >= 0x40 && bytes[at] < 0x7f ? at + 1 : at;
  }
  if (kind === 93 || kind === 80 || kind === 88 || kind === 94 || kind === 95) {
    const stringEnd = terminatorEnd(bytes, at + 1, end);
    // A string that nothing ends is none.
    return stringEnd < 0 ? at + 1 : stringEnd;
  }
  while (at < end && bytes[at] >= 0x20 && bytes[at] < 0x30) at++;
  return at < end && bytes[at] >= 0x30 && bytes[at] < 0x7f ? at + 1 : at;
}

function terminatorEnd(bytes: Uint8Array, start: number, end: number): number {
  for (let at = start; at < end; at++) {
    if (bytes[at] === BELL) return at + 1;
    if (bytes[at] === ESCAPE) return at + 1 < end && bytes[at + 1] === BACKSLASH ? at + 2 : -1;
  }
  return -1;
}
