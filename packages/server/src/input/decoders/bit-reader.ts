/** Bits of a buffer, the highest of a byte first. Beyond the end all are zero. */
export class BitReader {
  /** In bits. */
  position: number;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array, position: number) {
    this.#bytes = bytes;
    this.position = position;
  }

  get isBeyondEnd(): boolean {
    return this.position > this.#bytes.length * 8;
  }

  /** Up to 24 bits, without going on. */
  peek(count: number): number {
    const bytes = this.#bytes;
    const at = this.position >> 3;
    const word =
      ((bytes[at] ?? 0) << 24) | ((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    return (word << (this.position & 7)) >>> (32 - count);
  }

  /** Up to 32 bits. */
  read(count: number): number {
    if (count > 24) return this.read(count - 16) * 0x10000 + this.read(16);
    const value = count === 0 ? 0 : this.peek(count);
    this.position += count;
    return value;
  }
}
