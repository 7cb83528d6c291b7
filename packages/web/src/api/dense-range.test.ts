import type { Timeline } from "@faultline/contract";
import { describe, expect, it } from "vitest";
import { denseRange, denseRangeQuery } from "./dense-range.ts";

/** Buckets of an hour from midnight on. */
function hours(totals: readonly number[]): Timeline {
  const startMs = Date.parse("2026-11-19T00:00:00Z");
  const none = { trace: 0, debug: 0, info: 0, warning: 0, error: 0, fatal: 0 };
  const buckets = totals.map((total, hour) => ({
    ...none,
    start: new Date(startMs + hour * 3_600_000).toISOString(),
    total,
  }));
  return { bucket_seconds: 3600, buckets } as unknown as Timeline;
}

const quiet = (length: number) => Array.from({ length }, () => 1);

describe("where entries are dense", () => {
  it("is the shortest run of intervals with nine tenths of all entries", () => {
    const totals = quiet(100);
    totals.splice(40, 3, 0, 5000, 6000);
    const found = denseRange(hours(totals))!;
    expect(found).toMatchObject({ start: "2026-11-20T17:00:00.000Z", end: "2026-11-20T19:00:00.000Z" });
    expect(found.share).toBeCloseTo(11_000 / 11_097);
  });

  it("may be at either end", () => {
    expect(denseRange(hours([9000, ...quiet(60)]))).toMatchObject({
      start: "2026-11-19T00:00:00.000Z",
      end: "2026-11-19T01:00:00.000Z",
    });
    expect(denseRange(hours([...quiet(60), 9000]))).toMatchObject({ end: "2026-11-21T13:00:00.000Z" });
  });

  it("is nowhere where entries are spread, or in a range of few intervals, or without entries", () => {
    expect(denseRange(hours(quiet(100)))).toBeNull();
    expect(denseRange(hours([...quiet(50), ...quiet(10).map(() => 100), ...quiet(50)]))).toBeNull();
    expect(denseRange(hours([1, 1, 900, 1]))).toBeNull();
    expect(denseRange(hours(quiet(100).map(() => 0)))).toBeNull();
    expect(denseRange(hours([]))).toBeNull();
  });
});

describe("the question for where entries are dense", () => {
  const outage = hours([9000, ...quiet(60)]);
  const keyOf = (scope: Parameters<typeof denseRangeQuery>[0]) => denseRangeQuery(scope, {}, outage).queryKey;

  it("does not leave a range that was chosen, though a bucket begins before it", () => {
    const chosen = { start: "2026-11-19T00:20:00.000Z", end: "2026-11-19T00:40:00.000Z" };
    expect(keyOf(chosen)).toEqual(expect.arrayContaining([chosen.start, chosen.end]));
  });

  it("is the same from one moment to the next in a range that moves on with the time", async () => {
    const before = keyOf({ range: "15m" });
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(keyOf({ range: "15m" })).toEqual(before);
  });
});
