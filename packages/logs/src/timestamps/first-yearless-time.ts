import { LF } from "../bytes.ts";
import { intEnd } from "../pattern/spans.ts";
import { DAY_US } from "./calendar.ts";
import { TIMESTAMP_LAYOUTS, TimestampParser } from "./timestamp-parser.ts";
import { yearEvidence } from "./year-evidence.ts";
import { YearlessClock } from "./yearless-clock.ts";

const LAYOUTS = ["bsd", "monthday", "klog"].map((name) => TIMESTAMP_LAYOUTS.indexOf(name as never));

/** As many lines must tell of a year before it is believed: one may name any day of any year. */
const MIN_EVIDENCE = 2;

/**
 * The time (ms since the epoch) of the first year-less timestamp of a file, for {@link LogReaderOptions}, from its
 * first and its last bytes. Full dates in the lines tell the year; else it is the latest for which the file ends before
 * the reference time: read from the front alone, a file that runs from October to March and arrives in December would
 * seem to begin in the October just past. Undefined where lines carry years or no times.
 */
export function firstYearlessTimeMs(head: Uint8Array, tail: Uint8Array, referenceTimeMs: number): number | undefined {
  const last = yearlessTimes(tail, new YearlessClock(referenceTimeMs));
  if (last.times.length === 0) return undefined;
  const lastUs = evidenceOf(last.evidence) ?? last.times.at(-1)!;
  const first = yearlessTimes(head, new YearlessClock(lastUs / 1000));
  if (first.times.length === 0) return undefined;
  const known = evidenceOf(first.evidence);
  return (known === undefined ? first.times[0]! : inYearOf(first.times[0]!, known, referenceTimeMs)) / 1000;
}

/** A day in the year of which most dates tell, if enough do. */
function evidenceOf(days: readonly number[]): number | undefined {
  const yearOf = (us: number) => new Date(us / 1000).getUTCFullYear();
  const most = [...new Set(days.map(yearOf))]
    .map((year) => days.filter((day) => yearOf(day) === year))
    .toSorted((a, b) => b.length - a.length)[0];
  return most !== undefined && most.length >= MIN_EVIDENCE ? most[0] : undefined;
}

/** A time moved by years, so that it is as near to a day as it can be. */
function inYearOf(us: number, dayUs: number, referenceTimeMs: number): number {
  const date = new Date(us / 1000);
  const clock = new YearlessClock(referenceTimeMs);
  clock.lastUs = dayUs;
  const placed = clock.place(date.getUTCMonth() + 1, date.getUTCDate(), us - Math.floor(us / DAY_US) * DAY_US);
  return Number.isNaN(placed) ? us : placed;
}

/** Year-less timestamps at the beginnings of lines, and days that the lines tell of, in microseconds since the epoch. */
function yearlessTimes(bytes: Uint8Array, clock: YearlessClock): { times: number[]; evidence: number[] } {
  const timestamps = new TimestampParser(clock);
  const times: number[] = [];
  const evidence: number[] = [];
  const latestUs = clock.latestUs;
  for (let start = 0; start < bytes.length;) {
    const found = bytes.indexOf(LF, start);
    const end = found < 0 ? bytes.length : found;
    const from = afterPrefix(bytes, start, end);
    const isFound = LAYOUTS.some((layout) => timestamps.parse(layout, bytes, from, end) > 0 && timestamps.yearless);
    if (isFound) {
      times.push((clock.lastUs = timestamps.us));
      const dayUs = yearEvidence(bytes, from, end, timestamps.us, latestUs);
      if (!Number.isNaN(dayUs)) evidence.push(dayUs);
    }
    start = end + 1;
  }
  return { times, evidence };
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
