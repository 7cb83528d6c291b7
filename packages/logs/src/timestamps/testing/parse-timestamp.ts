import { isoOf } from "../../reader/testing/rows.ts";
import { encodeText } from "../../text.ts";
import { TIMESTAMP_LAYOUTS, TimestampParser } from "../timestamp-parser.ts";
import { YearlessClock } from "../yearless-clock.ts";

export type Layout = (typeof TIMESTAMP_LAYOUTS)[number];

export const REFERENCE = Date.UTC(2026, 11, 1);

/** What stands in the buffer behind a text, where a parser must not look. */
const BEHIND = ":07.412 +0100 2031";

/** The timestamp at the start of a text, and the text after it. */
export function parse(layout: Layout, text: string, referenceTimeMs = REFERENCE) {
  const parser = new TimestampParser(new YearlessClock(referenceTimeMs));
  const { length } = encodeText(text);
  const end = parser.parse(TIMESTAMP_LAYOUTS.indexOf(layout), encodeText(text + BEHIND), 0, length);
  return end < 0 ? null : [isoOf(parser.us), text.slice(end)];
}
