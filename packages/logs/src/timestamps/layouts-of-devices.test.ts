import { expect, test } from "vitest";
import { isoOf } from "../reader/testing/rows.ts";
import { encodeText } from "../text.ts";
import { TIMESTAMP_LAYOUTS, TimestampParser } from "./timestamp-parser.ts";
import { YearlessClock } from "./yearless-clock.ts";

type Layout = (typeof TIMESTAMP_LAYOUTS)[number];

const parser = new TimestampParser(new YearlessClock(Date.UTC(2026, 11, 1)));

/** The timestamp at the start of a text, and the text after it. */
function parse(layout: Layout, text: string) {
  const bytes = encodeText(text);
  const end = parser.parse(TIMESTAMP_LAYOUTS.indexOf(layout), bytes, 0, bytes.length);
  return end < 0 ? null : [isoOf(parser.us), text.slice(end)];
}

test.each<[Layout, string, string]>([
  ["apart", "2026-11-22 time=14:03:07 x", " x"],
  ["apart", '2026-11-22" time="14:03:07" x', '" x'],
  ["apart", "2026/11/22 14:03:07,192.0.2.7", ",192.0.2.7"],
  ["monthday", "11/22-14:03:07 x", " x"],
  ["compact", "20261122:140307 x", " x"],
  ["monthday", "11.22 14:03:07] x", "] x"],
])("in layout %s the time of %s is read", (layout, text, rest) => {
  expect(parse(layout, text)).toEqual(["2026-11-22T14:03:07.000000Z", rest]);
});

test.each<[Layout, string]>([
  ["apart", "2026-11-2214:03:07"],
  ["apart", "2026-11-22 at the time of 14:03:07"],
  ["apart", "2026-13-22 time=14:03:07"],
  ["apart", "2026-11-22 time=14:63:07"],
  ["monthday", "11-22-14:03:07 x"],
  ["fraction", "x"],
])("in layout %s no time is read from %s", (layout, text) => expect(parse(layout, text)).toBeNull());

test("a time without seconds ends with its text, whatever stands behind", () => {
  const bytes = encodeText("2026-11-22 14:03:07");
  expect(parser.parse(TIMESTAMP_LAYOUTS.indexOf("iso"), bytes, 0, 16)).toBe(16);
  expect(isoOf(parser.us)).toBe("2026-11-22T14:03:00.000000Z");
});

test("a fraction belongs to the timestamp before it, whose zone is known", () => {
  parse("epoch", "1795356187.25");
  expect(parse("fraction", "412345 x")).toEqual(["2026-11-22T14:03:07.412345Z", " x"]);
});
