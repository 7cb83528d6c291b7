import { countedEntries, isCountableFilter } from "./counted-entries.ts";
import { entryConditions, hasMinute } from "./entry-conditions.ts";
import type { EventEngine } from "./event-engine.ts";
import type { EntryFilter, Timeline, TimelineBucket } from "./event-store.ts";
import { formatInstantUs, parseInstantUs } from "./instant.ts";
import { US_PER_MINUTE } from "./minute.ts";
import { findMinuteRange } from "./minute-range.ts";
import { narrowFilter } from "./narrow-filter.ts";
import { int32, int64, type Sql, sql } from "./sql.ts";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const ROUND_WIDTHS_SECONDS = [
  1,
  2,
  5,
  10,
  15,
  30,
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR),
  ...[1, 2, 7, 14, 28].map((days) => days * DAY),
];
const US_PER_SECOND = 1_000_000;

/**
 * Counts per level over time, in at most `maxBuckets` + 1 buckets of the least round width that suffices. Without a
 * range of its own it is over that of the files, levels and services: what a query leaves is seen within it.
 */
export async function findTimeline(engine: EventEngine, filter: EntryFilter, maxBuckets: number): Promise<Timeline> {
  const range = await findRange(engine, filter);
  if (range === null) return { bucketSeconds: MINUTE, buckets: [] };
  const width = roundWidth((range.endUs - range.startUs) / US_PER_SECOND / maxBuckets, range.isFine);
  const rows = await engine.select<BucketRow>(sql`
    SELECT bucket, sum(count) AS total,
           sumIf(count, level = 1) AS fatal, sumIf(count, level = 2) AS error, sumIf(count, level = 3) AS warning,
           sumIf(count, level = 4) AS info, sumIf(count, level = 5) AS debug, sumIf(count, level = 6) AS trace
    FROM (${bucketed(await narrowFilter(engine, filter), width)})
    GROUP BY bucket`);
  const found = new Map(rows.map((row) => [row.bucket, row]));
  const widthUs = width * US_PER_SECOND;
  const buckets: TimelineBucket[] = [];
  for (let bucket = Math.floor(range.startUs / widthUs); bucket * widthUs < range.endUs; bucket++) {
    const { bucket: _, ...counts } = found.get(bucket) ?? { bucket, ...NO_COUNTS };
    buckets.push({ start: formatInstantUs(bucket * widthUs), ...counts });
  }
  return { bucketSeconds: width, buckets };
}

interface BucketRow extends Omit<TimelineBucket, "start"> {
  bucket: number;
}

const NO_COUNTS = { total: 0, fatal: 0, error: 0, warning: 0, info: 0, debug: 0, trace: 0 };

/** `bucket`, `level` and `count` of what matches; buckets are numbered since 1970. */
function bucketed(filter: EntryFilter, widthSeconds: number): Sql {
  if (widthSeconds >= MINUTE) {
    return sql`
      SELECT toInt32(floor(minute / ${int32(widthSeconds / MINUTE)})) AS bucket, level, count
      FROM ${countedEntries(filter)}
      WHERE ${hasMinute()}`;
  }
  // Only where a range is given, so that what has no time is left out by it.
  return sql`
    SELECT toInt64(floor(toUnixTimestamp64Micro(timestamp) / ${int64(widthSeconds * US_PER_SECOND)})) AS bucket, level,
           toUInt64(1) AS count
    FROM entries
    WHERE ${entryConditions(filter)}`;
}

interface Range {
  readonly startUs: number;
  readonly endUs: number;
  /** Both ends are given, so that a bucket may be shorter than the counts per minute are fine. */
  readonly isFine: boolean;
}

async function findRange(engine: EventEngine, filter: EntryFilter): Promise<Range | null> {
  const { start, end } = filter;
  if (start !== undefined && end !== undefined) {
    const [startUs, endUs] = [parseInstantUs(start), parseInstantUs(end)];
    return startUs < endUs ? { startUs, endUs, isFine: true } : null;
  }
  const minutes = await findMinuteRange(engine, isCountableFilter(filter) ? filter : { ...filter, query: undefined });
  return minutes && { startUs: minutes.start * US_PER_MINUTE, endUs: minutes.end * US_PER_MINUTE, isFine: false };
}

function roundWidth(seconds: number, isFine: boolean): number {
  const longest = ROUND_WIDTHS_SECONDS.at(-1)!;
  const least = isFine ? seconds : Math.max(seconds, MINUTE);
  return ROUND_WIDTHS_SECONDS.find((width) => width >= least) ?? Math.ceil(seconds / longest) * longest;
}
