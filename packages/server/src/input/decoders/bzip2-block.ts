// A block of bzip2 is decoded in plain loops over typed arrays that are reused block after block.
import { CorruptDataError } from "../input-errors.ts";
import type { BitReader } from "./bit-reader.ts";
import { HuffmanTable } from "./bzip2-huffman.ts";

const GROUP_SYMBOLS = 50;
const RUN_A = 0;
const RUN_B = 1;
const CHUNK_BYTES = 256 * 1024;
const CRC_TABLE = crcTable();

/** One block after another: its bits are read first, then its text is taken. */
export class Bzip2Block {
  readonly #maxLength: number;
  /** In the low byte the last column of the sorted rotations, above it the row that follows. */
  readonly #rows: Uint32Array;
  readonly #counts = new Uint32Array(256);
  #length = 0;
  #origin = 0;
  #checksum = 0;

  constructor(maxLength: number) {
    this.#maxLength = maxLength;
    this.#rows = new Uint32Array(maxLength);
  }

  /** @throws CorruptDataError */
  read(bits: BitReader): void {
    this.#checksum = bits.read(32);
    if (bits.read(1) === 1) throw new CorruptDataError("a block is randomised, as only versions before 0.9.5 did");
    this.#origin = bits.read(24);
    const values = readUsedValues(bits);
    const tableCount = bits.read(3);
    const selectors = readSelectors(bits, tableCount);
    const tables = Array.from({ length: tableCount }, () => new HuffmanTable(readCodeLengths(bits, values.length + 2)));
    this.#readSymbols(bits, values, selectors, tables);
    if (this.#origin >= this.#length) throw new CorruptDataError("a block begins outside of itself");
    this.#linkRows();
  }

  /** Undoes the move to front and the runs of zeros. */
  #readSymbols(bits: BitReader, values: Uint8Array, selectors: Uint8Array, tables: readonly HuffmanTable[]): void {
    const rows = this.#rows;
    const counts = this.#counts.fill(0);
    const end = values.length + 1;
    let length = 0;
    let run = 0;
    let runWeight = 1;
    for (let group = 0; ; group++) {
      const table = group < selectors.length ? tables[selectors[group]!] : undefined;
      if (table === undefined || bits.isBeyondEnd) throw new CorruptDataError("a block has no end");
      for (let i = 0; i < GROUP_SYMBOLS; i++) {
        const symbol = table.read(bits);
        if (symbol === RUN_A || symbol === RUN_B) {
          run += runWeight << symbol;
          runWeight <<= 1;
          if (run > this.#maxLength) throw new CorruptDataError("a block is too long");
          continue;
        }
        if (length + run >= this.#maxLength + (symbol === end ? 1 : 0))
          throw new CorruptDataError("a block is too long");
        if (run > 0) {
          const value = values[0]!;
          counts[value]! += run;
          rows.fill(value, length, (length += run));
          run = 0;
          runWeight = 1;
        }
        if (symbol === end) {
          this.#length = length;
          return;
        }
        const value = values[symbol - 1]!;
        values.copyWithin(1, 0, symbol - 1);
        values[0] = value;
        counts[value]!++;
        rows[length++] = value;
      }
    }
  }

  /** Puts above each byte of the last column the row that its rotation follows. */
  #linkRows(): void {
    const rows = this.#rows;
    const starts = new Uint32Array(256);
    for (let value = 0, sum = 0; value < 256; value++) {
      starts[value] = sum;
      sum += this.#counts[value]!;
    }
    for (let row = 0; row < this.#length; row++) rows[starts[rows[row]! & 0xff]!++]! |= row << 8;
  }

  /**
   * Four equal bytes are followed by how many more there are.
   * @throws CorruptDataError after the text, if it does not fit the checksum
   */
  *text(): Generator<Uint8Array> {
    const rows = this.#rows;
    let row = rows[this.#origin]!;
    let chunk = new Uint8Array(CHUNK_BYTES);
    let filled = 0;
    let crc = 0xffffffff;
    let last = -1;
    let equal = 0;
    for (let i = 0; i < this.#length; i++) {
      row = rows[row >>> 8]!;
      const value = row & 0xff;
      let repeat = 1;
      if (equal === 4) {
        repeat = value;
        equal = 0;
      } else {
        equal = value === last ? equal + 1 : 1;
        last = value;
      }
      for (; repeat > 0; repeat--) {
        crc = (crc << 8) ^ CRC_TABLE[(crc >>> 24) ^ last]!;
        chunk[filled++] = last;
      }
      if (filled < CHUNK_BYTES - 256) continue;
      yield chunk.subarray(0, filled);
      chunk = new Uint8Array(CHUNK_BYTES);
      filled = 0;
    }
    if (filled > 0) yield chunk.subarray(0, filled);
    if (~crc >>> 0 !== this.#checksum) throw new CorruptDataError("a block does not fit its checksum");
  }
}

function readUsedValues(bits: BitReader): Uint8Array {
  const values: number[] = [];
  const used = bits.read(16);
  for (let high = 0; high < 16; high++) {
    const inRange = (used >> (15 - high)) & 1 ? bits.read(16) : 0;
    for (let low = 0; low < 16; low++) if ((inRange >> (15 - low)) & 1) values.push(high * 16 + low);
  }
  if (values.length === 0) throw new CorruptDataError("a block uses no bytes");
  return Uint8Array.from(values);
}

function readSelectors(bits: BitReader, tableCount: number): Uint8Array {
  const selectors = new Uint8Array(bits.read(15));
  if (tableCount < 2 || tableCount > 6 || selectors.length === 0) throw new CorruptDataError("a block has no tables");
  const recent = Array.from({ length: tableCount }, (_, table) => table);
  for (let i = 0; i < selectors.length; i++) {
    let steps = 0;
    while (bits.read(1) === 1) if (++steps >= tableCount) throw new CorruptDataError("a block names no table");
    const [table] = recent.splice(steps, 1);
    recent.unshift(table!);
    selectors[i] = table!;
  }
  return selectors;
}

function readCodeLengths(bits: BitReader, symbols: number): Uint8Array {
  const lengths = new Uint8Array(symbols);
  let length = bits.read(5);
  for (let symbol = 0; symbol < symbols; symbol++) {
    while (bits.read(1) === 1) {
      length += bits.read(1) === 1 ? -1 : 1;
      if (length < 1 || length > 20) break;
    }
    if (length < 1 || length > 20) throw new CorruptDataError("a code has an impossible length");
    lengths[symbol] = length;
  }
  return lengths;
}

function crcTable(): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, byte) => {
    let crc = byte << 24;
    for (let bit = 0; bit < 8; bit++) crc = crc < 0 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
    return crc;
  });
}
