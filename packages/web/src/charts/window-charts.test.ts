import type { Cluster, ScoredWindow, WindowSeries } from "@faultline/contract";
import { describe, expect, test } from "vitest";
import { anomalyScoreDistribution, anomalyScoreTimeline } from "./anomaly-scores.ts";
import { bandToken, isEmpty } from "./chart-spec.ts";
import { formatAxisValue, formatValue } from "./chart-value.ts";
import { errorRate } from "./error-rate.ts";
import { logComposition } from "./log-composition.ts";
import { serviceActivity } from "./service-activity.ts";
import { topErrorClusters } from "./top-error-clusters.ts";
import { SCORE_BANDS } from "./window-chart.ts";

function windowAt(minute: number, score: number, counts: Partial<ScoredWindow["features"]>): ScoredWindow {
  const features = { total_count: 0, error_count: 0, warn_count: 0, info_count: 0, debug_count: 0, ...counts };
  return {
    window_start: new Date(Date.UTC(2026, 10, 19, 14, minute)).toISOString(),
    window_end: new Date(Date.UTC(2026, 10, 19, 14, minute + 2)).toISOString(),
    score,
    is_anomaly: score > 0.6,
    features: { error_rate: 0, unique_services: 0, ...features },
  };
}

const countsAt = (bins: Readonly<Record<number, number>>) => Array.from({ length: 20 }, (_, bin) => bins[bin] ?? 0);

const windows: WindowSeries = {
  run_id: 1,
  window_seconds: 120,
  windows_per_item: 1,
  total: 3,
  flagged: 1,
  score_counts: countsAt({ 8: 1, 11: 1, 14: 1 }),
  items: [
    windowAt(0, 0.42, { total_count: 100, info_count: 90, warn_count: 10, unique_services: 4 }),
    windowAt(2, 0.55, { total_count: 0 }),
    windowAt(4, 0.71, { total_count: 200, error_count: 50, warn_count: 30, debug_count: 120, unique_services: 5 }),
  ],
};
const third = { start: "2026-11-19T14:04:00.000Z", end: "2026-11-19T14:06:00.000Z" };
const none: WindowSeries = { ...windows, total: 0, flagged: 0, score_counts: countsAt({}), items: [] };

describe("Anomaly Score Timeline", () => {
  const spec = anomalyScoreTimeline(windows, "utc");

  test("has every window's score, and a mark where one was flagged", () => {
    expect(spec.series[0]!.values).toEqual([0.42, 0.55, 0.71]);
    expect([...spec.series[0]!.marked!]).toEqual([2]);
    expect(spec.alternative).toContain("3 windows, 1 of them flagged; the highest, 0.71, is of 19 Nov 2026 14:04");
  });

  test("is green, yellow or red by score", () => {
    expect([0.42, 0.5, 0.55, 0.6, 0.71].map((score) => bandToken(SCORE_BANDS, score))).toEqual([
      "good",
      "moderate",
      "moderate",
      "high",
      "high",
    ]);
  });

  test("a point opens its window, and a range can be selected", () => {
    expect(spec.selectionOf(0, 2)).toEqual(third);
    expect(spec.intervals![2]).toEqual(third);
    expect(spec.selectionOf(0, 3)).toBeNull();
  });
});

test("Anomaly Score Distribution counts windows by score, each bar in its band", () => {
  const spec = anomalyScoreDistribution({
    ...windows,
    total: 5,
    score_counts: countsAt({ 8: 1234, 11: 1, 12: 1, 14: 1, 19: 1 }),
  });
  expect(spec.series.map(({ name, values }) => [name, values.reduce((a, b) => a + b)])).toEqual([
    ["Normal", 1234],
    ["Moderate", 1],
    ["High", 3],
  ]);
  expect(spec.series[2]!.values[12], "0.60 begins the bar of 0.60").toBe(1);
  expect(spec.labels[19]).toBe("0.95 to 1.00");
  expect(spec.subtitle).toBe("Windows by score: 1,234 normal, 1 moderate, 3 high");
  expect(spec.selectionOf(0, 14)).toEqual(third);
  expect(spec.selectionOf(0, 14), "is not worked out at each move of the pointer").toBe(spec.selectionOf(0, 14));
});

test("Error Rate & Event Volume has the share of errors on an axis of its own, zero where nothing was written", () => {
  const spec = errorRate(windows, "utc");
  expect(spec.series.map(({ values, onRight = false }) => [values, onRight])).toEqual([
    [[100, 0, 200], false],
    [[0, 0, 0.25], true],
  ]);
  expect(spec.selectionOf(1, 2)).toEqual({ ...third, q: "level:>=error" });
  expect(spec.alternative).toBe(
    "Line chart of 300 entries; the highest error rate, 25%, is at 19 Nov 2026 14:04 to 14:06.",
  );
});

test("Log Composition Over Time stacks the four kinds of level and opens the one that is clicked", () => {
  const spec = logComposition(windows, "utc");
  expect(spec.stacked).toBe(true);
  expect(spec.series.map(({ name, values }) => [name, values[2]])).toEqual([
    ["Error", 50],
    ["Warning", 30],
    ["Info", 0],
    ["Debug", 120],
  ]);
  expect(spec.selectionOf(1, 2)).toEqual({ ...third, level: "WARNING" });
  expect(spec.selectionOf(3, 2)).toEqual({ ...third, q: "level:<=debug" });
});

test("Service Activity Over Time has services and warnings on two axes", () => {
  const spec = serviceActivity(windows, "utc");
  expect(spec.series.map(({ name, values }) => [name, values])).toEqual([
    ["Services", [4, 0, 5]],
    ["Warnings", [10, 0, 30]],
  ]);
  expect(spec.alternative).toContain("0 to 5 services; most warnings, 30, are at 19 Nov 2026 14:04");
});

test("Top Error Clusters shows ten, tells the example, and opens exactly the cluster's entries", () => {
  const cluster = (id: number): Cluster => ({
    id,
    label: `timeout ${id}`,
    example_message: `Timeout after ${id}\u202e ms`,
    count: 100 - id,
    keywords: "timeout",
    first_seen: null,
    last_seen: null,
    services: [],
    templates: [],
    timeline: { bucket_seconds: 60, buckets: [] },
    pipeline_run_id: 1,
    created_at: "2026-11-20T00:00:00Z",
  });
  const spec = topErrorClusters(Array.from({ length: 12 }, (_, index) => cluster(index + 1)));
  expect(spec.labels).toHaveLength(10);
  expect(spec.detailsOf!(0)).toEqual(["Timeout after 1<U+202E> ms"]);
  expect(spec.selectionOf(0, 1)).toEqual({ q: "cluster:2" });
});

test("charts of no window are empty", () => {
  const specs = [errorRate, logComposition, serviceActivity, anomalyScoreTimeline].map((chart) => chart(none, "utc"));
  expect([...specs, anomalyScoreDistribution(none), topErrorClusters([])].every(isEmpty)).toBe(true);
});

test("values are written by what they are", () => {
  expect([
    formatValue(1234),
    formatValue(0.617, "score"),
    formatValue(0.0312, "share"),
    formatValue(0.31, "share"),
  ]).toEqual(["1,234", "0.62", "3.1%", "31%"]);
  expect([formatAxisValue(1500), formatAxisValue(0.2, "score"), formatAxisValue(0.05, "share")]).toEqual([
    "1.5K",
    "0.2",
    "5%",
  ]);
});
