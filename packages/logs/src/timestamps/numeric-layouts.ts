// Layouts whose dates are numbers; they run once per line over bytes.
import { SPACE, TAB } from "../bytes.ts";
import { HOUR_US, MINUTE_US, SECOND_US } from "./calendar.ts";
import { NO_DATE, dateUs, yearOfCentury } from "./calendar-date.ts";
import { fourDigits, isDigit, twoDigits } from "./digits.ts";
import type { Layout, Reading } from "./reading.ts";
import { digitsEnd, fraction, readJoinedTime, readSuffix, readTime, timeOfDay } from "./time-of-day.ts";
import { readMinutesOffset } from "./zone-suffix.ts";

const DASH = 45;
const DOT = 46;
const SLASH = 47;
const COLON = 58;
const COMMA = 44;
const UNDERSCORE = 95;
const T = 84;

export const readIso: Layout = (reading, bytes, start, end) => {
  if (start + 16 > end) return -1;
  const separator = bytes[start + 4];
  if (separator !== DASH && separator !== SLASH && separator !== DOT) return -1;
  if (bytes[start + 7] !== separator) return readUnpadded(reading, bytes, start, end);
  const between = bytes[start + 10];
  const date = dateUs(fourDigits(bytes, start), twoDigits(bytes, start + 5), twoDigits(bytes, start + 8));
  if (date === NO_DATE) return readUnpadded(reading, bytes, start, end);
  if (between === DASH) return readDotted(reading, date, bytes, start + 11, end);
  if (between !== T && between !== SPACE && between !== 116 && between !== COLON && !isOtherGap(between)) return -1;
  // What stands behind the end may be of any line before.
  if (bytes[start + 13] === COLON && (start + 16 === end || bytes[start + 16] !== COLON))
    return readMinutes(reading, date, bytes, start + 11, end);
  // MariaDB pads the hour with a blank.
  const timeAt = between === SPACE && bytes[start + 11] === SPACE ? start + 12 : start + 11;
  return readTime(reading, date, bytes, timeAt, end, true);
};

function isOtherGap(byte: number): boolean {
  return byte === UNDERSCORE || byte === TAB;
}

/** What may stand between the parts of `date="2026-11-22" time="14:03:07"`. */
const MAX_BETWEEN = 9;

/** A date and a time with a few other characters between them, and nothing after the second. */
export const readApart: Layout = (reading, bytes, start, end) => {
  if (start + 19 > end || bytes[start + 4] !== bytes[start + 7]) return -1;
  if (bytes[start + 4] !== DASH && bytes[start + 4] !== SLASH) return -1;
  const date = dateUs(fourDigits(bytes, start), twoDigits(bytes, start + 5), twoDigits(bytes, start + 8));
  let at = start + 10;
  while (at < start + 10 + MAX_BETWEEN && !isDigit(bytes[at])) at++;
  if (date === NO_DATE || at === start + 10 || at + 8 > end || bytes[at + 2] !== COLON || bytes[at + 5] !== COLON)
    return -1;
  const us = timeOfDay(twoDigits(bytes, at), twoDigits(bytes, at + 3), twoDigits(bytes, at + 6));
  reading.us = date + us;
  return us < 0 ? -1 : at + 8;
};

/** `14.03.07.412345`, as Blue Gene writes it, and Db2 with an offset behind it. */
function readDotted(reading: Reading, date: number, bytes: Uint8Array, start: number, end: number): number {
  if (start + 8 > end || bytes[start + 2] !== bytes[start + 5]) return -1;
  if (bytes[start + 2] === COLON) return readTime(reading, date, bytes, start, end, true);
  if (bytes[start + 2] !== DOT && bytes[start + 2] !== DASH) return -1;
  const us = timeOfDay(twoDigits(bytes, start), twoDigits(bytes, start + 3), twoDigits(bytes, start + 6));
  if (us < 0) return -1;
  reading.us = date + us;
  const at = start + 8;
  if (at + 1 >= end || bytes[at] !== DOT || !isDigit(bytes[at + 1])) return at;
  reading.us += fraction(bytes, at + 1, end);
  return readMinutesOffset(reading, bytes, digitsEnd(bytes, at + 1, end), end);
}

/** `14:03`, with a zone. */
function readMinutes(reading: Reading, date: number, bytes: Uint8Array, start: number, end: number): number {
  const us = timeOfDay(twoDigits(bytes, start), twoDigits(bytes, start + 3), 0);
  const at = start + 5;
  if (us < 0 || (at < end && isDigit(bytes[at]))) return -1;
  reading.us = date + us;
  return at < end ? readSuffix(reading, twoDigits(bytes, start), bytes, at, end) : at;
}

/** `2026/1/5 9:03:07`. */
function readUnpadded(reading: Reading, bytes: Uint8Array, start: number, end: number): number {
  const monthEnd = numberEnd(bytes, start + 5, end);
  if (monthEnd < 0 || bytes[monthEnd] !== bytes[start + 4]) return -1;
  const dayEnd = numberEnd(bytes, monthEnd + 1, end);
  if (dayEnd < 0 || (bytes[dayEnd] !== SPACE && bytes[dayEnd] !== T)) return -1;
  const date = dateUs(
    fourDigits(bytes, start),
    numberAt(bytes, start + 5, monthEnd),
    numberAt(bytes, monthEnd + 1, dayEnd),
  );
  return date === NO_DATE ? -1 : readTime(reading, date, bytes, dayEnd + 1, end, true);
}

export const readShort: Layout = (reading, bytes, start, end) => {
  if (start + 13 > end) return -1;
  const separator = bytes[start + 2];
  const isJoined = isDigit(separator);
  if (!isJoined && separator !== SLASH && separator !== DASH) return -1;
  const dateEnd = isJoined ? start + 6 : start + 8;
  if (bytes[dateEnd] !== SPACE || (!isJoined && bytes[start + 5] !== separator)) return -1;
  const gap = isJoined ? 2 : 3;
  const date = dateUs(yearOfCentury(bytes, start), twoDigits(bytes, start + gap), twoDigits(bytes, start + 2 * gap));
  if (date === NO_DATE) return -1;
  // MySQL pads the hour with a blank.
  const at = bytes[dateEnd + 1] === SPACE ? dateEnd + 2 : dateEnd + 1;
  if (!isJoined || bytes[at + 1] === COLON || bytes[at + 2] === COLON)
    return readTime(reading, date, bytes, at, end, true);
  return readJoinedTime(reading, date, bytes, at, end);
};

export const readCompact: Layout = (reading, bytes, start, end) => {
  if (start + 13 > end) return -1;
  const date = dateUs(fourDigits(bytes, start), twoDigits(bytes, start + 4), twoDigits(bytes, start + 6));
  if (date === NO_DATE) return -1;
  const between = bytes[start + 8];
  if (isDigit(between)) return readJoinedTime(reading, date, bytes, start + 8, end);
  if (between !== T && between !== SPACE && between !== DASH && between !== COLON && !isOtherGap(between)) return -1;
  if (isDigit(bytes[start + 10]) && isDigit(bytes[start + 11]))
    return readJoinedTime(reading, date, bytes, start + 9, end);
  return readUnpaddedTime(reading, date, bytes, start + 9, end);
};

/** `14:3:7:41`: numbers without leading zeros, the last of them milliseconds; or a usual time. */
function readUnpaddedTime(reading: Reading, date: number, bytes: Uint8Array, start: number, end: number): number {
  const hoursEnd = numberEnd(bytes, start, end);
  const minutesEnd = hoursEnd < 0 || bytes[hoursEnd] !== COLON ? -1 : numberEnd(bytes, hoursEnd + 1, end);
  const secondsEnd = minutesEnd < 0 || bytes[minutesEnd] !== COLON ? -1 : numberEnd(bytes, minutesEnd + 1, end);
  if (secondsEnd < 0) return -1;
  if (bytes[secondsEnd] !== COLON || secondsEnd >= end) return readTime(reading, date, bytes, start, end, true);
  const millisecondsEnd = digitsEnd(bytes, secondsEnd + 1, end);
  const digits = millisecondsEnd - secondsEnd - 1;
  if (digits === 0 || digits > 3) return -1;
  const hours = numberAt(bytes, start, hoursEnd);
  const minutes = numberAt(bytes, hoursEnd + 1, minutesEnd);
  const seconds = numberAt(bytes, minutesEnd + 1, secondsEnd);
  if (hours > 23 || minutes > 59 || seconds > 60) return -1;
  const ms = numberAt(bytes, secondsEnd + 1, millisecondsEnd);
  reading.us = date + hours * HOUR_US + minutes * MINUTE_US + seconds * SECOND_US + ms * 1000;
  return millisecondsEnd;
}

export const readMonthFirst: Layout = (reading, bytes, start, end) => readDayAndMonth(reading, bytes, start, end, true);

export const readDayFirst: Layout = (reading, bytes, start, end) => readDayAndMonth(reading, bytes, start, end, false);

function readDayAndMonth(reading: Reading, bytes: Uint8Array, start: number, end: number, monthFirst: boolean): number {
  const firstEnd = numberEnd(bytes, start, end);
  if (firstEnd < 0) return -1;
  const separator = bytes[firstEnd];
  // Dots are not used with the month first.
  if (separator !== SLASH && separator !== DASH && (separator !== DOT || monthFirst)) return -1;
  const secondEnd = numberEnd(bytes, firstEnd + 1, end);
  if (secondEnd < 0 || bytes[secondEnd] !== separator) return -1;
  const first = numberAt(bytes, start, firstEnd);
  const second = numberAt(bytes, firstEnd + 1, secondEnd);
  const yearEnd = digitsEnd(bytes, secondEnd + 1, end);
  const digits = yearEnd - secondEnd - 1;
  if (digits !== 4 && digits !== 2) return -1;
  const year = digits === 4 ? fourDigits(bytes, secondEnd + 1) : yearOfCentury(bytes, secondEnd + 1);
  const isMonthFirst = monthFirst ? first <= 12 : second > 12;
  // 17/06/09 begins with the year more often than with the day.
  if (!isMonthFirst && digits === 2 && separator !== DOT) return -1;
  const date = isMonthFirst ? dateUs(year, first, second) : dateUs(year, second, first);
  if (date === NO_DATE || yearEnd >= end) return -1;
  let at = yearEnd;
  if (bytes[at] === COMMA) at++;
  if (bytes[at] !== SPACE && bytes[at] !== T && bytes[at] !== COLON && bytes[at] !== DASH && !isOtherGap(bytes[at]))
    return -1;
  return readTime(reading, date, bytes, at + 1, end, true);
}

/** The position after one or two digits, or -1. */
function numberEnd(bytes: Uint8Array, start: number, end: number): number {
  if (start >= end || !isDigit(bytes[start])) return -1;
  if (start + 1 >= end || !isDigit(bytes[start + 1])) return start + 1;
  return start + 2 < end && isDigit(bytes[start + 2]) ? -1 : start + 2;
}

function numberAt(bytes: Uint8Array, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at++) value = value * 10 + (bytes[at] - 48);
  return value;
}
