// Each takes a field that begins at `start`, notes what it says, and returns the position after it, or -1 if there is none.
import { BYTE_CLASS, DASH, DIGIT, LETTER, NAME, SLASH, SPACE } from "../bytes.ts";
import type { Captures } from "../captures.ts";
import { levelOfHttpStatus, levelOfLetter, levelOfSyslogSeverity, levelOfWord } from "../level-word.ts";
import type { TimestampParser } from "../timestamps/timestamp-parser.ts";
import { intEnd } from "./spans.ts";

const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;

/** A timestamp; one that begins with its year also in square brackets. */
export function takeTimestamp(
  timestamps: TimestampParser,
  layout: number,
  bytes: Uint8Array,
  start: number,
  end: number,
  captures: Captures,
): number {
  const bracketed = layout === 0 && bytes[start] === OPEN_BRACKET;
  const next = timestamps.parse(layout, bytes, bracketed ? start + 1 : start, end);
  if (next < 0 || (bracketed && (next >= end || bytes[next] !== CLOSE_BRACKET))) return -1;
  captures.timestampUs = timestamps.us;
  captures.yearless = timestamps.yearless;
  return bracketed ? next + 1 : next;
}

/** A level word, alone or in brackets that may pad it: `INFO`, `[info ]`, `<WARN>`. */
export function takeLevelWord(bytes: Uint8Array, start: number, end: number, captures: Captures): number {
  let at = start;
  const closing = closingOf(bytes[at]);
  if (closing !== 0) {
    at++;
    while (at < end && bytes[at] === SPACE) at++;
  }
  const wordStart = at;
  while (at < end && (BYTE_CLASS[bytes[at]] & LETTER) !== 0) at++;
  const level = levelOfWord(bytes, wordStart, at);
  // Some number their levels: trace1, DEBUG2.
  if (level !== 0 && at < end && (BYTE_CLASS[bytes[at]] & DIGIT) !== 0) at++;
  if (level === 0 || (at < end && bytes[at] !== DASH && bytes[at] !== SLASH && (BYTE_CLASS[bytes[at]] & NAME) !== 0))
    return -1;
  if (closing !== 0) {
    while (at < end && bytes[at] === SPACE) at++;
    if (at >= end || bytes[at] !== closing) return -1;
    at++;
  }
  captures.level = level;
  return at;
}

/** A level word that begins with two capitals. */
export function takeLevelCapitals(bytes: Uint8Array, start: number, end: number, captures: Captures): number {
  const isInCapitals = start + 1 < end && isCapital(bytes[start]) && isCapital(bytes[start + 1]);
  return isInCapitals ? takeLevelWord(bytes, start, end, captures) : -1;
}

export function takeLevelLetter(bytes: Uint8Array, start: number, end: number, captures: Captures): number {
  const level = start < end ? levelOfLetter(bytes[start]) : 0;
  if (level === 0) return -1;
  captures.level = level;
  return start + 1;
}

/** A syslog priority: facility * 8 + severity, at most 191. */
export function takePriority(bytes: Uint8Array, start: number, end: number, captures: Captures): number {
  const at = intEnd(bytes, start, end);
  if (at < 0 || at - start > 3) return -1;
  const priority = numberAt(bytes, start, at);
  if (priority > 191) return -1;
  captures.level = levelOfSyslogSeverity(priority % 8);
  return at;
}

/** An HTTP status, which is a level and a field. */
export function takeStatus(bytes: Uint8Array, start: number, end: number, captures: Captures, field: number): number {
  const at = intEnd(bytes, start, end);
  if (at - start !== 3) return -1;
  captures.level = levelOfHttpStatus(numberAt(bytes, start, at));
  captures.add(field, start, at);
  return at;
}

export function addTrimmed(captures: Captures, field: number, bytes: Uint8Array, start: number, end: number): void {
  let from = start;
  let to = end;
  while (from < to && bytes[from] === SPACE) from++;
  while (to > from && bytes[to - 1] === SPACE) to--;
  captures.add(field, from, to);
}

function closingOf(opening: number): number {
  if (opening === OPEN_BRACKET) return CLOSE_BRACKET;
  if (opening === 40) return 41;
  return opening === 60 ? 62 : 0;
}

function isCapital(byte: number): boolean {
  return byte >= 65 && byte <= 90;
}

function numberAt(bytes: Uint8Array, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end && (BYTE_CLASS[bytes[at]] & DIGIT) !== 0; at++) value = value * 10 + (bytes[at] - 48);
  return value;
}
