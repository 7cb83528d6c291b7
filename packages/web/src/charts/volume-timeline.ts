import type { Timeline } from "@faultline/contract";
import type { Level } from "@faultline/logs";
import { countOf } from "../ui/format-number.ts";
import { formatBucket, formatLength, formatTick, type Zone } from "../ui/format-time.ts";
import type { ChartSpec, Selection, Series } from "./chart-spec.ts";

/** Times of a bucket: start inclusive, end exclusive. */
export function bucketTimes(timeline: Timeline, index: number): { start: string; end: string } | null {
  const bucket = timeline.buckets[index];
  if (!bucket) return null;
  const startMs = Date.parse(bucket.start);
  return {
    start: new Date(startMs).toISOString(),
    end: new Date(startMs + timeline.bucket_seconds * 1000).toISOString(),
  };
}

/** Length of a bucket as one says it: `15 min`, `1 d`. */
export function bucketName(seconds: number): string {
  return formatLength(seconds * 1000);
}

export function volumeTimeline(timeline: Timeline, zone: Zone): ChartSpec {
  const { buckets, bucket_seconds } = timeline;
  const spanMs = buckets.length * bucket_seconds * 1000;
  const labels = buckets.map(({ start }) => formatBucket(start, bucket_seconds, zone));
  const overlays: { name: string; level: Level; values: number[] }[] = [
    { name: "Fatal", level: "FATAL", values: buckets.map(({ fatal }) => fatal) },
    { name: "Errors", level: "ERROR", values: buckets.map(({ error }) => error) },
    { name: "Warnings", level: "WARNING", values: buckets.map(({ warning }) => warning) },
  ];
  // Fatal entries are rare: their line appears when there are any.
  const shown = overlays.filter(({ level, values }) => level !== "FATAL" || values.some((value) => value > 0));
  const series: Series[] = [
    { name: "All entries", token: "accent", values: buckets.map(({ total }) => total), filled: true },
    ...shown.map(({ name, level, values }) => ({ name, token: level.toLowerCase(), values })),
  ];
  return {
    kind: "line",
    name: "Log Volume Timeline",
    subtitle:
      buckets.length > 0
        ? `Entries per ${bucketName(bucket_seconds)}, errors and warnings over them`
        : "Entries over time",
    alternative: timelineAlternative(series, labels),
    labelHeading: "Time",
    labels,
    ticks: buckets.map(({ start }) => formatTick(start, zone, spanMs)),
    intervals: buckets.map((_, index) => bucketTimes(timeline, index)!),
    series,
    selectionOf: (seriesIndex, label): Selection | null => {
      const times = bucketTimes(timeline, label);
      const level = shown[seriesIndex - 1]?.level;
      return times && (level ? { ...times, level } : times);
    },
  };
}

function timelineAlternative([all, ...overlays]: Series[], labels: string[]): string {
  const values = all?.values ?? [];
  const peak = Math.max(0, ...values);
  if (peak === 0) return "Line chart without data: no entry has a timestamp in this range.";
  const sums = overlays.map(
    (series) => `${countOf(sum(series.values), "entry", "entries")} in ${series.name.toLowerCase()}`,
  );
  return (
    `Line chart of ${countOf(sum(values), "entry", "entries")} over ${countOf(labels.length, "interval", "intervals")}, ` +
    `${sums.join(", ")}; the busiest, ${labels[values.indexOf(peak)]}, has ${countOf(peak, "entry", "entries")}.`
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
