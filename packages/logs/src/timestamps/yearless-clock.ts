import { DAY_US, daysSinceEpoch, isDay } from "./calendar.ts";
import { type TimeZone, UTC } from "./time-zone.ts";

const HALF_DAY_US = DAY_US / 2;
const HALF_YEAR_US = 183 * DAY_US;
const MEAN_YEAR_US = 365.2425 * DAY_US;

/**
 * Gives year-less timestamps their year. The first gets the latest year that puts it at or before the reference time
 * plus a day (for clocks and zones that differ); each later one the year that brings it nearest to the one before,
 * under the same bound. So December is followed by January of the next year, and a line out of order by a line.
 * Times without a date get their day in the same way: the one nearest to the timestamp before, whatever that was, and
 * if it is the first the latest at or before the reference time.
 */
export class YearlessClock {
  /** Microseconds since the epoch of the year-less timestamp accepted last; NaN before the first. */
  lastUs = NaN;
  /** The same of any timestamp, but for those of the future. */
  nearUs = NaN;
  /** No timestamp is placed later. */
  readonly latestUs: number;
  readonly #zone: TimeZone;

  /** `zone` is that of timestamps that do not say theirs. */
  constructor(referenceTimeMs: number, zone: TimeZone = UTC) {
    this.#zone = zone;
    this.latestUs = referenceTimeMs * 1000 + DAY_US;
  }

  /** Notes the timestamp of a record, in microseconds since the epoch; `isOwn` if this clock gave its year or day. */
  note(us: number, isOwn: boolean): void {
    if (isOwn) this.lastUs = us;
    if (us <= this.latestUs) this.nearUs = us;
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

  /** Microseconds since the epoch, of local time, of a time of day in microseconds. */
  placeTime(timeUs: number): number {
    const nearUs = Number.isNaN(this.nearUs) ? this.latestUs - DAY_US : this.nearUs + HALF_DAY_US;
    const anchorUs = nearUs + this.#zone.offsetUsAt(nearUs);
    return Math.floor((anchorUs - timeUs) / DAY_US) * DAY_US + timeUs;
  }
}
