import { CorruptDataError, CUT_OFF } from "./input-errors.ts";

const FIRST_CAPACITY = 128 * 1024;

/** Bytes that come in chunks of any size, taken in pieces that a format asks for. A failure shows where they end. */
export class ByteReader {
  /** Bytes taken so far. */
  position = 0;
  readonly #source: AsyncIterator<Uint8Array>;
  #buffer = new Uint8Array(0);
  #start = 0;
  #end = 0;
  #isEnded = false;
  #failure: unknown = null;

  /** Chunks of `source` may be reused by it once the next is asked for. */
  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** The bytes at hand, until the next `fill`. */
  get buffered(): Uint8Array {
    return this.#buffer.subarray(this.#start, this.#end);
  }

  /** Waits until `count` bytes are at hand; false if the end comes before. */
  async fill(count: number): Promise<boolean> {
    while (this.#end - this.#start < count) {
      const chunk = await this.#pull();
      if (chunk === null) return false;
      this.#append(chunk);
    }
    return true;
  }

  /** @throws CorruptDataError if the end comes before, or what failed in the source */
  async need(count: number): Promise<void> {
    if (await this.fill(count)) return;
    this.#throwFailure();
    throw new CorruptDataError(CUT_OFF);
  }

  /** The next bytes, which must be at hand; valid until the next `fill`. */
  take(count: number): Uint8Array {
    const start = this.#start;
    if (count > this.#end - start) throw new RangeError(`${count} bytes are not at hand`);
    this.#start += count;
    this.position += count;
    return this.#buffer.subarray(start, this.#start);
  }

  /** Whether nothing is left. Throws what failed in the source. */
  async isAtEnd(): Promise<boolean> {
    if (await this.fill(1)) return false;
    this.#throwFailure();
    return true;
  }

  /** All bytes that are left, in chunks each valid until the next. Throws what failed in the source. */
  async *rest(): AsyncGenerator<Uint8Array> {
    if (this.#end > this.#start) yield this.take(this.#end - this.#start);
    for (;;) {
      const chunk = await this.#pull();
      if (chunk === null) return this.#throwFailure();
      this.position += chunk.length;
      yield chunk;
    }
  }

  /**
   * The next `count` bytes in chunks, each valid until the next.
   * @throws CorruptDataError if the end comes before
   */
  async *chunks(count: number): AsyncGenerator<Uint8Array> {
    for (let left = count; left > 0;) {
      await this.need(1);
      const chunk = this.take(Math.min(left, this.#end - this.#start));
      left -= chunk.length;
      yield chunk;
    }
  }

  /** @throws CorruptDataError if the end comes before */
  async skip(count: number): Promise<void> {
    for (let left = count; left > 0;) {
      await this.need(1);
      left -= this.take(Math.min(left, this.#end - this.#start)).length;
    }
  }

  /** Lets go of the source. */
  async close(): Promise<void> {
    this.#isEnded = true;
    await this.#source.return?.();
  }

  async #pull(): Promise<Uint8Array | null> {
    if (this.#isEnded) return null;
    try {
      const { done, value } = await this.#source.next();
      if (done !== true) return value;
    } catch (error) {
      this.#failure = error;
    }
    this.#isEnded = true;
    return null;
  }

  #throwFailure(): void {
    if (this.#failure !== null) throw this.#failure;
  }

  #append(chunk: Uint8Array): void {
    const held = this.#end - this.#start;
    if (this.#end + chunk.length > this.#buffer.length) {
      const needed = held + chunk.length;
      const isTooSmall = needed > this.#buffer.length;
      const target = isTooSmall ? new Uint8Array(Math.max(FIRST_CAPACITY, needed * 2)) : this.#buffer;
      target.set(this.buffered);
      this.#buffer = target;
      this.#start = 0;
      this.#end = held;
    }
    this.#buffer.set(chunk, this.#end);
    this.#end += chunk.length;
  }
}
