import { TIMESTAMP_LAYOUTS, type TimestampParser } from "./timestamp-parser.ts";

// The most telling first: digits alone may be an epoch or begin other layouts.
const LAYOUTS = ["iso", "clf", "bsd", "ctime", "epoch", "compact", "mdy", "short", "dmy", "monthday", "tai64n"].map(
  (name) => TIMESTAMP_LAYOUTS.indexOf(name as never),
);

const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;

/**
 * Whether all of `[start, end)` is a timestamp in one of the layouts that say a day, in square brackets or not; what it
 * says is then in `timestamps`. 3/4/2026 is read as in the United States, 3.4.2026 as in Europe.
 */
export function parseAnyTimestamp(timestamps: TimestampParser, bytes: Uint8Array, start: number, end: number): boolean {
  const isBracketed = end - start > 2 && bytes[start] === OPEN_BRACKET && bytes[end - 1] === CLOSE_BRACKET;
  return isBracketed ? isTimestamp(timestamps, bytes, start + 1, end - 1) : isTimestamp(timestamps, bytes, start, end);
}

function isTimestamp(timestamps: TimestampParser, bytes: Uint8Array, start: number, end: number): boolean {
  for (const layout of LAYOUTS) {
    if (timestamps.parse(layout, bytes, start, end) === end && !Number.isNaN(timestamps.us)) return true;
  }
  return false;
}
