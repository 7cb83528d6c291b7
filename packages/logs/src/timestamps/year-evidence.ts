import { decodeText } from "../text.ts";
import { DAY_US, daysSinceEpoch, isDay } from "./calendar.ts";

const MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
const NUMERIC = /\b((?:19|20)\d\d)[-/](\d\d)[-/](\d\d)[T ]\d\d:\d\d/;
const NAMED = /\b(\d\d)[/ -]([A-Z][a-z]{2})[/ -]((?:19|20)\d\d)[: ]\d\d:\d\d/;
/** Longer lines are looked at no further. */
const MAX_BYTES = 1000;

/**
 * The year (microseconds since the epoch of a day in it) that a full date inside a line tells of the year-less
 * timestamp at its beginning, whose place in the year `us` has: `Feb 25 16:19:49 lb haproxy[7]: … [25/Feb/2019:16:19:48]`.
 * The two must be at most a day apart; NaN if there is no such date, or it is later than `latestUs`.
 */
export function yearEvidence(bytes: Uint8Array, start: number, end: number, us: number, latestUs: number): number {
  const text = decodeText(bytes, start, Math.min(end, start + MAX_BYTES));
  const day = dayIn(text);
  if (Number.isNaN(day) || day > latestUs) return NaN;
  const year = new Date(day / 1000).getUTCFullYear();
  for (const other of [year - 1, year, year + 1]) {
    if (Math.abs(inYear(us, other) - day) <= 2 * DAY_US) return day;
  }
  return NaN;
}

function dayIn(text: string): number {
  const numeric = NUMERIC.exec(text);
  if (numeric !== null) return dayUs(Number(numeric[1]), Number(numeric[2]), Number(numeric[3]));
  const named = NAMED.exec(text);
  if (named === null) return NaN;
  return dayUs(Number(named[3]), MONTHS.indexOf(named[2]!.toLowerCase()) / 3 + 1, Number(named[1]));
}

function dayUs(year: number, month: number, day: number): number {
  return Number.isInteger(month) && isDay(year, month, day) ? daysSinceEpoch(year, month, day) * DAY_US : NaN;
}

/** The same month, day and time in another year. */
function inYear(us: number, year: number): number {
  const date = new Date(us / 1000);
  date.setUTCFullYear(year);
  return date.getTime() * 1000;
}
