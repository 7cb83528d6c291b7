import { DAY_US, daysSinceEpoch, isDay } from "./calendar.ts";
import { twoDigits } from "./digits.ts";

export const NO_DATE = -Infinity;

/** Microseconds from the epoch to a day; {@link NO_DATE} if there is no such day. Months and days count from 1. */
export function dateUs(year: number, month: number, day: number): number {
  return year >= 0 && isDay(year, month, day) ? daysSinceEpoch(year, month, day) * DAY_US : NO_DATE;
}

/** The year that two digits stand for, or -1: 1970–2069. */
export function yearOfCentury(bytes: Uint8Array, at: number): number {
  const year = twoDigits(bytes, at);
  if (year < 0) return -1;
  return year < 70 ? 2000 + year : 1900 + year;
}

type Letters = [number, number, number];

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const MONTH_KEYS = Int32Array.from(MONTHS, (name) => monthKey(...([...name].map((c) => c.charCodeAt(0)) as Letters)));

function monthKey(a: number, b: number, c: number): number {
  return ((a | 32) << 16) | ((b | 32) << 8) | (c | 32);
}

/** The month (1–12) whose English abbreviation begins at `at`, or 0. */
export function monthNamed(bytes: Uint8Array, at: number): number {
  const key = monthKey(bytes[at], bytes[at + 1], bytes[at + 2]);
  // No `indexOf`, whose call takes longer than reading the rest of the date.
  for (let i = 0; i < MONTH_KEYS.length; i++) if (MONTH_KEYS[i] === key) return i + 1;
  return 0;
}
