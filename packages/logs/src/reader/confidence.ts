import { type Captures, HOST, INNER, MESSAGE, SERVICE } from "../captures.ts";

// What the parts of a record are worth, in percent.
const TIMESTAMP_WORTH = 40;
const LEVEL_WORTH = 25;
const MESSAGE_WORTH = 20;
const ORIGIN_WORTH = 15;
const COMPLETE_WORTH = TIMESTAMP_WORTH + LEVEL_WORTH + MESSAGE_WORTH;

const HAS_MESSAGE = (1 << MESSAGE) | (1 << INNER);
const HAS_ORIGIN = (1 << SERVICE) | (1 << HOST);

export function confidenceOfParts(
  hasTimestamp: boolean,
  hasLevel: boolean,
  hasMessage: boolean,
  hasOrigin: boolean,
): number {
  let worth = 0;
  if (hasTimestamp) worth += TIMESTAMP_WORTH;
  if (hasLevel) worth += LEVEL_WORTH;
  if (hasMessage) worth += MESSAGE_WORTH;
  if (hasOrigin) worth += ORIGIN_WORTH;
  return worth;
}

/** As `confidenceOf`, of a record of so much confidence whose level is found late; 0 is that of a failed one. */
export function confidenceWithLevel(confidence: number): number {
  return confidence === 0 ? LEVEL_WORTH + MESSAGE_WORTH : Math.min(confidence + LEVEL_WORTH, 100);
}

/** Percent of what makes a whole record that was found: its time, its level, its message and where it comes from. */
export function confidenceOf(captures: Captures): number {
  const columns = captures.columns();
  const worth = confidenceOfParts(
    !Number.isNaN(captures.timestampUs),
    captures.level !== 0,
    (columns & HAS_MESSAGE) !== 0,
    (columns & HAS_ORIGIN) !== 0,
  );
  return captures.complete ? Math.max(worth, COMPLETE_WORTH) : worth;
}

const PARTIAL = 1;
const PARSED = 2;

/** Code of the parse status of a record that a format took and whose confidence is `confidence`. */
export function statusOf(confidence: number): number {
  return confidence >= COMPLETE_WORTH ? PARSED : PARTIAL;
}
