import { timeline, type Timeline } from "@faultline/contract";
import { queryOptions } from "@tanstack/react-query";
import { request } from "./request.ts";
import { scopeParameters, type Scope } from "./scope.ts";
import type { EntryFilter } from "./stats.ts";

/** Where nearly all entries are, in a range that is long beside it: one old line hides an outage in a single bar. */
export interface DenseRange {
  /** ISO 8601; the end exclusive. */
  readonly start: string;
  readonly end: string;
  /** Of the entries of the whole range, above 0.9. */
  readonly share: number;
}

const LEAST_SHARE = 0.9;
/** Of the whole range. */
const MOST_LENGTH = 0.05;
/** Each looks twenty times closer, so that this many come from decades to minutes. */
const MOST_STEPS = 5;
const BUCKETS = 120;

/** The shortest run of buckets that holds nearly all entries; null unless it is short beside the whole. */
export function denseRange({ buckets, bucket_seconds }: Timeline): DenseRange | null {
  const total = buckets.reduce((sum, bucket) => sum + bucket.total, 0);
  const longest = Math.floor(buckets.length * MOST_LENGTH);
  let best: { first: number; last: number; count: number } | null = null;
  let count = 0;
  for (let first = 0, last = 0; last < buckets.length; last++) {
    count += buckets[last]!.total;
    while (count - buckets[first]!.total > total * LEAST_SHARE) count -= buckets[first++]!.total;
    const isShort = last - first < (best ? best.last - best.first : longest);
    if (count > total * LEAST_SHARE && isShort) best = { first, last, count };
  }
  if (!best) return null;
  const endMs = Date.parse(buckets[best.last]!.start) + bucket_seconds * 1000;
  return { start: buckets[best.first]!.start, end: new Date(endMs).toISOString(), share: best.count / total };
}

/** Buckets begin at round times, which may be before the range that was asked about, and end behind it. */
function clamped(dense: DenseRange | null, within: { start?: string | undefined; end?: string | undefined }) {
  if (!dense) return null;
  const isBefore = (a: string, b: string) => Date.parse(a) < Date.parse(b);
  const start = within.start && isBefore(dense.start, within.start) ? within.start : dense.start;
  const end = within.end && isBefore(within.end, dense.end) ? within.end : dense.end;
  return { ...dense, start, end };
}

/** Looks closer and closer at where a timeline is dense, until it is no more. */
export function denseRangeQuery(scope: Scope, filter: EntryFilter, whole: Timeline) {
  // A relative range moves on: what was found in it would be asked about anew each time the page is drawn.
  const found = clamped(denseRange(whole), scope);
  return queryOptions({
    queryKey: ["stats", "dense", scope.file, filter, found?.start, found?.end],
    enabled: found !== null,
    // What is seen at once takes its place at once.
    placeholderData: found,
    staleTime: 60_000,
    queryFn: async ({ signal }): Promise<DenseRange | null> => {
      let dense = found;
      for (let step = 1; dense && step < MOST_STEPS; step++) {
        const { start, end, share }: DenseRange = dense;
        const query = { ...scopeParameters({ file: scope.file, start, end }, 0), ...filter, buckets: BUCKETS };
        const closer = clamped(denseRange(await request(timeline, "/stats/timeline", { query, signal })), dense);
        if (!closer) break;
        dense = { ...closer, share: closer.share * share };
      }
      return dense;
    },
  });
}
