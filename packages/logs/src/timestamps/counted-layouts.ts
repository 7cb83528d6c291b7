// Layouts that count from the epoch; they run once per line over bytes.
import { END_US, SECOND_US } from "./calendar.ts";
import { isDigit } from "./digits.ts";
import type { Layout, Reading } from "./reading.ts";
import { digitsEnd, fraction } from "./time-of-day.ts";

const DOT = 46;
const COMMA = 44;
const AT_SIGN = 64;

export const readEpoch: Layout = (reading, bytes, start, end) => {
  let at = digitsEnd(bytes, start, end);
  const whole = at - start;
  if (whole === 1 && bytes[at] === DOT) return readExponential(reading, bytes, start, end);
  // Nanoseconds have had 19 digits since 2001; 17 and 18 are ticks of other clocks.
  if (whole < 9 || whole > 19 || whole === 17 || whole === 18) return -1;
  let value = 0;
  // Nanoseconds exceed 2^53: the digits beyond microseconds are dropped before they could round the others.
  const used = whole > 16 ? 16 : whole;
  for (let i = start; i < start + used; i++) value = value * 10 + (bytes[i] - 48);
  if (whole <= 11) value *= SECOND_US;
  else if (whole <= 14) value *= 1000;
  if ((bytes[at] === DOT || bytes[at] === COMMA) && at + 1 < end && whole <= 14 && isDigit(bytes[at + 1])) {
    const us = fraction(bytes, at + 1, end);
    value += whole <= 11 ? us : Math.trunc(us / 1000);
    at = digitsEnd(bytes, at + 1, end);
  }
  reading.us = value;
  reading.zoned = true;
  return value < END_US ? at : -1;
};

/** Seconds as Go prints floating-point numbers, `1.795356187412e+09`, whole microseconds of them. */
function readExponential(reading: Reading, bytes: Uint8Array, start: number, end: number): number {
  const mantissaEnd = digitsEnd(bytes, start + 2, end);
  const at = mantissaEnd + 4;
  const isExponent = (bytes[mantissaEnd] | 32) === 101 && bytes[mantissaEnd + 1] === 43;
  if (at > end || !isExponent || bytes[mantissaEnd + 2] !== 48 || bytes[mantissaEnd + 3] !== 57) return -1;
  let value = bytes[start] - 48;
  for (let i = 0; i < 15; i++) {
    const digitAt = start + 2 + i;
    value = value * 10 + (digitAt < mantissaEnd ? bytes[digitAt] - 48 : 0);
  }
  reading.us = value;
  reading.zoned = true;
  return at;
}

/** 2^62, at which TAI64 labels put 1970, plus the 10 s that TAI was ahead of UTC then: high and low halves. */
const LABEL_HIGH = 0x40000000;
const TAI_AHEAD_SECONDS = 10;

/**
 * https://cr.yp.to/libtai/tai64.html: 16 hexadecimal digits of seconds and 8 of nanoseconds. Labels count TAI, which
 * has drawn ahead of UTC by a second with each leap second, 37 s by 2017; but the programs that write them (tai64n,
 * multilog, svlogd) add the 10 s of 1970 to the clock of the system, which knows no leap seconds. So 10 s are taken
 * off, as their own tai64nlocal does.
 */
export const readTai64n: Layout = (reading, bytes, start, end) => {
  const from = bytes[start] === AT_SIGN ? start + 1 : start;
  const next = hexEnd(bytes, from, end);
  if (next - from !== 24 && next - from !== 16) return -1;
  if (hexAt(bytes, from, from + 8) !== LABEL_HIGH) return -1;
  const seconds = hexAt(bytes, from + 8, from + 16) - TAI_AHEAD_SECONDS;
  const nanoseconds = next - from === 24 ? hexAt(bytes, from + 16, next) : 0;
  if (nanoseconds >= 1e9) return -1;
  reading.us = seconds * SECOND_US + Math.trunc(nanoseconds / 1000);
  reading.zoned = true;
  return next;
};

/** As OpenLDAP 2.5 and later print the clock. */
export const readHex: Layout = (reading, bytes, start, end) => {
  const dot = hexEnd(bytes, start, end);
  if (dot - start !== 8 || bytes[dot] !== DOT || !isDigit(bytes[start])) return -1;
  const next = hexEnd(bytes, dot + 1, end);
  const digits = next - dot - 1;
  if (digits !== 8 && digits !== 5) return -1;
  const parts = hexAt(bytes, dot + 1, next);
  const us = digits === 8 ? Math.trunc(parts / 1000) : parts;
  if (us >= SECOND_US) return -1;
  reading.us = hexAt(bytes, start, dot) * SECOND_US + us;
  reading.zoned = true;
  return next;
};

function hexDigit(byte: number): number {
  if (byte >= 48 && byte <= 57) return byte - 48;
  const letter = byte | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}

function hexEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && hexDigit(bytes[at]) >= 0) at++;
  return at;
}

function hexAt(bytes: Uint8Array, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at++) value = value * 16 + hexDigit(bytes[at]);
  return value;
}
