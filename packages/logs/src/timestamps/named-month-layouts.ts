// Layouts with the name of the month; they run once per line over bytes.
import { SPACE } from "../bytes.ts";
import { NO_DATE, dateUs, monthNamed } from "./calendar-date.ts";
import { fourDigits, isDigit, twoDigits } from "./digits.ts";
import type { Layout } from "./reading.ts";
import { readTime } from "./time-of-day.ts";
import { readYearless } from "./yearless-layouts.ts";

const COMMA = 44;
const DASH = 45;
const SLASH = 47;
const COLON = 58;

/** Whether letters, and no digits, stand in the three bytes from `at` on: the name of a weekday. */
function isWeekday(bytes: Uint8Array, at: number): boolean {
  return (bytes[at] | 32) >= 97 && (bytes[at + 1] | 32) >= 97 && (bytes[at + 2] | 32) >= 97;
}

export const readClf: Layout = (reading, bytes, start, end) => {
  // RFC 1123 begins with the weekday: Sun, 22 Nov 2026 14:03:07 GMT.
  const named = bytes[start + 3] === COMMA && bytes[start + 4] === SPACE && isWeekday(bytes, start);
  const at = named ? start + 5 : start;
  const day = isDigit(bytes[at + 1]) ? twoDigits(bytes, at) : bytes[at] - 48;
  const monthAt = isDigit(bytes[at + 1]) ? at + 3 : at + 2;
  if (monthAt + 12 > end) return -1;
  const separator = bytes[monthAt - 1];
  if (separator !== SLASH && separator !== DASH && separator !== SPACE) return -1;
  if (bytes[monthAt + 3] !== separator) return -1;
  // Redis wrote no year once: 22 Nov 14:03:07.
  if (separator === SPACE && bytes[monthAt + 6] === COLON)
    return readYearless(reading, monthNamed(bytes, monthAt), day, bytes, monthAt + 4, end, false);
  const between = bytes[monthAt + 8];
  if (between !== COLON && between !== SPACE) return -1;
  const date = dateUs(fourDigits(bytes, monthAt + 4), monthNamed(bytes, monthAt), day);
  // Erlang doubles the colon.
  const timeAt = bytes[monthAt + 9] === COLON ? monthAt + 10 : monthAt + 9;
  return date === NO_DATE ? -1 : readTime(reading, date, bytes, timeAt, end, true);
};

export const readBsd: Layout = (reading, bytes, start, end) => {
  if (start + 14 > end || bytes[start + 3] !== SPACE) return -1;
  let month = monthNamed(bytes, start);
  let at = start + 4;
  const named = month === 0 && bytes[start + 7] === SPACE && isWeekday(bytes, start);
  if (named) {
    month = monthNamed(bytes, start + 4);
    at = start + 8;
  }
  if (month === 0) return -1;
  if (bytes[at] === SPACE) at++;
  let day = bytes[at] - 48;
  if (!(day >= 0 && day <= 9)) return -1;
  at++;
  if (isDigit(bytes[at])) day = day * 10 + (bytes[at++] - 48);
  if (bytes[at] === COMMA) at++;
  if (bytes[at] !== SPACE) return -1;
  at++;
  if (bytes[at + 4] === SPACE && at + 12 <= end) {
    const date = dateUs(fourDigits(bytes, at), month, day);
    return date === NO_DATE ? -1 : readTime(reading, date, bytes, at + 5, end, true);
  }
  const next = readYearless(reading, month, day, bytes, at, end, true);
  return named && fourDigits(bytes, next + 1) > 0 && next + 5 <= end ? -1 : next;
};

export const readCtime: Layout = (reading, bytes, start, end) => {
  if (start + 24 > end || bytes[start + 3] !== SPACE || bytes[start + 7] !== SPACE) return -1;
  const month = monthNamed(bytes, start + 4);
  const day = bytes[start + 8] === SPACE ? bytes[start + 9] - 48 : twoDigits(bytes, start + 8);
  if (month === 0 || bytes[start + 10] !== SPACE) return -1;
  // date(1) puts the zone before the year.
  const at = readTime(reading, 0, bytes, start + 11, end, true);
  if (at < 0 || bytes[at] !== SPACE || at + 5 > end) return -1;
  const date = dateUs(fourDigits(bytes, at + 1), month, day);
  if (date === NO_DATE) return -1;
  reading.us += date;
  return at + 5;
};
