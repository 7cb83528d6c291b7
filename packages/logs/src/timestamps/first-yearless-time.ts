import { LF } from "../bytes.ts";
import { intEnd } from "../pattern/spans.ts";
import { TIMESTAMP_LAYOUTS, TimestampParser } from "./timestamp-parser.ts";
import { YearlessClock } from "./yearless-clock.ts";

const LAYOUTS = ["bsd", "monthday", "klog"].map((name) => TIMESTAMP_LAYOUTS.indexOf(name as never));

/**
 * The time (ms since the epoch) of the first year-less timestamp of a file, for {@link LogReaderOptions}, from its
 * first and its last bytes: read from the front alone, a file that runs from October to March and arrives in December
 * would seem to begin in the October just past. Undefined where lines carry years or no times.
 */
export function firstYearlessTimeMs(head: Uint8Array, tail: Uint8Array, referenceTimeMs: number): number | undefined {
  const lastUs = yearlessTimes(tail, new YearlessClock(referenceTimeMs)).at(-1);
  if (lastUs === undefined) return undefined;
  const firstUs = yearlessTimes(head, new YearlessClock(lastUs / 1000))[0];
  return firstUs === undefined ? undefined : firstUs / 1000;
}

/** Microseconds since the epoch of the year-less timestamps at the beginnings of lines. */
function yearlessTimes(bytes: Uint8Array, clock: YearlessClock): number[] {
  const timestamps = new TimestampParser(clock);
  const times: number[] = [];
  for (let start = 0; start < bytes.length;) {
    const found = bytes.indexOf(LF, start);
    const end = found < 0 ? bytes.length : found;
    const from = afterPrefix(bytes, start, end);
    const isFound = LAYOUTS.some((layout) => timestamps.parse(layout, bytes, from, end) > 0 && timestamps.yearless);
    if (isFound) times.push((clock.lastUs = timestamps.us));
    start = end + 1;
  }
  return times;
}

/** Skips a syslog priority, `<34>`, or the letter with which klog begins. */
function afterPrefix(bytes: Uint8Array, start: number, end: number): number {
  if (bytes[start] === 60) {
    const close = intEnd(bytes, start + 1, end);
    if (close > 0 && bytes[close] === 62) return close + 1;
  }
  const isKlog = "IWEF".includes(String.fromCharCode(bytes[start])) && intEnd(bytes, start + 1, end) === start + 5;
  return isKlog ? start + 1 : start;
}
