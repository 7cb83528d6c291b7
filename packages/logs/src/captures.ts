import type { ByteBuffer } from "./byte-buffer.ts";

/** Fields of a record that are columns; a capture's field is one of these, or FIRST_ATTRIBUTE + the id of a name. */
export const IGNORED = -1;
export const SERVICE = 0;
export const HOST = 1;
export const MESSAGE = 2;
export const TRACE_ID = 3;
/** A line of another format, which this one carries. */
export const INNER = 4;
export const FIRST_ATTRIBUTE = 5;

/** A record with more attributes than this keeps the first ones; the rest is still in its raw text. */
const MAX_CAPTURES = 512;

/** A span from here on is not in the raw text: less this, it is a position in the block's decoded text. */
export const DECODED = 0x40000000;

/**
 * What a format found in one line: columns of spans that are overwritten line by line, because an object per line
 * would cost more than parsing it.
 */
export class Captures {
  /** NaN when the line has no timestamp. */
  timestampUs = NaN;
  /** The timestamp had no year of its own: it follows from that of the record before. */
  yearless = false;
  /** {@link LevelCode} */
  level = 0;
  /** Nothing else is to be found in the line, though it may have no time or no level. */
  complete = false;
  count = 0;
  readonly field = new Int32Array(MAX_CAPTURES);
  readonly start = new Int32Array(MAX_CAPTURES);
  readonly end = new Int32Array(MAX_CAPTURES);
  /** Text that stands nowhere in the raw bytes; spans from {@link DECODED} on point into it. */
  readonly decoded: ByteBuffer;

  constructor(decoded: ByteBuffer) {
    this.decoded = decoded;
  }

  clear(): void {
    this.timestampUs = NaN;
    this.yearless = false;
    this.level = 0;
    this.complete = false;
    this.count = 0;
  }

  add(field: number, start: number, end: number): void {
    const at = this.count;
    if (at === MAX_CAPTURES) return;
    this.field[at] = field;
    this.start[at] = start;
    this.end[at] = end;
    this.count = at + 1;
  }

  /** Moves the spans of a line that was read from the decoded text to where they stand for the block. */
  moveToDecoded(): void {
    for (let i = 0; i < this.count; i++) {
      if (this.start[i] >= DECODED) continue;
      this.start[i] += DECODED;
      this.end[i] += DECODED;
    }
  }

  copyFrom(other: Captures): void {
    this.timestampUs = other.timestampUs;
    this.yearless = other.yearless;
    this.level = other.level;
    this.complete = other.complete;
    this.count = 0;
    for (let i = 0; i < other.count; i++) this.add(other.field[i], other.start[i], other.end[i]);
  }

  /** Index of the first span of `field`, or -1. */
  indexOf(field: number): number {
    for (let i = 0; i < this.count; i++) if (this.field[i] === field) return i;
    return -1;
  }

  /** Takes back the spans that are nothing but one byte `nil`; the message stays. */
  drop(nil: number, bytes: Uint8Array): void {
    for (let i = 0; i < this.count; i++) {
      const isNil = this.end[i] - this.start[i] === 1 && bytes[this.start[i]] === nil;
      if (isNil && this.field[i] !== MESSAGE) this.field[i] = IGNORED;
    }
  }

  /** The columns that were found, as a bit set. */
  columns(): number {
    let found = 0;
    for (let i = 0; i < this.count; i++) {
      const field = this.field[i];
      if (field >= 0 && field < FIRST_ATTRIBUTE) found |= 1 << field;
    }
    return found;
  }
}
