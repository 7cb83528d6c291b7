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
import { LF } from "../bytes.ts";
import { type LevelCode, NO_LEVEL } from "../level.ts";
import { parseAnyTimestamp } from "../timestamps/any-timestamp.ts";
import type { TimestampParser } from "../timestamps/timestamp-parser.ts";
import { type Key, ROLES } from "./key-table.ts";
import { digitsAsNumber, levelOfValue } from "./level-value.ts";

const TIMESTAMP_ROLE = 0;
const LEVEL_ROLE = 1;
const COLUMN_OF_ROLE = Int32Array.of(IGNORED, IGNORED, SERVICE, HOST, MESSAGE, TRACE_ID, INNER, IGNORED);
const MESSAGE_ROLE = 4;
const NANOSECOND_ROLE = 7;
const NO_CAPTURE = -1;

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
  /** The values added belong to a further record in the same line: of those only message and level are kept. */
  isFurther = false;
  #furtherValues: { readonly key: Key; readonly start: number; readonly end: number }[] = [];

  constructor(timestamps: TimestampParser) {
    this.#timestamps = timestamps;
  }

  begin(): void {
    this.#best.fill(NO_CAPTURE);
    this.requiredSeen = 0;
    this.isFurther = false;
    if (this.#furtherValues.length > 0) this.#furtherValues = [];
  }

  add(key: Key, captures: Captures, start: number, end: number): void {
    const role = key.role;
    if (this.isFurther) {
      this.#furtherValues.push({ key, start, end });
      return;
    }
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
        if (captures.start[at] >= DECODED) continue;
        const level = levelOfValue(bytes, captures.start[at], captures.end[at], this.#isOtelSeverity);
        captures.level = level;
        if (level === NO_LEVEL) continue;
      } else if (role === NANOSECOND_ROLE) addNanoseconds(bytes, captures, at);
      if (this.#isKept[role] === 1) captures.add(COLUMN_OF_ROLE[role], captures.start[at], captures.end[at]);
      else captures.field[at] = COLUMN_OF_ROLE[role];
    }
    if (this.#furtherValues.length > 0) {
      captures.level = this.#mostSevere(bytes, captures.level as LevelCode);
      this.#joinMessages(bytes, captures);
    }
  }

  #mostSevere(bytes: Uint8Array, first: LevelCode): LevelCode {
    let found = first;
    for (const { key, start, end } of this.#furtherValues) {
      if (key.role !== LEVEL_ROLE || start >= DECODED) continue;
      const level = levelOfValue(bytes, start, end, key.isOtelSeverity);
      // The most severe level has the lowest code.
      if (level !== NO_LEVEL && (found === NO_LEVEL || level < found)) found = level;
    }
    return found;
  }

  /** The message becomes those of all records, a line each. */
  #joinMessages(bytes: Uint8Array, captures: Captures): void {
    const { decoded } = captures;
    const joinedStart = decoded.length;
    const at = captures.indexOf(MESSAGE);
    const first = at < 0 ? [] : [{ start: captures.start[at], end: captures.end[at] }];
    const further = this.#furtherValues.filter(({ key }) => key.role === MESSAGE_ROLE);
    if (further.length === 0) return;
    for (const { start, end } of [...first, ...further]) {
      const base = start >= DECODED ? DECODED : 0;
      if (decoded.length > joinedStart) decoded.push(LF);
      decoded.append((base === 0 ? bytes : decoded.bytes).subarray(start - base, end - base));
    }
    if (at < 0) captures.add(MESSAGE, DECODED + joinedStart, DECODED + decoded.length);
    else {
      captures.start[at] = DECODED + joinedStart;
      captures.end[at] = DECODED + decoded.length;
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
