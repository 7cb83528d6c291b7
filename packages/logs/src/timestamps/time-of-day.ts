// Runs once per line over bytes: no strings, no Date, results in fields instead of objects.
import { BYTE_CLASS, LETTER, SPACE } from "../bytes.ts";
import { HOUR_US, MINUTE_US, SECOND_US } from "./calendar.ts";
import { isDigit, twoDigits } from "./digits.ts";
import type { Reading } from "./reading.ts";
import { readZone } from "./zone-suffix.ts";

const COLON = 58;
const DOT = 46;
const COMMA = 44;

/** Microseconds of a time of day, or -1; second 60 is a leap second. */
export function timeOfDay(hours: number, minutes: number, seconds: number): number {
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || seconds < 0 || seconds > 60) return -1;
  return hours * HOUR_US + minutes * MINUTE_US + seconds * SECOND_US;
}

/**
 * Reads `14:03:07`, with a fraction after a dot or comma, three digits of it also after a colon; and, if `suffixed`,
 * AM or PM and a zone after it. The hour may have one digit. Adds the time to `dateUs`; returns the position after it.
 */
export function readTime(
  reading: Reading,
  dateUs: number,
  bytes: Uint8Array,
  start: number,
  end: number,
  suffixed: boolean,
): number {
  const wide = bytes[start + 1] !== COLON;
  const minutesAt = wide ? start + 3 : start + 2;
  let at = minutesAt + 5;
  if (at > end || bytes[minutesAt - 1] !== COLON || bytes[minutesAt + 2] !== COLON) return -1;
  const hours = wide ? twoDigits(bytes, start) : bytes[start] - 48;
  let us = timeOfDay(hours, twoDigits(bytes, minutesAt), twoDigits(bytes, minutesAt + 3));
  if (!(us >= 0)) return -1;
  if (at + 1 < end && isDigit(bytes[at + 1])) {
    const mark = bytes[at];
    if (mark === DOT || mark === COMMA || (mark === COLON && isMillisecond(bytes, at + 1, end))) {
      us += fraction(bytes, at + 1, end);
      at = digitsEnd(bytes, at + 1, end);
    }
  }
  reading.us = dateUs + us;
  return suffixed && at < end ? readSuffix(reading, hours, bytes, at, end) : at;
}

/** `140307`, with a fraction. */
export function readJoinedTime(reading: Reading, date: number, bytes: Uint8Array, start: number, end: number): number {
  if (start + 6 > end) return -1;
  const us = timeOfDay(twoDigits(bytes, start), twoDigits(bytes, start + 2), twoDigits(bytes, start + 4));
  let at = start + 6;
  if (us < 0 || (at < end && isDigit(bytes[at]))) return -1;
  reading.us = date + us;
  if (at + 1 < end && (bytes[at] === DOT || bytes[at] === COMMA) && isDigit(bytes[at + 1])) {
    reading.us += fraction(bytes, at + 1, end);
    at = digitsEnd(bytes, at + 1, end);
  }
  return at < end ? readSuffix(reading, 0, bytes, at, end) : at;
}

/** Takes AM or PM and a zone, if they are there. */
export function readSuffix(reading: Reading, hours: number, bytes: Uint8Array, start: number, end: number): number {
  const at = readHalfOfDay(reading, hours, bytes, start, end);
  return at < end ? readZone(reading, bytes, at, end) : at;
}

/** Takes AM or PM behind an hour of 1 to 12, if it is there. */
export function readHalfOfDay(reading: Reading, hours: number, bytes: Uint8Array, start: number, end: number): number {
  const at = bytes[start] === SPACE ? start + 1 : start;
  const half = at < end ? bytes[at] | 32 : 0;
  if ((half !== 97 && half !== 112) || at + 1 >= end || (bytes[at + 1] | 32) !== 109) return start;
  if (hours > 12 || hours === 0 || !isWordEnd(bytes, at + 2, end)) return start;
  reading.us += ((hours % 12) + (half === 112 ? 12 : 0) - hours) * HOUR_US;
  return at + 2;
}

function isWordEnd(bytes: Uint8Array, at: number, end: number): boolean {
  return at >= end || (BYTE_CLASS[bytes[at]] & LETTER) === 0;
}

function isMillisecond(bytes: Uint8Array, start: number, end: number): boolean {
  return digitsEnd(bytes, start, end) === start + 3;
}

/** Microseconds of a decimal fraction of a second; digits beyond the sixth are dropped. */
export function fraction(bytes: Uint8Array, start: number, end: number): number {
  let us = 0;
  let unit = 100_000;
  for (let at = start; at < end && unit > 0 && isDigit(bytes[at]); at++) {
    us += (bytes[at] - 48) * unit;
    unit = (unit / 10) | 0;
  }
  return us;
}

export function digitsEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && isDigit(bytes[at])) at++;
  return at;
}
