const FIRST_BYTES = 1024 * 1024;

/** The text decoded so far that later text may repeat, and after it room for what comes next. Grows only as it is used. */
export class HistoryWindow {
  bytes = new Uint8Array(FIRST_BYTES);
  /** Where the next byte of the text goes. */
  at = 0;
  /** Bytes of the text before those in the window. */
  dropped = 0;
  readonly #reach: number;

  /** @param reach how far back a repetition may point, in bytes */
  constructor(reach: number) {
    this.#reach = reach;
  }

  reset(): void {
    this.at = this.dropped = 0;
  }

  /** Makes room for `size` bytes more, at least. */
  makeRoom(size: number): void {
    const { bytes, at } = this;
    if (at + size <= bytes.length) return;
    const kept = Math.min(at, this.#reach);
    const target = (kept + size) * 2 > bytes.length ? new Uint8Array((kept + size) * 2) : bytes;
    if (target === bytes) bytes.copyWithin(0, at - kept, at);
    else target.set(bytes.subarray(at - kept, at));
    this.bytes = target;
    this.dropped += at - kept;
    this.at = kept;
  }
}
