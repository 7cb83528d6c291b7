import { CorruptDataError } from "../input-errors.ts";

/** The bits of a Zstandard stream, which is read from its end. Before its beginning all bits are zero. */
export class BackwardBits {
  /** Bits left to read; below zero when more were read than there are. */
  left: number;
  readonly #bytes: Uint8Array;

  /** @throws CorruptDataError */
  constructor(bytes: Uint8Array) {
    const last = bytes.at(-1) ?? 0;
    if (last === 0) throw new CorruptDataError("a stream has no end");
    this.#bytes = bytes;
    // The highest bit that is set only marks the end.
    this.left = bytes.length * 8 - Math.clz32(last) + 23;
  }

  /** The next bits, up to 24, without going on. */
  peek(count: number): number {
    const start = this.left - count;
    if (start < 0) return start <= -count ? 0 : (this.#at(0) & ((1 << this.left) - 1)) << -start;
    return (this.#at(start >> 3) >>> (start & 7)) & ((1 << count) - 1);
  }

  /** Up to 32 bits. */
  read(count: number): number {
    if (count > 24) return this.read(count - 16) * 0x10000 + this.read(16);
    const value = count === 0 ? 0 : this.peek(count);
    this.left -= count;
    return value;
  }

  #at(index: number): number {
    const bytes = this.#bytes;
    return bytes[index]! | (bytes[index + 1]! << 8) | (bytes[index + 2]! << 16) | (bytes[index + 3]! << 24);
  }
}
