import type { BucketGrid, ClusterBreakdown, ErrorShape, RunResults } from "@faultline/storage";
import type { AnalysisRange } from "./analysis-range.ts";
import type { FoundCluster } from "./error-analysis.ts";
import type { RunTemplates } from "./run-templates.ts";

const MAX_BUCKETS = 60;
const MAX_SERVICES = 20;
const MAX_TEMPLATES = 20;
const MINUTE_MS = 60_000;

/** Buckets of whole minutes over a range, at most {@link MAX_BUCKETS}. */
export function timelineGrid({ start, end }: Pick<AnalysisRange, "start" | "end">): BucketGrid & { buckets: number } {
  const first = Math.floor(start.getTime() / MINUTE_MS) * MINUTE_MS;
  const minutes = Math.ceil((end.getTime() - first) / MINUTE_MS);
  const width = Math.ceil(minutes / MAX_BUCKETS);
  return {
    start: new Date(first).toISOString(),
    bucketSeconds: width * 60,
    buckets: Math.ceil(minutes / width),
  };
}

/** @param grid of the shapes' buckets; null where no entry has a timestamp */
export function clusterResults(
  found: readonly FoundCluster[],
  shapes: readonly ErrorShape[],
  grid: ReturnType<typeof timelineGrid> | null,
  templates: RunTemplates,
): RunResults["clusters"] {
  return found.map(({ label, keywords, example, members, count }) => {
    const own = members.map((member) => shapes[member]!);
    const times = (which: "firstSeen" | "lastSeen"): number[] =>
      own.flatMap((shape) => (shape[which] === null ? [] : Date.parse(shape[which])));
    return {
      label,
      exampleMessage: shapes[example]!.exampleMessage,
      count,
      keywords,
      shapes: own.map(({ shape }) => shape),
      firstSeen: dateOf(times("firstSeen").reduce((a, b) => Math.min(a, b), Infinity)),
      lastSeen: dateOf(times("lastSeen").reduce((a, b) => Math.max(a, b), -Infinity)),
      breakdown: { services: servicesOf(own), templates: templatesOf(own, templates), timeline: timelineOf(own, grid) },
    };
  });
}

function dateOf(ms: number): Date | null {
  return Number.isFinite(ms) ? new Date(ms) : null;
}

function servicesOf(shapes: readonly ErrorShape[]): ClusterBreakdown["services"] {
  const counts = new Map<string, number>();
  for (const { services } of shapes)
    for (const { service, count } of services) counts.set(service, (counts.get(service) ?? 0) + count);
  return [...counts]
    .map(([service, count]) => ({ service, count }))
    .sort((a, b) => b.count - a.count)
    .slice(0, MAX_SERVICES);
}

function templatesOf(shapes: readonly ErrorShape[], { idOf, textOf }: RunTemplates): ClusterBreakdown["templates"] {
  const counts = new Map<string, number>();
  for (const { shape, count } of shapes) {
    const id = idOf(shape);
    if (id !== null) counts.set(id, (counts.get(id) ?? 0) + count);
  }
  return [...counts]
    .map(([id, count]) => ({ id, text: textOf(id), count }))
    .sort((a, b) => b.count - a.count)
    .slice(0, MAX_TEMPLATES);
}

function timelineOf(
  shapes: readonly ErrorShape[],
  grid: ReturnType<typeof timelineGrid> | null,
): ClusterBreakdown["timeline"] {
  if (grid === null) return { bucketSeconds: 60, buckets: [] };
  const counts = new Float64Array(grid.buckets);
  for (const { buckets } of shapes)
    for (const { bucket, count } of buckets) if (bucket >= 0 && bucket < counts.length) counts[bucket]! += count;
  const startMs = Date.parse(grid.start);
  return {
    bucketSeconds: grid.bucketSeconds,
    buckets: Array.from(counts, (count, bucket) => ({
      start: new Date(startMs + bucket * grid.bucketSeconds * 1000).toISOString(),
      count,
    })),
  };
}
