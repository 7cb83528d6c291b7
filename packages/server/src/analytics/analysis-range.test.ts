import { describe, expect, test } from "vitest";
import { chooseRange, MAX_WINDOWS } from "./analysis-range.ts";

const DATA = { firstTimestamp: "2026-03-14T08:01:00Z", lastTimestamp: "2026-03-14T12:30:00Z" };
const OPEN = { start: null, end: null, windowSeconds: null };

describe("the range of an analysis", () => {
  test("is that of the data, its last minute included, where none is asked for", () => {
    expect(chooseRange(OPEN, DATA)).toEqual({
      start: new Date("2026-03-14T08:01:00Z"),
      end: new Date("2026-03-14T12:31:00Z"),
      windowSeconds: 120,
      isFirstPartial: true,
      isLastPartial: true,
      note: null,
    });
  });

  test("is what is asked for as far as there is data", () => {
    const asked = { ...OPEN, start: new Date("2026-03-14T10:00:00Z"), end: new Date("2027-01-01") };
    expect(chooseRange(asked, DATA)).toMatchObject({
      start: asked.start,
      end: new Date("2026-03-14T12:31:00Z"),
      isFirstPartial: false,
    });
    expect(chooseRange({ ...OPEN, start: new Date("2027-01-01") }, DATA)).toBeNull();
    expect(chooseRange(OPEN, null)).toBeNull();
  });

  test("has whole windows at its ends where the data, or what is asked for, covers nearly all of them", () => {
    const covered = { firstTimestamp: "2026-03-14T08:00:09.5Z", lastTimestamp: "2026-03-14T12:31:49Z" };
    expect(chooseRange(OPEN, covered)).toMatchObject({ isFirstPartial: false, isLastPartial: false });
    const short = { firstTimestamp: "2026-03-14T08:00:20Z", lastTimestamp: "2026-03-14T12:31:30Z" };
    expect(chooseRange(OPEN, short)).toMatchObject({ isFirstPartial: true, isLastPartial: true });
    const within = { ...OPEN, start: new Date("2026-03-14T09:00:30Z"), end: new Date("2026-03-14T10:00:00Z") };
    expect(chooseRange(within, covered)).toMatchObject({ isFirstPartial: true, isLastPartial: false });
  });

  test("covers a year in windows of two minutes, and says so where more data needs longer ones", () => {
    const year = { firstTimestamp: "2025-03-14T12:31:00Z", lastTimestamp: DATA.lastTimestamp };
    expect(chooseRange(OPEN, year)).toMatchObject({ windowSeconds: 120, note: null });
    const decade = chooseRange(OPEN, { firstTimestamp: "2015-05-17T10:05:00Z", lastTimestamp: DATA.lastTimestamp })!;
    expect(decade).toMatchObject({ start: new Date("2015-05-17T10:05:00Z"), windowSeconds: 30 * 60 });
    expect(decade.note).toMatch(/^Windows are 30 minutes long, since this range has more than 263,520 of 2 minutes\.$/);
    const ages = chooseRange(
      { ...OPEN, windowSeconds: 60 },
      { firstTimestamp: "1901-01-01T00:00:00Z", lastTimestamp: "2299-12-31T23:59:59Z" },
    )!;
    const windows = (ages.end.getTime() - ages.start.getTime()) / 1000 / ages.windowSeconds;
    expect(windows).toBeLessThanOrEqual(MAX_WINDOWS);
  });

  test("has the windows that are asked for", () => {
    expect(chooseRange({ ...OPEN, windowSeconds: 300 }, DATA)).toMatchObject({ windowSeconds: 300, note: null });
  });
});
