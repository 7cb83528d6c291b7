import type { AttributeNames } from "../attribute-names.ts";
import { CR, LF } from "../bytes.ts";
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
import type { LineFormat } from "../formats/line-format.ts";

const SECOND_US = 1_000_000;
const QUARTER_US = 15 * 60 * SECOND_US;
/** No zones are further apart than 26 hours. */
const MAX_QUARTERS = 26 * 4;

const ORIGIN_COLUMNS = [
  [SERVICE, "service"],
  [HOST, "host"],
  [TRACE_ID, "trace_id"],
] as const;

/** Whether a line that `format` took may hold one of another format. */
export function mayHoldLine({ carries }: LineFormat, captures: Captures): boolean {
  return carries !== undefined && (carries !== "levelless" || captures.level === 0);
}

/** Makes the inner line of a line that `format` took its message, and returns its index; -1 if it has none. */
export function openEnvelope(format: LineFormat, captures: Captures): number {
  if (!mayHoldLine(format, captures)) return -1;
  if (format.carries !== "inner") return captures.indexOf(MESSAGE);
  const at = captures.indexOf(INNER);
  if (at >= 0) captures.field[at] = MESSAGE;
  return at;
}

/** Leaves the line end off span `at`; returns whether there was one. */
export function leaveOffLineEnd(captures: Captures, at: number, bytes: Uint8Array): boolean {
  const base = captures.end[at] >= DECODED ? DECODED : 0;
  const start = captures.start[at] - base;
  let end = captures.end[at] - base;
  const ends = end > start && bytes[end - 1] === LF;
  if (ends) end--;
  if (end > start && bytes[end - 1] === CR) end--;
  captures.end[at] = end + base;
  return ends;
}

/**
 * A hash of where a line comes from: of all that its format found in it but the time, the level and the message, and of
 * `seed`, that of the line around it.
 */
export function originOf(captures: Captures, raw: Uint8Array, seed: number): number {
  const decoded = captures.decoded.bytes;
  let hash = Math.imul(seed, 31) + 1;
  for (let i = 0; i < captures.count; i++) {
    const field = captures.field[i];
    if (field < 0 || field === MESSAGE) continue;
    const isDecoded = captures.start[i] >= DECODED;
    const bytes = isDecoded ? decoded : raw;
    const base = isDecoded ? DECODED : 0;
    hash = Math.imul(hash, 31) + field;
    for (let at = captures.start[i] - base; at < captures.end[i] - base; at++) hash = Math.imul(hash, 31) + bytes[at];
  }
  return hash | 0;
}

/**
 * Adds to what was found in a line what was found in the line inside it, its span `at`. Time, level, message and origin
 * of the inner line come first; where it has its own, the outer service and host become attributes.
 */
export function addInner(outer: Captures, at: number, inner: Captures, names: AttributeNames): void {
  const columns = inner.columns();
  if ((columns & (1 << MESSAGE)) !== 0) outer.field[at] = IGNORED;
  for (const [column, name] of ORIGIN_COLUMNS) {
    if ((columns & (1 << column)) === 0) continue;
    const own = outer.indexOf(column);
    if (own >= 0) outer.field[own] = FIRST_ATTRIBUTE + names.idOf(name);
  }
  for (let i = 0; i < inner.count; i++) outer.add(inner.field[i], inner.start[i], inner.end[i]);
  if (inner.level !== 0) outer.level = inner.level;
  outer.complete ||= inner.complete;
  if (Number.isNaN(inner.timestampUs) || isWorse(inner, outer)) return;
  outer.timestampUs = inner.timestampUs;
  outer.yearless ||= inner.yearless;
}

/** Whether the time of an inner line, written before that of the line around it, says less than that one. */
function isWorse(inner: Captures, outer: Captures): boolean {
  if (Number.isNaN(outer.timestampUs)) return false;
  // A guessed year is worse than a known one.
  if (inner.yearless && !outer.yearless) return true;
  const lateUs = outer.timestampUs - inner.timestampUs;
  // So is a whole second.
  if (lateUs >= 0 && lateUs < SECOND_US && inner.timestampUs % SECOND_US === 0) return true;
  // Times that differ by hours and quarters are one moment on clocks of two zones: containers seldom name theirs.
  const quarters = Math.round(lateUs / QUARTER_US);
  return (
    quarters !== 0 && Math.abs(quarters) <= MAX_QUARTERS && Math.abs(lateUs - quarters * QUARTER_US) < 5 * SECOND_US
  );
}
