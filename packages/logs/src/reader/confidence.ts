import { type Captures, HOST, MESSAGE, SERVICE } from "../captures.ts";

// What the parts of a record are worth, in percent.
const TIMESTAMP_WORTH = 40;
const LEVEL_WORTH = 25;
const MESSAGE_WORTH = 20;
const ORIGIN_WORTH = 15;

const PARTIAL = 1;
const PARSED = 2;

/** Percent of what makes a whole record that was found: its time, its level, its message and where it comes from. */
export function confidenceOf(captures: Captures): number {
  let worth = Number.isNaN(captures.timestampUs) ? 0 : TIMESTAMP_WORTH;
  if (captures.level !== 0) worth += LEVEL_WORTH;
  if (captures.has(MESSAGE)) worth += MESSAGE_WORTH;
  if (captures.has(SERVICE) || captures.has(HOST)) worth += ORIGIN_WORTH;
  return worth;
}

/** Code of the parse status of a record that a format took. */
export function statusOf(captures: Captures): number {
  const whole = !Number.isNaN(captures.timestampUs) && captures.level !== 0 && captures.has(MESSAGE);
  return whole ? PARSED : PARTIAL;
}
