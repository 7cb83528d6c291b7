import {
  type Captures,
  DECODED,
  FIRST_ATTRIBUTE,
  HOST,
  IGNORED,
  INNER,
  MESSAGE,
  SERVICE,
  TRACE_ID,
} from "../captures.ts";
import { SPACE, startsWith } from "../bytes.ts";
import { encodeText } from "../text.ts";
import { type LevelCode, NO_LEVEL, codeOfLevel } from "../level.ts";
import { levelOfLetter, levelOfNumber, levelOfOtelSeverity, levelOfWord } from "../level-word.ts";
import { isDigit } from "../timestamps/digits.ts";
import { parseAnyTimestamp } from "../timestamps/any-timestamp.ts";
import type { TimestampParser } from "../timestamps/timestamp-parser.ts";
import { type Key, ROLES } from "./key-table.ts";

const TIMESTAMP_ROLE = 0;
const LEVEL_ROLE = 1;
const COLUMN_OF_ROLE = Int32Array.of(IGNORED, IGNORED, SERVICE, HOST, MESSAGE, TRACE_ID, INNER, IGNORED);
const NANOSECOND_ROLE = 7;
const NO_CAPTURE = -1;
const INFO = codeOfLevel("INFO");
/** The level of what `console.log` writes; elsewhere the word is none. */
const LOG = encodeText("log");

/** Collects the named values of one line and then decides which of them are its timestamp, level, message and so on. */
export class FieldCollector {
  /** How many of the required keys the line has had so far. */
  requiredSeen = 0;
  readonly #timestamps: TimestampParser;
  readonly #best = new Int32Array(ROLES.length);
  readonly #bestPriority = new Int32Array(ROLES.length);
  /** Whether the best candidate of a role stays an attribute too. */
  readonly #isKept = new Uint8Array(ROLES.length);
  #isOtelSeverity = false;

  constructor(timestamps: TimestampParser) {
    this.#timestamps = timestamps;
  }

  begin(): void {
    this.#best.fill(NO_CAPTURE);
    this.requiredSeen = 0;
  }

  add(key: Key, captures: Captures, start: number, end: number): void {
    const role = key.role;
    this.pass(key);
    if (role >= 0 && end > start && (this.#best[role] === NO_CAPTURE || key.priority < this.#bestPriority[role])) {
      this.#best[role] = captures.count;
      this.#bestPriority[role] = key.priority;
      this.#isKept[role] = key.isKept ? 1 : 0;
      if (role === LEVEL_ROLE) this.#isOtelSeverity = key.isOtelSeverity;
    }
    captures.add(FIRST_ATTRIBUTE + key.attribute, start, end);
  }

  /** The line has a key whose value is read piece by piece. */
  pass(key: Key): void {
    if (key.required) this.requiredSeen++;
  }

  /** Turns the best candidate of each role into its column; the others stay attributes. */
  finish(bytes: Uint8Array, captures: Captures): void {
    for (let role = 0; role < ROLES.length; role++) {
      const at = this.#best[role];
      if (at === NO_CAPTURE || at >= captures.count) continue;
      if (role === TIMESTAMP_ROLE) {
        if (!this.#readTimestamp(bytes, captures, at)) continue;
      } else if (role === LEVEL_ROLE) {
        if (!readLevel(bytes, captures, at, this.#isOtelSeverity)) continue;
      } else if (role === NANOSECOND_ROLE) addNanoseconds(bytes, captures, at);
      if (this.#isKept[role] === 1) captures.add(COLUMN_OF_ROLE[role], captures.start[at], captures.end[at]);
      else captures.field[at] = COLUMN_OF_ROLE[role];
    }
  }

  #readTimestamp(bytes: Uint8Array, captures: Captures, at: number): boolean {
    const decoded = captures.start[at] >= DECODED;
    const source = decoded ? captures.decoded.bytes : bytes;
    const base = decoded ? DECODED : 0;
    const start = captures.start[at] - base;
    const end = captures.end[at] - base;
    if (!parseAnyTimestamp(this.#timestamps, source, start, end)) return false;
    captures.timestampUs = this.#timestamps.us;
    captures.yearless = this.#timestamps.yearless;
    return true;
  }
}

/** Adds the part of a second that is given beside a time in whole seconds. */
function addNanoseconds(bytes: Uint8Array, captures: Captures, at: number): void {
  const nanoseconds = captures.start[at] >= DECODED ? NaN : digitsAsNumber(bytes, captures.start[at], captures.end[at]);
  if (nanoseconds < 1e9 && captures.timestampUs % 1e6 === 0) captures.timestampUs += Math.floor(nanoseconds / 1000);
}

function readLevel(bytes: Uint8Array, captures: Captures, at: number, isOtelSeverity: boolean): boolean {
  const start = captures.start[at];
  const end = captures.end[at];
  if (start >= DECODED) return false;
  // Some pad their level words.
  let wordEnd = end;
  while (wordEnd > start && bytes[wordEnd - 1] === SPACE) wordEnd--;
  let level = levelOfWord(bytes, start, wordEnd);
  if (level === NO_LEVEL && end - start <= 2) {
    const number = digitsAsNumber(bytes, start, end);
    if (Number.isNaN(number)) level = levelOfInitial(bytes, start, end);
    else level = isOtelSeverity ? levelOfOtelSeverity(number) : levelOfNumber(number);
  }
  if (level === NO_LEVEL && wordEnd - start === LOG.length && startsWith(bytes, start, end, LOG)) level = INFO;
  captures.level = level;
  return level !== NO_LEVEL;
}

/** `I`, or `D2`, as MongoDB numbers its debug levels. */
function levelOfInitial(bytes: Uint8Array, start: number, end: number): LevelCode {
  return end - start === 1 || isDigit(bytes[start + 1]) ? levelOfLetter(bytes[start]) : NO_LEVEL;
}

/** NaN unless all of `[start, end)` is decimal digits, at least one. */
function digitsAsNumber(bytes: Uint8Array, start: number, end: number): number {
  let value = end > start ? 0 : NaN;
  for (let at = start; at < end; at++) value = isDigit(bytes[at]) ? value * 10 + (bytes[at] - 48) : NaN;
  return value;
}
