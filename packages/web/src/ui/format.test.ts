import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatBytes, formatChange, formatCompact, formatCount, formatShare } from "./format-number.ts";
import {
  formatAgo,
  formatBucket,
  formatClock,
  formatDate,
  formatDuration,
  formatMoment,
  formatTick,
  yearOf,
} from "./format-time.ts";
import { parseTypedTime, typedTime } from "./parse-time.ts";
import { visibleLine, visibleText } from "./visible-text.ts";

describe("times", () => {
  test("a clock has milliseconds, cut from the microseconds of the record", () => {
    expect(formatClock("2026-11-22T14:03:07.412999Z", "utc")).toBe("14:03:07.412");
  });

  test("a date is day, short month, year", () => {
    expect(formatDate("2026-09-02T00:00:00Z", "utc")).toBe("2 Sep 2026");
  });

  test("the year is the one on that clock", () => {
    expect(yearOf("2026-12-31T23:30:00.000Z", "utc")).toBe(2026);
    const newYear = new Date(2026, 0, 1).toISOString();
    expect(yearOf(newYear, "local")).toBe(2026);
    expect(yearOf(new Date(Date.parse(newYear) - 1).toISOString(), "local")).toBe(2025);
  });

  test("the viewer's clock differs from UTC by the zone's offset at that moment", () => {
    const iso = "2026-07-01T12:00:00.000Z";
    const local = new Date(iso);
    expect(formatMoment(iso, "local")).toContain(`${String(local.getHours()).padStart(2, "0")}:`);
    expect(formatDate(iso, "local").startsWith(`${local.getDate()} `)).toBe(true);
  });

  test("text that is no time is shown as it is", () => {
    expect(formatClock("yesterday", "utc")).toBe("yesterday");
  });

  test("axis labels get coarser as the span grows", () => {
    const at = "2026-11-22T14:03:07Z";
    const minute = 60_000;
    expect(formatTick(at, "utc", 5 * minute)).toBe("14:03:07");
    expect(formatTick(at, "utc", 60 * minute)).toBe("14:03");
    expect(formatTick(at, "utc", 2 * 1440 * minute)).toBe("22 Nov 14:03");
    expect(formatTick(at, "utc", 30 * 1440 * minute)).toBe("22 Nov");
    expect(formatTick(at, "utc", 700 * 1440 * minute)).toBe("Nov 2026");
  });

  test("a bucket says what it covers and names the date twice only when it must", () => {
    expect(formatBucket("2026-11-22T14:00:00Z", 3600, "utc")).toBe("22 Nov 2026 14:00 to 15:00");
    expect(formatBucket("2026-11-22T23:30:00Z", 3600, "utc")).toBe("22 Nov 2026 23:30 to 23 Nov 2026 00:30");
    expect(formatBucket("2026-11-22T14:00:00Z", 10, "utc")).toBe("22 Nov 2026 14:00:00 to 14:00:10");
    expect(formatBucket("2026-11-22T00:00:00Z", 172800, "utc")).toBe("22 Nov 2026 to 24 Nov 2026");
  });

  test("durations and ages use the unit one would say", () => {
    expect(formatDuration(3400)).toBe("3.4 s");
    expect(formatDuration(72 * 60_000)).toBe("1 h 12 min");
    const now = Date.parse("2026-11-22T12:00:00Z");
    expect(formatAgo("2026-11-22T11:57:00Z", now)).toBe("3 min ago");
    expect(formatAgo("2026-11-21T11:57:00Z", now)).toBe("yesterday");
  });
});

describe("typed times", () => {
  test.each([
    ["2026-11-22", "2026-11-22T00:00:00.000Z"],
    ["2026-11-22 14:03", "2026-11-22T14:03:00.000Z"],
    [" 2026-1-2T4:03:07,5 ", "2026-01-02T04:03:07.500Z"],
    ["2026-11-22T14:03:07+02:00", "2026-11-22T12:03:07.000Z"],
  ])("%s is understood", (typed, iso) => expect(parseTypedTime(typed, "utc")).toBe(iso));

  test.each(["", "noon", "2026-13-01", "2026-02-30", "2026-11-22 25:00", "22 Nov 2026"])("%s is refused", (typed) =>
    expect(parseTypedTime(typed, "utc")).toBeNull(),
  );

  test("what is written back is read as the same moment, on either clock", () => {
    const moments = fc.date({ min: new Date("1980-01-01"), max: new Date("2090-01-01"), noInvalidDate: true });
    fc.assert(
      fc.property(
        moments,
        (date) => parseTypedTime(typedTime(date.toISOString(), "utc"), "utc") === date.toISOString(),
      ),
    );
    const iso = "2026-07-01T12:34:56.789Z";
    expect(parseTypedTime(typedTime(iso, "local"), "local")).toBe(iso);
  });
});

describe("numbers", () => {
  test("counts are grouped and compact ones have three digits", () => {
    expect(formatCount(1234567)).toBe("1,234,567");
    expect([999, 1000, 12_345, 999_999, 1_234_567, 3e9].map(formatCompact)).toEqual([
      "999",
      "1K",
      "12.3K",
      "1M",
      "1.23M",
      "3B",
    ]);
  });

  test("bytes change unit before they reach four digits", () => {
    expect([0, 999, 1000, 438_000_000, 999_999].map(formatBytes)).toEqual(["0 B", "999 B", "1 KB", "438 MB", "1 MB"]);
  });

  test("a share never rounds something to nothing or part to all", () => {
    expect(formatShare(1, 100_000)).toBe("<0.1%");
    expect(formatShare(99_999, 100_000)).toBe(">99.9%");
    expect(formatShare(1, 8)).toBe("12.5%");
    expect(formatShare(5, 5)).toBe("100%");
    expect(formatShare(0, 0)).toBe("0%");
  });

  test("a change against nothing is not a number", () => {
    expect(formatChange(10, 0)).toBeNull();
    expect(formatChange(112, 100)).toBe("+12%");
    expect(formatChange(60, 100)).toBe("−40%");
    expect(formatChange(1000, 1001)).toBe("no change");
    expect(formatChange(235_204, 2000)).toBe("×118");
  });
});

describe("log text", () => {
  test("controls, escapes and direction overrides are written out", () => {
    expect(visibleText("a\u001b[31mb\u202ec\u0000")).toBe("a<U+001B>[31mb<U+202E>c<U+0000>");
  });

  test("ordinary text in any script is left alone", () => {
    const text = "<b>naïve</b> 日本 العربية 🎉\n\tat x";
    expect(visibleText(text)).toBe(text);
  });

  test("one line stays one line", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => !/[\r\n\t\u2028\u2029]/.test(visibleLine(text))));
  });
});
