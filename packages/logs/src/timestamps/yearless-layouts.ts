// Layouts without a year, or without any date; they run once per line over bytes.
import { SPACE } from "../bytes.ts";
import { isDay } from "./calendar.ts";
import { NO_DATE, dateUs } from "./calendar-date.ts";
import { fourDigits, twoDigits } from "./digits.ts";
import type { Layout, Reading } from "./reading.ts";
import { readHalfOfDay, readJoinedTime, readTime } from "./time-of-day.ts";

const DASH = 45;
const DOT = 46;
const COLON = 58;
const SLASH = 47;

export function readYearless(
  reading: Reading,
  month: number,
  day: number,
  bytes: Uint8Array,
  at: number,
  end: number,
  suffixed: boolean,
): number {
  return placed(reading, month, day, readTime(reading, 0, bytes, at, end, suffixed));
}

/** Puts a time of day that was read up to `next` on a day without a year. */
function placed(reading: Reading, month: number, day: number, next: number): number {
  // 2000 was a leap year, so that every day of any year exists in it.
  if (next < 0 || !isDay(2000, month, day)) return -1;
  reading.us = reading.clock.place(month, day, reading.us);
  reading.yearless = true;
  return Number.isNaN(reading.us) ? -1 : next;
}

export const readMonthDay: Layout = (reading, bytes, start, end) => {
  const separator = bytes[start + 2];
  if (start + 14 > end || (separator !== DASH && separator !== SLASH && separator !== DOT)) return -1;
  // Snort writes 11/22-14:03:07.
  const between = bytes[start + 5];
  if (between !== SPACE && !(between === DASH && separator === SLASH)) return -1;
  return readYearless(reading, twoDigits(bytes, start), twoDigits(bytes, start + 3), bytes, start + 6, end, false);
};

export const readKlog: Layout = (reading, bytes, start, end) => {
  if (start + 13 > end) return -1;
  if (bytes[start + 8] === SPACE) {
    const date = dateUs(fourDigits(bytes, start), twoDigits(bytes, start + 4), twoDigits(bytes, start + 6));
    return date === NO_DATE ? -1 : readTime(reading, date, bytes, start + 9, end, false);
  }
  const month = twoDigits(bytes, start);
  const day = twoDigits(bytes, start + 2);
  // As Chromium writes it.
  if (bytes[start + 4] === SLASH) return placed(reading, month, day, readJoinedTime(reading, 0, bytes, start + 5, end));
  return bytes[start + 4] === SPACE ? readYearless(reading, month, day, bytes, start + 5, end, false) : -1;
};

export const readTimeOnly: Layout = (reading, bytes, start, end) => {
  const timeEnd = readTime(reading, 0, bytes, start, end, false);
  if (timeEnd < 0) return -1;
  const hours = bytes[start + 1] === COLON ? bytes[start] - 48 : twoDigits(bytes, start);
  const next = readHalfOfDay(reading, hours, bytes, timeEnd, end);
  reading.us = reading.clock.placeTime(reading.us);
  reading.yearless = true;
  return next;
};
