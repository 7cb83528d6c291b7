import { CorruptDataError } from "../input-errors.ts";

const TOP = 2 ** 24;
const PROBABILITY_BITS = 11;
const EVEN = 1 << (PROBABILITY_BITS - 1);
const ADAPTION_BITS = 5;

/** The arithmetic decoder of LZMA. Probabilities are those of a 0, in parts of 2048. */
export class RangeDecoder {
  readonly #probabilities: Uint16Array;
  /** The range, and the code in it: unsigned 32-bit numbers, which a field would keep on the heap. */
  readonly #word = new Uint32Array(2);
  #bytes: Uint8Array = new Uint8Array(0);
  #at = 0;

  constructor(probabilities: number) {
    this.#probabilities = new Uint16Array(probabilities).fill(EVEN);
  }

  resetProbabilities(): void {
    this.#probabilities.fill(EVEN);
  }

  /** @throws CorruptDataError */
  begin(bytes: Uint8Array): void {
    if (bytes.length < 5 || bytes[0] !== 0) throw new CorruptDataError("a chunk does not begin as it should");
    this.#bytes = bytes;
    this.#at = 5;
    this.#word[0] = 0xffffffff;
    this.#word[1] = ((bytes[1]! << 24) | (bytes[2]! << 16) | (bytes[3]! << 8) | bytes[4]!) >>> 0;
  }

  get isFinished(): boolean {
    return this.#word[1] === 0 && this.#at === this.#bytes.length;
  }

  bit(index: number): 0 | 1 {
    const word = this.#word;
    const probability = this.#probabilities[index]!;
    const range = word[0]!;
    const bound = (range >>> PROBABILITY_BITS) * probability;
    if (word[1]! < bound) {
      this.#probabilities[index] = probability + (((1 << PROBABILITY_BITS) - probability) >> ADAPTION_BITS);
      word[0] = bound;
      if (bound < TOP) this.#shift();
      return 0;
    }
    this.#probabilities[index] = probability - (probability >> ADAPTION_BITS);
    word[1]! -= bound;
    word[0] = range - bound;
    if (range - bound < TOP) this.#shift();
    return 1;
  }

  /** A number of `bits` bits, the highest first. */
  tree(base: number, bits: number): number {
    let symbol = 1;
    for (let i = 0; i < bits; i++) symbol = (symbol << 1) | this.bit(base + symbol);
    return symbol - (1 << bits);
  }

  /** A number of `bits` bits, the lowest first. */
  reverseTree(base: number, bits: number): number {
    let symbol = 1;
    let value = 0;
    for (let i = 0; i < bits; i++) {
      const bit = this.bit(base + symbol);
      symbol = (symbol << 1) | bit;
      value |= bit << i;
    }
    return value;
  }

  /** A number whose bits are all as likely 0 as 1. */
  directBits(count: number): number {
    const word = this.#word;
    let value = 0;
    for (let i = 0; i < count; i++) {
      const range = word[0]! >>> 1;
      word[0] = range;
      const bit = word[1]! >= range ? 1 : 0;
      if (bit === 1) word[1]! -= range;
      value = value * 2 + bit;
      if (range < TOP) this.#shift();
    }
    return value;
  }

  #shift(): void {
    const word = this.#word;
    word[0]! <<= 8;
    word[1] = (word[1]! << 8) | (this.#bytes[this.#at++] ?? 0);
  }
}
