import { CorruptDataError } from "../input-errors.ts";
import type { BitReader } from "./bit-reader.ts";

const MAX_LENGTH = 20;
/** Codes up to this length are looked up at once. */
const FAST_BITS = 10;

/** A canonical Huffman code: symbols by length, then by number. */
export class HuffmanTable {
  /** By the next bits: the symbol, shifted left by five, and its length; 0 where the code is longer. */
  readonly #fast = new Uint16Array(1 << FAST_BITS);
  /** By length: the first code beyond those of that length, with 20 bits. */
  readonly #limit = new Uint32Array(MAX_LENGTH + 2);
  /** By length: what to add to a code for its place in `#symbols`. */
  readonly #base = new Int32Array(MAX_LENGTH + 2);
  readonly #symbols: Uint16Array;

  constructor(lengths: Uint8Array) {
    const counts = new Uint32Array(MAX_LENGTH + 2);
    for (const length of lengths) counts[length]!++;
    this.#symbols = new Uint16Array(lengths.length);
    let place = 0;
    let code = 0;
    for (let length = 1; length <= MAX_LENGTH; length++) {
      this.#base[length] = place - code;
      for (let symbol = 0; symbol < lengths.length; symbol++) {
        if (lengths[symbol] !== length) continue;
        this.#symbols[place++] = symbol;
        if (length <= FAST_BITS) this.#addFast(code, length, symbol);
        code++;
      }
      this.#limit[length] = code << (MAX_LENGTH - length);
      code <<= 1;
    }
  }

  #addFast(code: number, length: number, symbol: number): void {
    const start = code << (FAST_BITS - length);
    if (start < this.#fast.length) this.#fast.fill((symbol << 5) | length, start, start + (1 << (FAST_BITS - length)));
  }

  read(bits: BitReader): number {
    const next = bits.peek(MAX_LENGTH);
    const fast = this.#fast[next >>> (MAX_LENGTH - FAST_BITS)]!;
    if (fast !== 0) {
      bits.position += fast & 31;
      return fast >>> 5;
    }
    for (let length = 1; length <= MAX_LENGTH; length++) {
      if (next >= this.#limit[length]!) continue;
      const symbol = this.#symbols[(next >>> (MAX_LENGTH - length)) + this.#base[length]!];
      if (symbol === undefined) break;
      bits.position += length;
      return symbol;
    }
    throw new CorruptDataError("a code stands for nothing");
  }
}
