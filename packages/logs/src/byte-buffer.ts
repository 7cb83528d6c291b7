/** A growing run of bytes. */
export class ByteBuffer {
  bytes: Uint8Array;
  /** The same bytes four by four, in the machine's order. */
  words: Int32Array;
  length = 0;

  constructor(capacity: number) {
    this.bytes = new Uint8Array(wholeWords(capacity));
    this.words = new Int32Array(this.bytes.buffer);
  }

  /** Makes room for `count` more bytes; positions stay, the array may be a new one. */
  reserve(count: number): void {
    if (this.length + count <= this.bytes.length) return;
    const grown = new Uint8Array(wholeWords(Math.max(this.bytes.length * 2, this.length + count)));
    grown.set(this.bytes.subarray(0, this.length));
    this.bytes = grown;
    this.words = new Int32Array(grown.buffer);
  }

  append(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  push(byte: number): void {
    if (this.length === this.bytes.length) this.reserve(1);
    this.bytes[this.length++] = byte;
  }

  /** Forgets the first `count` bytes and moves the rest to the front. */
  discard(count: number): void {
    this.bytes.copyWithin(0, count, this.length);
    this.length -= count;
  }
}

function wholeWords(bytes: number): number {
  return (bytes + 3) & ~3;
}
