import { expect, test } from "vitest";
import { windowSeries } from "./window-series.ts";

const WINDOWS = {
  start: new Date("2026-03-14T08:00:00Z"),
  windowSeconds: 120,
  score: Float64Array.of(0.4, 0.7, 0.5, 0.3, 0.2),
  isAnomaly: Uint8Array.of(0, 1, 0, 0, 0),
  totalCount: Float64Array.of(10, 30, 0, 0, 5),
  errorCount: Float64Array.of(1, 9, 0, 0, 0),
  warnCount: Float64Array.of(1, 2, 0, 0, 3),
  infoCount: Float64Array.of(8, 19, 0, 0, 2),
  debugCount: new Float64Array(5),
  uniqueServices: Float64Array.of(3, 2, 0, 0, 1),
};

test("every window is an item where there is room for all", () => {
  const series = windowSeries(WINDOWS, 5);
  expect(series).toMatchObject({ windows_per_item: 1, total: 5, flagged: 1 });
  expect(series.items).toHaveLength(5);
  expect(series.items[1]).toEqual({
    window_start: "2026-03-14T08:02:00.000Z",
    window_end: "2026-03-14T08:04:00.000Z",
    score: 0.7,
    is_anomaly: true,
    features: {
      total_count: 30,
      error_count: 9,
      warn_count: 2,
      info_count: 19,
      debug_count: 0,
      error_rate: 0.3,
      unique_services: 2,
    },
  });
  expect(series.items[2]!.features.error_rate).toBe(0);
});

test("neighbours share an item where there is not: counts are sums, the highest score stays", () => {
  const { items, ...series } = windowSeries(WINDOWS, 3);
  expect(series).toMatchObject({ windows_per_item: 2, total: 5, flagged: 1 });
  expect(items.map(({ window_start, window_end, score }) => [window_start, window_end, score])).toEqual([
    ["2026-03-14T08:00:00.000Z", "2026-03-14T08:04:00.000Z", 0.7],
    ["2026-03-14T08:04:00.000Z", "2026-03-14T08:08:00.000Z", 0.5],
    ["2026-03-14T08:08:00.000Z", "2026-03-14T08:10:00.000Z", 0.2],
  ]);
  expect(items[0]).toMatchObject({
    is_anomaly: true,
    features: { total_count: 40, error_count: 10, error_rate: 0.25, unique_services: 3 },
  });
});

test("a year of windows may share one item, and each counts by its own score", () => {
  const windowCount = 263_520;
  const ofEach = (value: number): Float64Array => new Float64Array(windowCount).fill(value);
  const {
    items,
    total,
    score_counts: counts,
  } = windowSeries(
    {
      start: WINDOWS.start,
      windowSeconds: 120,
      score: ofEach(0.47).fill(0.7, 0, 3).fill(1, 3, 4).fill(0.6, 4, 5),
      isAnomaly: new Uint8Array(windowCount),
      totalCount: ofEach(2),
      errorCount: ofEach(0),
      warnCount: ofEach(0),
      infoCount: ofEach(2),
      debugCount: ofEach(0),
      uniqueServices: ofEach(1),
    },
    1,
  );
  expect(items.map(({ score, features }) => [score, features.total_count])).toEqual([[1, 2 * windowCount]]);
  expect(total).toBe(windowCount);
  expect(counts.map((count, bin) => [bin, count]).filter(([, count]) => count! > 0)).toEqual([
    [9, windowCount - 5],
    [12, 1],
    [14, 3],
    [19, 1],
  ]);
});
