// Runs once per line over bytes: no strings, no Date, results in fields instead of objects.
import { LETTER, BYTE_CLASS, SPACE } from "../bytes.ts";
import { DAY_US, HOUR_US, MINUTE_US, SECOND_US, daysSinceEpoch, isDay } from "./calendar.ts";
import { fourDigits, isDigit, twoDigits } from "./digits.ts";
import { type TimeZone, UTC } from "./time-zone.ts";
import type { YearlessClock } from "./yearless-clock.ts";

/**
 * Spellings of a timestamp, named for patterns:
 * - `iso`: 2026-11-22T14:03:07.412Z; also with a space, `/` or `.` in the date, 1–9 digits of fraction, any offset
 * - `clf`: 22/Nov/2026:14:03:07 +0000, also 22-Nov-2026 14:03:07.412 and 22 Nov 2026 14:03:07
 * - `bsd`: Nov 22 14:03:07, also with a year after the day or a fraction
 * - `ctime`: Sun Nov 22 14:03:07.412 2026
 * - `monthday`: 11-22 14:03:07.412
 * - `klog`: 1122 14:03:07.412345, also 20261122 14:03:07.412345
 * - `short`: 26/11/22 14:03:07, also 261122 140307
 * - `time`: 14:03:07.412, a time of the day without a date
 * - `epoch`: seconds, milli-, micro- or nanoseconds since 1970, by magnitude
 */
export const TIMESTAMP_LAYOUTS = ["iso", "clf", "bsd", "ctime", "monthday", "klog", "short", "time", "epoch"] as const;

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const MONTH_KEYS = Int32Array.from(MONTHS, (name) => monthKey(...([...name].map((c) => c.charCodeAt(0)) as Letters)));
type Letters = [number, number, number];

function monthKey(a: number, b: number, c: number): number {
  return ((a | 32) << 16) | ((b | 32) << 8) | (c | 32);
}

/** The month (1–12) whose English abbreviation begins at `at`, or 0. */
function monthNamed(bytes: Uint8Array, at: number): number {
  return MONTH_KEYS.indexOf(monthKey(bytes[at], bytes[at + 1], bytes[at + 2])) + 1;
}

const NO_DATE = -1;

// Earlier and later ones are placeholders (0001-01-01, 9999-12-31) or misread; microseconds stay below 2^53.
const LEAST_US = daysSinceEpoch(1900, 1, 1) * DAY_US;
const END_US = daysSinceEpoch(2200, 1, 1) * DAY_US;

export class TimestampParser {
  /** Microseconds since the epoch of the timestamp parsed last; NaN outside the years 1900–2199 and without a date. */
  us = NaN;
  /** Whether the timestamp parsed last had no year. */
  yearless = false;
  readonly #clock: YearlessClock;
  readonly #zone: TimeZone;
  /** Whether the timestamp being parsed says its own zone. */
  #zoned = false;

  /** `zone` is that of timestamps that do not say theirs. */
  constructor(clock: YearlessClock, zone: TimeZone = UTC) {
    this.#clock = clock;
    this.#zone = zone;
  }

  /** A parser of the same file for which timestamps without a zone are UTC. */
  inUtc(): TimestampParser {
    return new TimestampParser(this.#clock);
  }

  /**
   * Parses a timestamp that begins at `start`; `layout` is an index in {@link TIMESTAMP_LAYOUTS}.
   * Returns the position after it, or -1 if there is none.
   */
  parse(layout: number, bytes: Uint8Array, start: number, end: number): number {
    this.yearless = false;
    this.#zoned = false;
    const next = this.#parseLayout(layout, bytes, start, end);
    if (next >= 0 && !this.#zoned && this.#zone !== UTC) this.us -= this.#zone.offsetUsAt(this.us);
    if (!(this.us >= LEAST_US && this.us < END_US)) this.us = NaN;
    return next;
  }

  #parseLayout(layout: number, bytes: Uint8Array, start: number, end: number): number {
    switch (layout) {
      case 0:
        return this.#parseIso(bytes, start, end);
      case 1:
        return this.#parseClf(bytes, start, end);
      case 2:
        return this.#parseBsd(bytes, start, end);
      case 3:
        return this.#parseCtime(bytes, start, end);
      case 4:
        return this.#parseMonthDay(bytes, start, end);
      case 5:
        return this.#parseKlog(bytes, start, end);
      case 6:
        return this.#parseShort(bytes, start, end);
      case 7:
        return this.#parseTimeOnly(bytes, start, end);
      default:
        return this.#parseEpoch(bytes, start, end);
    }
  }

  #parseIso(bytes: Uint8Array, start: number, end: number): number {
    if (start + 19 > end) return -1;
    const separator = bytes[start + 4];
    if (separator !== 45 && separator !== 47 && separator !== 46) return -1;
    if (bytes[start + 7] !== separator) return -1;
    const between = bytes[start + 10];
    if (between !== 84 && between !== 32 && between !== 116 && between !== 58 && between !== 95 && between !== 9)
      return -1;
    const date = this.#date(fourDigits(bytes, start), twoDigits(bytes, start + 5), twoDigits(bytes, start + 8));
    return date === NO_DATE ? -1 : this.#parseTime(date, bytes, start + 11, end, true);
  }

  #parseClf(bytes: Uint8Array, start: number, end: number): number {
    if (start + 20 > end) return -1;
    const separator = bytes[start + 2];
    if (separator !== 47 && separator !== 45 && separator !== 32) return -1;
    if (bytes[start + 6] !== separator) return -1;
    const between = bytes[start + 11];
    if (between !== 58 && between !== 32) return -1;
    const date = this.#date(fourDigits(bytes, start + 7), monthNamed(bytes, start + 3), twoDigits(bytes, start));
    return date === NO_DATE ? -1 : this.#parseTime(date, bytes, start + 12, end, true);
  }

  #parseBsd(bytes: Uint8Array, start: number, end: number): number {
    if (start + 14 > end || bytes[start + 3] !== SPACE) return -1;
    const month = monthNamed(bytes, start);
    if (month === 0) return -1;
    let at = start + 4;
    if (bytes[at] === SPACE) at++;
    let day = bytes[at] - 48;
    if (!(day >= 0 && day <= 9)) return -1;
    at++;
    if (isDigit(bytes[at])) day = day * 10 + (bytes[at++] - 48);
    if (bytes[at] === 44) at++;
    if (bytes[at] !== SPACE) return -1;
    at++;
    if (bytes[at + 4] === SPACE && at + 13 <= end) {
      const date = this.#date(fourDigits(bytes, at), month, day);
      return date === NO_DATE ? -1 : this.#parseTime(date, bytes, at + 5, end, true);
    }
    return this.#parseYearless(month, day, bytes, at, end, true);
  }

  #parseCtime(bytes: Uint8Array, start: number, end: number): number {
    if (start + 24 > end || bytes[start + 3] !== SPACE || bytes[start + 7] !== SPACE) return -1;
    const month = monthNamed(bytes, start + 4);
    const day = bytes[start + 8] === SPACE ? bytes[start + 9] - 48 : twoDigits(bytes, start + 8);
    if (bytes[start + 10] !== SPACE) return -1;
    const at = this.#parseTime(0, bytes, start + 11, end, false);
    if (at < 0 || bytes[at] !== SPACE || at + 5 > end) return -1;
    const date = this.#date(fourDigits(bytes, at + 1), month, day);
    if (date === NO_DATE) return -1;
    this.us += date;
    return at + 5;
  }

  #parseMonthDay(bytes: Uint8Array, start: number, end: number): number {
    const separator = bytes[start + 2];
    if (start + 14 > end || (separator !== 45 && separator !== 47) || bytes[start + 5] !== SPACE) return -1;
    return this.#parseYearless(twoDigits(bytes, start), twoDigits(bytes, start + 3), bytes, start + 6, end, false);
  }

  #parseKlog(bytes: Uint8Array, start: number, end: number): number {
    if (start + 13 > end) return -1;
    if (bytes[start + 8] === SPACE) {
      const date = this.#date(fourDigits(bytes, start), twoDigits(bytes, start + 4), twoDigits(bytes, start + 6));
      return date === NO_DATE ? -1 : this.#parseTime(date, bytes, start + 9, end, false);
    }
    if (bytes[start + 4] !== SPACE) return -1;
    return this.#parseYearless(twoDigits(bytes, start), twoDigits(bytes, start + 2), bytes, start + 5, end, false);
  }

  #parseShort(bytes: Uint8Array, start: number, end: number): number {
    if (start + 13 > end) return -1;
    const separator = bytes[start + 2];
    if (isDigit(separator)) {
      if (bytes[start + 6] !== SPACE) return -1;
      const date = this.#date(yearOfCentury(bytes, start), twoDigits(bytes, start + 2), twoDigits(bytes, start + 4));
      if (date === NO_DATE || (start + 13 < end && isDigit(bytes[start + 13]))) return -1;
      const us = timeOfDay(twoDigits(bytes, start + 7), twoDigits(bytes, start + 9), twoDigits(bytes, start + 11));
      if (us < 0) return -1;
      this.us = date + us;
      return start + 13;
    }
    if ((separator !== 47 && separator !== 45) || bytes[start + 5] !== separator || bytes[start + 8] !== SPACE) {
      return -1;
    }
    const date = this.#date(yearOfCentury(bytes, start), twoDigits(bytes, start + 3), twoDigits(bytes, start + 6));
    return date === NO_DATE ? -1 : this.#parseTime(date, bytes, start + 9, end, true);
  }

  #parseTimeOnly(bytes: Uint8Array, start: number, end: number): number {
    const at = this.#parseTime(0, bytes, start, end, false);
    this.us = NaN;
    return at;
  }

  #parseEpoch(bytes: Uint8Array, start: number, end: number): number {
    let at = start;
    while (at < end && isDigit(bytes[at])) at++;
    const whole = at - start;
    // Nanoseconds have had 19 digits since 2001; 17 and 18 are ticks of other clocks.
    if (whole < 9 || whole > 19 || whole === 17 || whole === 18) return -1;
    let value = 0;
    // Nanoseconds exceed 2^53: the digits beyond microseconds are dropped before they could round the others.
    const used = whole > 16 ? 16 : whole;
    for (let i = start; i < start + used; i++) value = value * 10 + (bytes[i] - 48);
    if (whole <= 11) value *= SECOND_US;
    else if (whole <= 14) value *= 1000;
    if (whole <= 14 && bytes[at] === 46 && isDigit(bytes[at + 1])) {
      const fraction = this.#parseFraction(bytes, at + 1, end);
      value += whole <= 11 ? fraction : Math.trunc(fraction / 1000);
      at = this.#fractionEnd;
    }
    this.us = value;
    this.#zoned = true;
    return value < END_US ? at : -1;
  }

  #parseYearless(month: number, day: number, bytes: Uint8Array, at: number, end: number, zoned: boolean): number {
    // 2000 was a leap year, so that every day of any year exists in it.
    if (!isDay(2000, month, day)) return -1;
    const next = this.#parseTime(0, bytes, at, end, zoned);
    if (next < 0) return -1;
    this.us = this.#clock.place(month, day, this.us);
    this.yearless = true;
    return Number.isNaN(this.us) ? -1 : next;
  }

  #date(year: number, month: number, day: number): number {
    return year >= 0 && isDay(year, month, day) ? daysSinceEpoch(year, month, day) * DAY_US : NO_DATE;
  }

  #fractionEnd = 0;

  /** Microseconds of a decimal fraction of a second; digits beyond the sixth are dropped. */
  #parseFraction(bytes: Uint8Array, start: number, end: number): number {
    let us = 0;
    let at = start;
    let unit = 100_000;
    while (at < end && isDigit(bytes[at])) {
      us += (bytes[at] - 48) * unit;
      unit = (unit / 10) | 0;
      at++;
    }
    this.#fractionEnd = at;
    return us;
  }

  #parseTime(dateUs: number, bytes: Uint8Array, start: number, end: number, zoned: boolean): number {
    if (start + 8 > end || bytes[start + 2] !== 58 || bytes[start + 5] !== 58) return -1;
    let us = timeOfDay(twoDigits(bytes, start), twoDigits(bytes, start + 3), twoDigits(bytes, start + 6));
    if (us < 0) return -1;
    let at = start + 8;
    if (at + 1 < end && (bytes[at] === 46 || bytes[at] === 44) && isDigit(bytes[at + 1])) {
      us += this.#parseFraction(bytes, at + 1, end);
      at = this.#fractionEnd;
    }
    this.us = dateUs + us;
    return zoned && at < end ? this.#parseZone(bytes, at, end) : at;
  }

  /** Takes `Z`, `UTC`, `GMT`, `+hh`, `+hhmm` or `+hh:mm`, after a space too when it cannot be anything else. */
  #parseZone(bytes: Uint8Array, start: number, end: number): number {
    const spaced = bytes[start] === SPACE;
    const at = spaced ? start + 1 : start;
    if (at === end) return start;
    const sign = bytes[at];
    if (sign === 90 || sign === 122) this.#zoned = endsWord(bytes, at + 1, end);
    if (sign === 85 || sign === 71) this.#zoned = this.#skipUtc(bytes, at, end);
    if (this.#zoned) return sign === 90 || sign === 122 ? at + 1 : at + 3;
    if (sign !== 43 && sign !== 45) return start;
    const hours = twoDigits(bytes, at + 1);
    if (at + 3 > end || hours < 0 || hours > 18) return start;
    const minutesAt = bytes[at + 3] === 58 ? at + 4 : at + 3;
    let minutes = minutesAt + 2 <= end ? twoDigits(bytes, minutesAt) : -1;
    if (minutes > 59 || (minutes < 0 && spaced)) return start;
    const next = minutes < 0 ? at + 3 : minutesAt + 2;
    if (next < end && isDigit(bytes[next])) return start;
    minutes = Math.max(minutes, 0);
    const offsetUs = hours * HOUR_US + minutes * MINUTE_US;
    this.us += sign === 43 ? -offsetUs : offsetUs;
    this.#zoned = true;
    return next;
  }

  #skipUtc(bytes: Uint8Array, at: number, end: number): boolean {
    if (at + 3 > end || !endsWord(bytes, at + 3, end)) return false;
    const utc = bytes[at] === 85 && bytes[at + 1] === 84 && bytes[at + 2] === 67;
    return utc || (bytes[at] === 71 && bytes[at + 1] === 77 && bytes[at + 2] === 84);
  }
}

/** The year that two digits stand for, or -1. */
function yearOfCentury(bytes: Uint8Array, at: number): number {
  const year = twoDigits(bytes, at);
  return year < 0 ? -1 : 2000 + year;
}

function endsWord(bytes: Uint8Array, at: number, end: number): boolean {
  return at >= end || (BYTE_CLASS[bytes[at]] & LETTER) === 0;
}

/** Microseconds of a time of day, or -1; second 60 is a leap second. */
function timeOfDay(hours: number, minutes: number, seconds: number): number {
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || seconds < 0 || seconds > 60) return -1;
  return hours * HOUR_US + minutes * MINUTE_US + seconds * SECOND_US;
}
