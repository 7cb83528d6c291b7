// Runs once per line over bytes.
import { BYTE_CLASS, DIGIT, LETTER, NAME, SPACE } from "../bytes.ts";
import { HOUR_US, MINUTE_US } from "./calendar.ts";
import { isDigit, twoDigits } from "./digits.ts";
import type { Reading } from "./reading.ts";

const PLUS = 43;
const MINUS = 45;
const COLON = 58;

// Minutes ahead of UTC. Of names that several zones share, the one that is common in logs; IST is India's.
const ABBREVIATIONS: Readonly<Record<string, number>> = {
  UT: 0,
  UTC: 0,
  GMT: 0,
  WET: 0,
  WEST: 60,
  BST: 60,
  CET: 60,
  CEST: 120,
  MEZ: 60,
  MESZ: 120,
  EET: 120,
  EEST: 180,
  MSK: 180,
  SAST: 120,
  IST: 330,
  SGT: 480,
  HKT: 480,
  AWST: 480,
  JST: 540,
  KST: 540,
  ACST: 570,
  ACDT: 630,
  AEST: 600,
  AEDT: 660,
  NZST: 720,
  NZDT: 780,
  BRT: -180,
  AST: -240,
  ADT: -180,
  EST: -300,
  EDT: -240,
  CST: -360,
  CDT: -300,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
  AKST: -540,
  AKDT: -480,
  HST: -600,
};

/** Of an offset: Kiritimati is fourteen hours ahead of UTC. */
const MOST_MINUTES = 14 * 60;

const LONGEST = 4;

const MINUTES_OF = new Map(Object.entries(ABBREVIATIONS).map(([name, minutes]) => [nameKey(name), minutes]));

function nameKey(name: string): number {
  let key = 0;
  for (let i = 0; i < name.length; i++) key = key * 32 + (name.charCodeAt(i) - 64);
  return key;
}

/** 1 for the last two letters of each abbreviation. */
const LAST_TWO = 1023;
const ENDINGS = new Uint8Array(LAST_TWO + 1);
for (const key of MINUTES_OF.keys()) ENDINGS[key & LAST_TWO] = 1;

/**
 * Takes `Z`, `UTC`, `GMT+2`, an abbreviation such as `CEST`, `+hh`, `+hhmm` or `+hh:mm`, after a space too when it
 * cannot be anything else, and moves the time to UTC. Returns the position after it; `start` if there is no zone.
 */
export function readZone(reading: Reading, bytes: Uint8Array, start: number, end: number): number {
  const spaced = bytes[start] === SPACE;
  const at = spaced ? start + 1 : start;
  if (at >= end) return start;
  const first = bytes[at];
  if (first === PLUS || first === MINUS) {
    const next = readOffset(reading, bytes, at, end, spaced);
    return next < 0 ? start : next;
  }
  if (first === 90 || first === 122) {
    if (at + 1 < end && (BYTE_CLASS[bytes[at + 1]] & LETTER) !== 0) return start;
    reading.zoned = true;
    return at + 1;
  }
  if (first < 65 || first > 90) return start;
  const next = readAbbreviation(reading, bytes, at, end);
  return next < 0 ? start : next;
}

/** Takes an offset; one of hours alone only if nothing but a sign can come before them. */
function readOffset(reading: Reading, bytes: Uint8Array, at: number, end: number, spaced: boolean): number {
  const hours = twoDigits(bytes, at + 1);
  if (at + 3 > end || hours < 0 || hours > 18) return -1;
  const minutesAt = bytes[at + 3] === COLON ? at + 4 : at + 3;
  let minutes = minutesAt + 2 <= end ? twoDigits(bytes, minutesAt) : -1;
  if (minutes > 59 || (minutes < 0 && spaced)) return -1;
  const next = minutes < 0 ? at + 3 : minutesAt + 2;
  if (next < end && isDigit(bytes[next])) return -1;
  minutes = Math.max(minutes, 0);
  const offsetUs = hours * HOUR_US + minutes * MINUTE_US;
  reading.us += bytes[at] === PLUS ? -offsetUs : offsetUs;
  reading.zoned = true;
  return next;
}

/** Takes an offset in minutes, `+060`, as Db2 writes it. Returns the position after it; `start` if there is none. */
export function readMinutesOffset(reading: Reading, bytes: Uint8Array, start: number, end: number): number {
  const sign = bytes[start];
  if ((sign !== PLUS && sign !== MINUS) || start + 4 > end || !isDigit(bytes[start + 3])) return start;
  const tens = twoDigits(bytes, start + 1);
  const minutes = tens * 10 + bytes[start + 3] - 48;
  if (tens < 0 || minutes > MOST_MINUTES || (start + 4 < end && isDigit(bytes[start + 4]))) return start;
  reading.us += (sign === PLUS ? -minutes : minutes) * MINUTE_US;
  reading.zoned = true;
  return start + 4;
}

/** Takes an abbreviation that ends as a word does: `EST-gateway` and `UTCx` are none. */
function readAbbreviation(reading: Reading, bytes: Uint8Array, start: number, end: number): number {
  let key = 0;
  let at = start;
  while (at < end && at - start <= LONGEST && bytes[at] >= 65 && bytes[at] <= 90) key = key * 32 + (bytes[at++] - 64);
  // Most words behind a time are levels, which these tell without a call.
  if (at - start > LONGEST || ENDINGS[key & LAST_TWO] === 0) return -1;
  const minutes = MINUTES_OF.get(key);
  if (minutes === undefined) return -1;
  const next = at < end ? bytes[at] : SPACE;
  if (minutes === 0 && (next === PLUS || next === MINUS)) {
    const after = readSignedHours(reading, bytes, at, end);
    if (after > 0) return after;
  }
  const notAfter = minutes === 0 ? LETTER | DIGIT : NAME;
  if ((BYTE_CLASS[next] & notAfter) !== 0) return -1;
  reading.us -= minutes * MINUTE_US;
  reading.zoned = true;
  return at;
}

/** What may follow `GMT`: `+2`, or any other offset. */
function readSignedHours(reading: Reading, bytes: Uint8Array, at: number, end: number): number {
  const full = readOffset(reading, bytes, at, end, false);
  if (full > 0) return full;
  const hours = bytes[at + 1] - 48;
  if (at + 2 > end || !(hours >= 0 && hours <= 9) || (at + 2 < end && isDigit(bytes[at + 2]))) return -1;
  reading.us += bytes[at] === PLUS ? -hours * HOUR_US : hours * HOUR_US;
  reading.zoned = true;
  return at + 2;
}
