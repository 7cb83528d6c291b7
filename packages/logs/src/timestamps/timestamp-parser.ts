import { END_US, LEAST_US, SECOND_US } from "./calendar.ts";
import { readEpoch, readHex, readTai64n } from "./counted-layouts.ts";
import { readBsd, readClf, readCtime } from "./named-month-layouts.ts";
import { readApart, readCompact, readDayFirst, readIso, readMonthFirst, readShort } from "./numeric-layouts.ts";
import { Reading } from "./reading.ts";
import { digitsEnd, fraction } from "./time-of-day.ts";
import { type TimeZone, UTC } from "./time-zone.ts";
import type { YearlessClock } from "./yearless-clock.ts";
import { readKlog, readMonthDay, readTimeOnly } from "./yearless-layouts.ts";

/**
 * Spellings of a timestamp, named for patterns. All may have a fraction of a second (after a dot or comma), of which
 * microseconds are kept, and those with a year or the name of a month a zone (`Z`, `+0530`, `GMT+2`, `CEST`):
 * - `iso`: 2026-11-22T14:03:07.412Z; also with a space, `/` or `.` in the date, unpadded (2026/1/5 9:03:07), without
 *   seconds, or as 2026-11-22-14.03.07.412345
 * - `clf`: 22/Nov/2026:14:03:07 +0000, also 22-Nov-2026 14:03:07, 22 Nov 2026 14:03:07 and Sun, 22 Nov 2026 14:03:07 GMT
 * - `bsd`: Nov 22 14:03:07, also with a year after the day, as in Nov 22, 2026 2:03:07 PM, or a weekday before
 * - `ctime`: Sun Nov 22 14:03:07.412 2026, also with a zone before the year
 * - `monthday`: 11-22 14:03:07.412
 * - `klog`: 1122 14:03:07.412345, also 20261122 14:03:07.412345 and 1122/140307.412345
 * - `short`: 26/11/22 14:03:07, also 261122 140307
 * - `time`: 14:03:07.412, also 02:03:07 PM, a time of the day without a date
 * - `epoch`: seconds, milli-, micro- or nanoseconds since 1970, by magnitude
 * - `compact`: 20261122T140307Z, 20261122140307, 20261122-14:03:07:412
 * - `mdy`: 11/22/2026 2:03:07 PM, also 11/22/26; the day first where that is the only way
 * - `dmy`: 22.11.2026 14:03:07, also with `/` or `-`; the month first where that is the only way
 * - `tai64n`: @400000006b02f625188e9f00
 * - `hex`: 6b02f61b.188e9f00, seconds since 1970 and nanoseconds, or microseconds in five digits, in hexadecimal
 * - `apart`: 2026-11-22 time=14:03:07, a date and a time with other text between them, and no fraction
 * - `fraction`: 412345, digits of the fraction that belongs to the timestamp read before
 */
export const TIMESTAMP_LAYOUTS = [
  "iso",
  "clf",
  "bsd",
  "ctime",
  "monthday",
  "klog",
  "short",
  "time",
  "epoch",
  "compact",
  "mdy",
  "dmy",
  "tai64n",
  "apart",
  "hex",
  "fraction",
] as const;

const FRACTION = TIMESTAMP_LAYOUTS.indexOf("fraction");

export class TimestampParser {
  /** Microseconds since the epoch of the timestamp parsed last; NaN outside the years 1900–2199. */
  us = NaN;
  /** Whether the timestamp parsed last had no year of its own. */
  yearless = false;
  readonly #reading: Reading;
  readonly #zone: TimeZone;

  /** `zone` is that of timestamps that do not say theirs. */
  constructor(clock: YearlessClock, zone: TimeZone = UTC) {
    this.#reading = new Reading(clock);
    this.#zone = zone;
  }

  /** A parser of the same file for which timestamps without a zone are UTC. */
  inUtc(): TimestampParser {
    return new TimestampParser(this.#reading.clock);
  }

  /**
   * Parses a timestamp that begins at `start`; `layout` is an index in {@link TIMESTAMP_LAYOUTS}.
   * Returns the position after it, or -1 if there is none.
   */
  parse(layout: number, bytes: Uint8Array, start: number, end: number): number {
    if (layout === FRACTION) return this.#addFraction(bytes, start, end);
    const reading = this.#reading;
    reading.us = NaN;
    reading.zoned = reading.yearless = false;
    const next = parseLayout(layout, reading, bytes, start, end);
    let { us } = reading;
    if (next >= 0 && !reading.zoned && this.#zone !== UTC) us -= this.#zone.offsetUsAt(us);
    this.us = us >= LEAST_US && us < END_US ? us : NaN;
    this.yearless = reading.yearless;
    return next;
  }

  #addFraction(bytes: Uint8Array, start: number, end: number): number {
    const next = digitsEnd(bytes, start, end);
    if (next === start) return -1;
    this.us = Math.floor(this.us / SECOND_US) * SECOND_US + fraction(bytes, start, end);
    return next;
  }
}

// A switch and no table of functions: each case is a direct call, which the engine can inline.
function parseLayout(layout: number, reading: Reading, bytes: Uint8Array, start: number, end: number): number {
  switch (layout) {
    case 0:
      return readIso(reading, bytes, start, end);
    case 1:
      return readClf(reading, bytes, start, end);
    case 2:
      return readBsd(reading, bytes, start, end);
    case 3:
      return readCtime(reading, bytes, start, end);
    case 4:
      return readMonthDay(reading, bytes, start, end);
    case 5:
      return readKlog(reading, bytes, start, end);
    case 6:
      return readShort(reading, bytes, start, end);
    case 7:
      return readTimeOnly(reading, bytes, start, end);
    case 8:
      return readEpoch(reading, bytes, start, end);
    case 9:
      return readCompact(reading, bytes, start, end);
    case 10:
      return readMonthFirst(reading, bytes, start, end);
    case 11:
      return readDayFirst(reading, bytes, start, end);
    case 13:
      return readApart(reading, bytes, start, end);
    case 14:
      return readHex(reading, bytes, start, end);
    default:
      return readTai64n(reading, bytes, start, end);
  }
}
