import { describe, expect, test } from "vitest";
import { chooseRange, MAX_WINDOWS, WINDOW_SECONDS } from "./analysis-range.ts";

const DATA = { firstTimestamp: "2026-03-14T08:01:00Z", lastTimestamp: "2026-03-14T12:30:00Z" };
const OPEN = { start: null, end: null };

describe("the range of an analysis", () => {
  test("is that of the data, its last minute included, where none is asked for", () => {
    expect(chooseRange(OPEN, DATA)).toEqual({
      start: new Date("2026-03-14T08:01:00Z"),
      end: new Date("2026-03-14T12:31:00Z"),
      isFirstPartial: true,
      isLastPartial: true,
      note: null,
    });
  });

  test("is what is asked for as far as there is data", () => {
    const asked = { start: new Date("2026-03-14T10:00:00Z"), end: new Date("2027-01-01") };
    expect(chooseRange(asked, DATA)).toMatchObject({
      start: asked.start,
      end: new Date("2026-03-14T12:31:00Z"),
      isFirstPartial: false,
    });
    expect(chooseRange({ start: new Date("2027-01-01"), end: null }, DATA)).toBeNull();
    expect(chooseRange(OPEN, { firstTimestamp: null, lastTimestamp: null })).toBeNull();
  });

  test("has a bounded number of windows, the last ones, and says so", () => {
    const range = chooseRange(OPEN, { firstTimestamp: "2015-05-17T10:05:00Z", lastTimestamp: DATA.lastTimestamp })!;
    const windows =
      (Math.ceil(range.end.getTime() / (WINDOW_SECONDS * 1000)) * WINDOW_SECONDS * 1000 - range.start.getTime()) /
      (WINDOW_SECONDS * 1000);
    expect(windows).toBe(MAX_WINDOWS);
    expect(range.note).toMatch(/Only the last 20000 windows of 2 minutes \(27 days\) were analysed, from 2026-02-/);
  });
});
