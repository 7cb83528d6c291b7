import type { Summary, Timeline } from "@faultline/contract";
import { describe, expect, test } from "vitest";
import { isEmpty } from "./chart-spec.ts";
import { levelBreakdown } from "./level-breakdown.ts";
import { severityRadar } from "./severity-radar.ts";
import { topServices } from "./top-services.ts";
import { bucketName, volumeTimeline } from "./volume-timeline.ts";

const summary: Summary = {
  total_entries: 111,
  total_files: 2,
  level_breakdown: [
    { level: "INFO", count: 90 },
    { level: null, count: 10 },
    { level: "ERROR", count: 10 },
    { level: "FATAL", count: 1 },
  ],
  top_services: [
    { service: "api", count: 80 },
    { service: "a-service-whose-name-goes-on-and-on", count: 3 },
  ],
  first_timestamp: null,
  last_timestamp: null,
};
const empty: Summary = { ...summary, total_entries: 0, level_breakdown: [], top_services: [] };

const quiet = { fatal: 0, error: 0, warning: 0, info: 0, debug: 0, trace: 0 };
const timeline: Timeline = {
  bucket_seconds: 60,
  buckets: [
    { ...quiet, start: "2026-11-22T14:00:00Z", total: 5, info: 5 },
    { ...quiet, start: "2026-11-22T14:01:00Z", total: 9, info: 2, error: 4, warning: 3 },
  ],
};

describe("Log Level Breakdown", () => {
  const spec = levelBreakdown(summary);

  test("lists the levels that occur by severity, entries without a level last", () => {
    expect(spec.labels).toEqual(["Fatal", "Error", "Info", "No level"]);
    expect(spec.series[0]!.values).toEqual([1, 10, 90, 10]);
    expect(spec.labelTokens).toEqual(["fatal", "error", "info", "line-strong"]);
  });

  test("a segment opens its level; entries without one cannot be asked for", () => {
    expect(spec.selectionOf(0, 1)).toEqual({ level: "ERROR" });
    expect(spec.selectionOf(0, 3)).toBeNull();
  });

  test("the text alternative says what the chart shows", () => {
    expect(spec.alternative).toBe("Doughnut chart of 111 entries: Fatal 0.9%, Error 9.0%, Info 81.1%, No level 9.0%.");
  });
});

describe("Top Services", () => {
  test("keeps the order, shortens only the axis and opens the service by its full name", () => {
    const spec = topServices(summary);
    expect(spec.labels[1]).toBe("a-service-whose-name-goes-on-and-on");
    expect(spec.ticks![1]).toBe("a-service-whose-name-…");
    expect(spec.selectionOf(0, 1)).toEqual({ service: "a-service-whose-name-goes-on-and-on" });
    expect(spec.alternative).toContain("api has the most with 80 entries");
  });
});

describe("Log Volume Timeline", () => {
  const spec = volumeTimeline(timeline, "utc");

  test("has all entries with errors and warnings over them, fatal only when there are any", () => {
    expect(spec.series.map(({ name, values }) => [name, values])).toEqual([
      ["All entries", [5, 9]],
      ["Errors", [0, 4]],
      ["Warnings", [0, 3]],
    ]);
    const [first] = timeline.buckets;
    const withFatal = volumeTimeline({ ...timeline, buckets: [{ ...first!, fatal: 1 }] }, "utc");
    expect(withFatal.series.map(({ name }) => name)).toContain("Fatal");
  });

  test("a point opens its bucket, on an overlay with its level too", () => {
    const times = { start: "2026-11-22T14:01:00.000Z", end: "2026-11-22T14:02:00.000Z" };
    expect(spec.selectionOf(0, 1)).toEqual(times);
    expect(spec.selectionOf(1, 1)).toEqual({ ...times, level: "ERROR" });
    expect(spec.selectionOf(2, 1)).toEqual({ ...times, level: "WARNING" });
    expect(spec.selectionOf(0, 2)).toBeNull();
  });

  test("names the length of a bucket without empty units", () => {
    expect([1, 60, 90, 3600, 86_400, 90_000].map(bucketName)).toEqual([
      "1 s",
      "1 min",
      "1 min 30 s",
      "1 h",
      "1 d",
      "1 d 1 h",
    ]);
  });

  test("names the busiest interval in its text alternative", () => {
    expect(spec.alternative).toContain("of 14 entries over 2 intervals");
    expect(spec.alternative).toContain("22 Nov 2026 14:01 to 14:02, has 9 entries");
  });
});

describe("Severity Radar", () => {
  test("always has all six severities", () => {
    const spec = severityRadar(summary);
    expect(spec.labels).toEqual(["Fatal", "Error", "Warning", "Info", "Debug", "Trace"]);
    expect(spec.series[0]!.values).toEqual([1, 10, 0, 90, 0, 0]);
    expect(spec.selectionOf(0, 2)).toEqual({ level: "WARNING" });
  });
});

test("a chart of nothing but zeros is empty", () => {
  expect([levelBreakdown(empty), topServices(empty), severityRadar(empty)].map(isEmpty)).toEqual([true, true, true]);
  expect(isEmpty(volumeTimeline({ bucket_seconds: 60, buckets: [] }, "utc"))).toBe(true);
  expect(isEmpty(levelBreakdown(summary))).toBe(false);
});
