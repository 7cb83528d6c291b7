/**
 * Writes ClickHouse's Native format (revision 0, as `FORMAT Native` reads it) into one preallocated buffer.
 * Manual loops instead of Buffer methods, words at a time: most strings of a log line are shorter than what a call costs.
 * Source: https://clickhouse.com/docs/interfaces/formats/Native and the serializations of LowCardinality and Map.
 */
export class NativeWriter {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  /** Writes into `memory` if it holds `capacity` bytes, else into a buffer of its own that leaves room for a larger block. */
  constructor(capacity: number, memory?: ArrayBufferLike) {
    const buffer = memory && memory.byteLength >= capacity ? memory : newMemory(capacity + (capacity >> 4));
    this.#bytes = new Uint8Array(buffer);
    this.#view = new DataView(buffer);
  }

  /** What was written; shares the writer's buffer. */
  finish(): Uint8Array {
    return this.#bytes.subarray(0, this.#at);
  }

  header(columns: number, rows: number): void {
    this.#varint(columns);
    this.#varint(rows);
  }

  /** Opens a column; its `rows` values follow. */
  column(name: string, type: string): void {
    this.text(name);
    this.text(type);
  }

  text(value: string): void {
    const encoded = new TextEncoder().encode(value);
    this.#varint(encoded.length);
    this.#bytes.set(encoded, this.#at);
    this.#at += encoded.length;
  }

  uint8s(values: Uint8Array, rows: number): void {
    this.#bytes.set(values.subarray(0, rows), this.#at);
    this.#at += rows;
  }

  uint32s(values: Uint32Array, rows: number): void {
    const view = this.#view;
    let at = this.#at;
    for (let i = 0; i < rows; i++, at += 4) view.setUint32(at, values[i]!, true);
    this.#at = at;
  }

  repeatedUint32(value: number, rows: number): void {
    const view = this.#view;
    let at = this.#at;
    for (let i = 0; i < rows; i++, at += 4) view.setUint32(at, value, true);
    this.#at = at;
  }

  repeatedInt64(value: number, rows: number): void {
    const high = Math.floor(value / 0x1_0000_0000);
    const low = value - high * 0x1_0000_0000;
    for (let i = 0; i < rows; i++) this.#word64(low, high);
  }

  /** `base + values[i]` as 64 bits. */
  offsets64(values: Uint32Array, base: number, rows: number): void {
    for (let i = 0; i < rows; i++) {
      const value = base + values[i]!;
      const high = Math.floor(value / 0x1_0000_0000);
      this.#word64(value - high * 0x1_0000_0000, high);
    }
  }

  halves64(low: Uint32Array, high: Uint32Array, rows: number): void {
    for (let i = 0; i < rows; i++) this.#word64(low[i]!, high[i]!);
  }

  /** Whole numbers below 2^53; those that are NaN or out of bounds become `none`. */
  int64s(values: Float64Array, bounds: { least: number; greatest: number; none: number }, rows: number): void {
    const { least, greatest, none } = bounds;
    for (let i = 0; i < rows; i++) {
      const given = values[i]!;
      const value = given >= least && given <= greatest ? given : none;
      const high = Math.floor(value / 0x1_0000_0000);
      this.#word64(value - high * 0x1_0000_0000, high);
    }
  }

  /**
   * A String column of the spans `[starts[i], ends[i])` of `source`. Copies eight bytes at a time and so up to seven too
   * many, which the next value overwrites: loops over single bytes would cost as much as the rest.
   */
  strings(source: Uint8Array, starts: Uint32Array, ends: Uint32Array, rows: number): void {
    const target = this.#bytes;
    const targetView = this.#view;
    const sourceView = new DataView(source.buffer, source.byteOffset, source.byteLength);
    // From here on there might not be eight bytes to read.
    const wordsEnd = source.byteLength - 7;
    let at = this.#at;
    for (let i = 0; i < rows; i++) {
      let from = starts[i]!;
      const to = ends[i]!;
      const length = to - from;
      let rest = length;
      for (; rest > 0x7f; rest >>>= 7) target[at++] = (rest & 0x7f) | 0x80;
      target[at++] = rest;
      if (length > LONG_STRING || to >= wordsEnd) {
        target.set(source.subarray(from, to), at);
        at += length;
        continue;
      }
      const next = at + length;
      for (; from < to; from += 8, at += 8) {
        targetView.setUint32(at, sourceView.getUint32(from));
        targetView.setUint32(at + 4, sourceView.getUint32(from + 4));
      }
      at = next;
    }
    this.#at = at;
  }

  /** A String column that is empty but for these rows, in their order. */
  sparseBytes(values: readonly { readonly row: number; readonly value: Uint8Array }[], rows: number): void {
    let next = 0;
    for (const { row, value } of values) {
      this.#emptyStrings(row - next);
      this.#varint(value.length);
      this.#bytes.set(value, this.#at);
      this.#at += value.length;
      next = row + 1;
    }
    this.#emptyStrings(rows - next);
  }

  #emptyStrings(rows: number): void {
    this.#bytes.fill(0, this.#at, this.#at + rows);
    this.#at += rows;
  }

  /** What precedes the data of a LowCardinality column, or of the column that has one inside. */
  lowCardinalityPrefix(): void {
    this.#word64(1, 0);
  }

  /** The data of a LowCardinality(String) column; nothing at all when there are no rows. */
  lowCardinality(values: readonly string[], codes: Uint32Array, rows: number): void {
    if (rows === 0) return;
    const width = indexWidth(values.length);
    this.#word64(INDEX_TYPE_OF_WIDTH[width]! | HAS_ADDITIONAL_KEYS | NEEDS_UPDATE_DICTIONARY, 0);
    this.#word64(values.length, 0);
    for (const value of values) this.text(value);
    this.#word64(rows, 0);
    const view = this.#view;
    let at = this.#at;
    if (width === 1) for (let i = 0; i < rows; i++, at++) view.setUint8(at, codes[i]!);
    else if (width === 2) for (let i = 0; i < rows; i++, at += 2) view.setUint16(at, codes[i]!, true);
    else for (let i = 0; i < rows; i++, at += 4) view.setUint32(at, codes[i]!, true);
    this.#at = at;
  }

  #varint(value: number): void {
    let rest = value;
    for (; rest > 0x7f; rest >>>= 7) this.#bytes[this.#at++] = (rest & 0x7f) | 0x80;
    this.#bytes[this.#at++] = rest;
  }

  #word64(low: number, high: number): void {
    this.#view.setUint32(this.#at, low, true);
    this.#view.setInt32(this.#at + 4, high, true);
    this.#at += 8;
  }
}

/** Of large blocks it is shared: a thread that hands on memory of its own has its whole heap searched for garbage. */
function newMemory(bytes: number): ArrayBufferLike {
  return bytes < 65_536 ? new ArrayBuffer(bytes) : new SharedArrayBuffer(bytes);
}

/** Above this many bytes a call to `set` is cheaper than a loop. */
const LONG_STRING = 512;

const HAS_ADDITIONAL_KEYS = 1 << 9;
const NEEDS_UPDATE_DICTIONARY = 1 << 10;
const INDEX_TYPE_OF_WIDTH: Readonly<Record<number, number>> = { 1: 0, 2: 1, 4: 2 };

function indexWidth(dictionarySize: number): 1 | 2 | 4 {
  return dictionarySize <= 0x100 ? 1 : dictionarySize <= 0x1_0000 ? 2 : 4;
}

/** An upper bound of what `strings` writes before each value, besides the text itself. */
export const MAX_LENGTH_PREFIX = 5;

/** What `strings` may write beyond the last value. */
export const STRINGS_OVERRUN = 7;
