import { TIMESTAMP_LAYOUTS, type TimestampParser } from "./timestamp-parser.ts";

// Epochs last: digits alone would also begin other layouts.
const LAYOUTS = ["iso", "clf", "bsd", "ctime", "epoch"].map((name) => TIMESTAMP_LAYOUTS.indexOf(name as never));

/** Reads a text that is a timestamp and nothing else, in whatever layout. */
export class AnyTimestamp {
  readonly #timestamps: TimestampParser;
  /** That of the text read last: one log has one. */
  #layout = LAYOUTS[0]!;

  constructor(timestamps: TimestampParser) {
    this.#timestamps = timestamps;
  }

  /** Microseconds since the epoch of the timestamp read last. */
  get us(): number {
    return this.#timestamps.us;
  }

  /** Whether the timestamp read last had no year. */
  get yearless(): boolean {
    return this.#timestamps.yearless;
  }

  /** Whether all of `[start, end)` is a timestamp. */
  parse(bytes: Uint8Array, start: number, end: number): boolean {
    if (this.#is(this.#layout, bytes, start, end)) return true;
    for (const layout of LAYOUTS) {
      if (layout === this.#layout || !this.#is(layout, bytes, start, end)) continue;
      this.#layout = layout;
      return true;
    }
    return false;
  }

  #is(layout: number, bytes: Uint8Array, start: number, end: number): boolean {
    const next = this.#timestamps.parse(layout, bytes, start, end);
    return next === end && !Number.isNaN(this.#timestamps.us);
  }
}
