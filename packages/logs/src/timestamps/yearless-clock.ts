import { DAY_US, daysSinceEpoch, isDay } from "./calendar.ts";

const HALF_DAY_US = DAY_US / 2;
const HALF_YEAR_US = 183 * DAY_US;
const MEAN_YEAR_US = 365.2425 * DAY_US;

/**
 * Gives year-less timestamps their year, and times without a date their day. The first gets the latest year that puts it at or before the reference time
 * plus a day (for clocks and zones that differ); each later one the year that brings it nearest to the one before,
 * under the same bound. So December is followed by January of the next year, and a line out of order by a line.
 * Times alone go by days as the others go by years: the first is at most a day before the reference time.
 */
export class YearlessClock {
  /** Microseconds since the epoch of the year-less timestamp, or time alone, accepted last; NaN before the first. */
  lastUs = NaN;
  /** No timestamp is placed later. */
  readonly latestUs: number;

  constructor(referenceTimeMs: number) {
    this.latestUs = referenceTimeMs * 1000 + DAY_US;
  }

  /** Microseconds since the epoch of a month (1–12), day (from 1) and time of day in microseconds. */
  place(month: number, day: number, timeUs: number): number {
    const anchorUs = Number.isNaN(this.lastUs) ? this.latestUs : Math.min(this.lastUs + HALF_YEAR_US, this.latestUs);
    let year = 1971 + Math.floor(anchorUs / MEAN_YEAR_US);
    // 29 February may be eight years back.
    for (let tries = 0; tries < 10; tries++, year--) {
      if (!isDay(year, month, day)) continue;
      const us = daysSinceEpoch(year, month, day) * DAY_US + timeUs;
      if (us <= anchorUs) return us;
    }
    return NaN;
  }

  /** Microseconds since the epoch of a time of day in microseconds. */
  placeTime(timeUs: number): number {
    const anchorUs = Number.isNaN(this.lastUs) ? this.latestUs - DAY_US : this.lastUs + HALF_DAY_US;
    return Math.floor((anchorUs - timeUs) / DAY_US) * DAY_US + timeUs;
  }
}
