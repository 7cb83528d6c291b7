import { countConditions, hasMinute } from "./entry-conditions.ts";
import type { EventEngine } from "./event-engine.ts";
import type { CountFilter, Timeline, TimelineBucket } from "./event-store.ts";
import { formatMinute } from "./minute.ts";
import { findMinuteRange } from "./minute-range.ts";
import { int32, sql } from "./sql.ts";

const DAY = 1440;
const ROUND_WIDTHS_MINUTES = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, DAY, 2 * DAY, 7 * DAY, 14 * DAY, 28 * DAY];

/** Counts per level over time, in at most `maxBuckets` + 1 buckets of the least round width that suffices. */
export async function findTimeline(engine: EventEngine, filter: CountFilter, maxBuckets: number): Promise<Timeline> {
  const range = await findMinuteRange(engine, filter);
  if (range === null) return { bucketSeconds: 60, buckets: [] };
  const width = roundWidth((range.end - range.start) / maxBuckets);
  const rows = await engine.select<BucketRow>(sql`
    SELECT toInt32(floor(minute / ${int32(width)})) AS bucket, sum(count) AS total,
           sumIf(count, level = 1) AS fatal, sumIf(count, level = 2) AS error, sumIf(count, level = 3) AS warning,
           sumIf(count, level = 4) AS info, sumIf(count, level = 5) AS debug, sumIf(count, level = 6) AS trace
    FROM minute_counts
    WHERE ${countConditions(filter)} AND ${hasMinute()}
    GROUP BY bucket`);
  const found = new Map(rows.map((row) => [row.bucket, row]));
  const buckets: TimelineBucket[] = [];
  for (let bucket = Math.floor(range.start / width); bucket * width < range.end; bucket++) {
    const { bucket: _, ...counts } = found.get(bucket) ?? { bucket, ...NO_COUNTS };
    buckets.push({ start: formatMinute(bucket * width), ...counts });
  }
  return { bucketSeconds: width * 60, buckets };
}

interface BucketRow extends Omit<TimelineBucket, "start"> {
  bucket: number;
}

const NO_COUNTS = { total: 0, fatal: 0, error: 0, warning: 0, info: 0, debug: 0, trace: 0 };

function roundWidth(minutes: number): number {
  const longest = ROUND_WIDTHS_MINUTES.at(-1)!;
  return ROUND_WIDTHS_MINUTES.find((width) => width >= minutes) ?? Math.ceil(minutes / longest) * longest;
}
