// Decodes the blocks of a Zstandard frame in plain loops over typed arrays.
import { CorruptDataError } from "../input-errors.ts";
import { BackwardBits } from "./backward-bits.ts";
import { constantTable, type FseTable, nextState, readFseTable } from "./fse-table.ts";
import { HistoryWindow } from "./history-window.ts";
import { decodeLiterals, type LiteralCode, readLiteralCode } from "./zstd-literals.ts";
import { LENGTHS, MATCHES, OFFSETS, type SequencePart } from "./zstd-sequence-parts.ts";

const MAX_LITERALS = 128 * 1024;

/** One frame. What is returned is a copy. */
export class ZstdBlocks {
  readonly #window: HistoryWindow;
  readonly #windowBytes: number;
  readonly #literals = new Uint8Array(MAX_LITERALS);
  #code: LiteralCode | null = null;
  readonly #tables = new Map<SequencePart, FseTable>();
  /** The last three distances. */
  #near: [number, number, number] = [1, 4, 8];

  constructor(windowBytes: number) {
    this.#windowBytes = windowBytes;
    this.#window = new HistoryWindow(windowBytes);
  }

  copy(bytes: Uint8Array): Uint8Array {
    const window = this.#window;
    window.makeRoom(bytes.length);
    window.bytes.set(bytes, window.at);
    window.at += bytes.length;
    return bytes.slice();
  }

  repeat(byte: number, count: number): Uint8Array {
    return this.copy(new Uint8Array(count).fill(byte));
  }

  /** @throws CorruptDataError */
  decode(block: Uint8Array, maxBytes: number): Uint8Array {
    const window = this.#window;
    window.makeRoom(maxBytes);
    const start = window.at;
    const { literalBytes, end } = this.#readLiterals(block, maxBytes);
    const used = this.#runSequences(block.subarray(end), literalBytes, start + maxBytes);
    const rest = literalBytes - used;
    if (rest < 0 || window.at + rest > start + maxBytes) throw new CorruptDataError("a block is too long");
    window.bytes.set(this.#literals.subarray(used, literalBytes), window.at);
    window.at += rest;
    return window.bytes.slice(start, window.at);
  }

  #readLiterals(block: Uint8Array, maxBytes: number): { literalBytes: number; end: number } {
    if (block.length < 3) throw new CorruptDataError("a block is too short");
    const kind = block[0]! & 3;
    const form = (block[0]! >> 2) & 3;
    if (kind >= 2) return this.#readCodedLiterals(block, kind === 3, form, maxBytes);
    const headerBytes = form === 1 ? 2 : form === 3 ? 3 : 1;
    const literalBytes = uintOf(block, 0, headerBytes) >> (headerBytes === 1 ? 3 : 4);
    const end = headerBytes + (kind === 0 ? literalBytes : 1);
    if (literalBytes > maxBytes || end > block.length) throw new CorruptDataError("literals are cut off");
    if (kind === 0) this.#literals.set(block.subarray(headerBytes, end));
    else this.#literals.fill(block[headerBytes]!, 0, literalBytes);
    return { literalBytes, end };
  }

  #readCodedLiterals(block: Uint8Array, usesLastCode: boolean, form: number, maxBytes: number) {
    const headerBytes = form < 2 ? 3 : form + 2;
    const sizeBits = form < 2 ? 10 : form === 2 ? 14 : 18;
    const header = uintOf(block, 0, headerBytes);
    const literalBytes = Math.floor(header / 16) % 2 ** sizeBits;
    const end = headerBytes + Math.floor(header / 2 ** (4 + sizeBits));
    if (literalBytes > maxBytes || end > block.length) throw new CorruptDataError("literals are cut off");
    let at = headerBytes;
    if (!usesLastCode) ({ code: this.#code, end: at } = readLiteralCode(block.subarray(0, end), at));
    if (this.#code === null || at > end) throw new CorruptDataError("literals have no code");
    if (form === 0) decodeLiterals(this.#code, block.subarray(at, end), this.#literals, 0, literalBytes);
    else this.#decodeFourStreams(this.#code, block.subarray(at, end), literalBytes);
    return { literalBytes, end };
  }

  #decodeFourStreams(code: LiteralCode, bytes: Uint8Array, literalBytes: number): void {
    const share = (literalBytes + 3) >> 2;
    let at = 6;
    for (let i = 0; i < 4; i++) {
      const end = i < 3 ? at + uintOf(bytes, i * 2, 2) : bytes.length;
      if (at > end || end > bytes.length || share * 3 > literalBytes)
        throw new CorruptDataError("literals are cut off");
      const last = i < 3 ? share * (i + 1) : literalBytes;
      decodeLiterals(code, bytes.subarray(at, end), this.#literals, share * i, last);
      at = end;
    }
  }

  /** Writes the sequences, each some literals and a repetition, and returns how many literals they took. */
  #runSequences(section: Uint8Array, literalBytes: number, limit: number): number {
    const { count, end } = sequenceCount(section);
    if (count === 0) return 0;
    const modes = section[end] ?? 0;
    let at = end + 1;
    at = this.#readTable(LENGTHS, modes >> 6, section, at);
    at = this.#readTable(OFFSETS, (modes >> 4) & 3, section, at);
    at = this.#readTable(MATCHES, (modes >> 2) & 3, section, at);
    const lengths = this.#tables.get(LENGTHS)!;
    const offsets = this.#tables.get(OFFSETS)!;
    const matches = this.#tables.get(MATCHES)!;
    const bits = new BackwardBits(section.subarray(at));
    let length = bits.read(lengths.accuracyLog);
    let offset = bits.read(offsets.accuracyLog);
    let match = bits.read(matches.accuracyLog);
    let used = 0;
    for (let i = 0; i < count; i++) {
      const offsetCode = offsets.symbol[offset]!;
      const offsetValue = 2 ** offsetCode + bits.read(offsetCode);
      const matchCode = matches.symbol[match]!;
      const matchBytes = MATCHES.base[matchCode]! + bits.read(MATCHES.bits[matchCode]!);
      const lengthCode = lengths.symbol[length]!;
      const lengthBytes = LENGTHS.base[lengthCode]! + bits.read(LENGTHS.bits[lengthCode]!);
      if (used + lengthBytes > literalBytes)
        throw new CorruptDataError("a sequence takes more literals than there are");
      this.#write(used, lengthBytes, this.#distanceOf(offsetValue, lengthBytes === 0), matchBytes, limit);
      used += lengthBytes;
      if (i + 1 === count) break;
      length = nextState(lengths, length, bits);
      match = nextState(matches, match, bits);
      offset = nextState(offsets, offset, bits);
    }
    if (bits.left !== 0) throw new CorruptDataError("a stream of sequences does not end where it should");
    return used;
  }

  #readTable(part: SequencePart, mode: number, section: Uint8Array, at: number): number {
    if (mode === 3) {
      if (!this.#tables.has(part)) throw new CorruptDataError("a block repeats a table that there is not");
      return at;
    }
    if (mode === 0) {
      this.#tables.set(part, part.usual);
      return at;
    }
    if (mode === 1) {
      const symbol = section[at];
      if (symbol === undefined || symbol > part.maxSymbol) throw new CorruptDataError("a table is damaged");
      this.#tables.set(part, constantTable(symbol));
      return at + 1;
    }
    const { table, end } = readFseTable(section, at, part.maxAccuracyLog, part.maxSymbol);
    this.#tables.set(part, table);
    return end;
  }

  /** Values up to 3 stand for one of the last distances; where no literals come before, for the one after it. */
  #distanceOf(value: number, isWithoutLiterals: boolean): number {
    const [first, second, third] = this.#near;
    if (value > 3) {
      this.#near = [value - 3, first, second];
      return value - 3;
    }
    const which = value - 1 + (isWithoutLiterals ? 1 : 0);
    if (which === 0) return first;
    const distance = which === 1 ? second : which === 2 ? third : first - 1;
    this.#near = [distance, first, which === 1 ? third : second];
    return distance;
  }

  #write(literal: number, literalBytes: number, distance: number, matchBytes: number, limit: number): void {
    const window = this.#window;
    const { bytes } = window;
    let at = window.at;
    if (at + literalBytes + matchBytes > limit) throw new CorruptDataError("a block is too long");
    for (let i = 0; i < literalBytes; i++) bytes[at++] = this.#literals[literal + i]!;
    let from = at - distance;
    if (distance < 1 || from < 0 || distance > this.#windowBytes)
      throw new CorruptDataError("a repetition points outside of the text");
    for (let i = 0; i < matchBytes; i++) bytes[at++] = bytes[from++]!;
    window.at = at;
  }
}

function sequenceCount(section: Uint8Array): { count: number; end: number } {
  const [first = 0, second = 0, third = 0] = section;
  if (first < 128) return { count: first, end: 1 };
  if (first < 255) return { count: (first - 128) * 256 + second, end: 2 };
  return { count: second + third * 256 + 0x7f00, end: 3 };
}

/** The lowest byte first. */
function uintOf(bytes: Uint8Array, start: number, count: number): number {
  let value = 0;
  for (let i = count - 1; i >= 0; i--) value = value * 256 + (bytes[start + i] ?? 0);
  return value;
}
