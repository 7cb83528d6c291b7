import type { YearlessClock } from "./yearless-clock.ts";

/** What the layouts of one parser write their results to: fields instead of an object per timestamp. */
export class Reading {
  /** Microseconds since the epoch, of local time unless `zoned`. */
  us = NaN;
  /** The timestamp says its own zone, or needs none. */
  zoned = false;
  /** It has no year, or no date at all: the clock gave it. */
  yearless = false;
  readonly clock: YearlessClock;

  constructor(clock: YearlessClock) {
    this.clock = clock;
  }
}

/** Reads the timestamp at `start`; returns the position after it, or -1 if there is none. */
export type Layout = (reading: Reading, bytes: Uint8Array, start: number, end: number) => number;
