import { levelOfCode } from "@faultline/logs";
import type { BucketGrid, ShapeCounts, ShapeSpread } from "./analysis-counts.ts";
import { countConditions, fileCondition, hasMinute } from "./entry-conditions.ts";
import type { EventEngine } from "./event-engine.ts";
import type { CountFilter } from "./event-store.ts";
import { formatInstantUs, parseInstantUs } from "./instant.ts";
import { US_PER_MINUTE } from "./minute.ts";
import { isShapeOf } from "./shape-condition.ts";
import { int32, sql, uint32 } from "./sql.ts";

/** Every shape that entries of the files have. */
export async function listShapes(engine: EventEngine, filter: Pick<CountFilter, "fileIds">, limit: number) {
  const rows = await engine.select<{ name: string }>(sql`
    SELECT toString(shape) AS name FROM shapes WHERE ${fileCondition(filter)} GROUP BY shape LIMIT ${uint32(limit)}`);
  return rows.map(({ name }) => name);
}

/** Shapes by count. Where a range has a start, what was before it is read too, for when each was seen first. */
export async function countShapes(engine: EventEngine, filter: CountFilter, limit: number): Promise<ShapeCounts> {
  const isCounted = countConditions({ start: filter.start });
  const rows = await engine.select<CountRow>(sql`
    SELECT toString(shape) AS name, entries, toUnixTimestamp64Micro(first) AS firstUs,
           toUnixTimestamp64Micro(last) AS lastUs, toUnixTimestamp64Micro(earliest) AS earliestUs,
           sum(entries) OVER () AS allEntries, count() OVER () AS allShapes
    FROM (
      SELECT shape, sumIf(count, ${isCounted}) AS entries,
             minOrNullIf(first_seen, ${isCounted} AND ${hasMinute()}) AS first,
             maxOrNullIf(last_seen, ${isCounted} AND ${hasMinute()}) AS last,
             minOrNullIf(first_seen, ${hasMinute()}) AS earliest
      FROM minute_counts
      WHERE ${countConditions({ ...filter, start: undefined })}
      GROUP BY shape
    )
    WHERE entries > 0
    ORDER BY entries DESC, shape
    LIMIT ${uint32(limit)}`);
  const items = rows.map((row) => ({
    shape: row.name,
    count: row.entries,
    firstSeen: row.firstUs === null ? null : formatInstantUs(row.firstUs),
    lastSeen: row.lastUs === null ? null : formatInstantUs(row.lastUs),
    firstOfAll: row.earliestUs === null ? null : formatInstantUs(row.earliestUs),
  }));
  return { items, entries: rows[0]?.allEntries ?? 0, isComplete: items.length === (rows[0]?.allShapes ?? 0) };
}

interface CountRow {
  name: string;
  entries: number;
  firstUs: number | null;
  lastUs: number | null;
  earliestUs: number | null;
  allEntries: number;
  allShapes: number;
}

/** How the entries of each of the shapes spread over levels, services and buckets of time. */
export async function spreadShapes(
  engine: EventEngine,
  filter: CountFilter,
  shapes: readonly string[],
  { start, bucketSeconds }: BucketGrid,
): Promise<ShapeSpread[]> {
  if (shapes.length === 0) return [];
  const [first, width] = [Math.floor(parseInstantUs(start) / US_PER_MINUTE), Math.max(1, bucketSeconds / 60)];
  const bucket = sql`toInt32(floor((minute - ${int32(first)}) / ${int32(width)}))`;
  // Maps are added up far slower than numbers, so that there are few of them to add.
  const rows = await engine.select<SpreadRow>(sql`
    SELECT toString(shape) AS name, sumMap([level], [entries]) AS levels,
           sumMapIf([toString(service)], [entries], service != '') AS services,
           sumMapIf([assumeNotNull(bucket)], [entries], isNotNull(bucket)) AS buckets
    FROM (
      SELECT shape, level, service, if(${hasMinute()}, ${bucket}, NULL) AS bucket, sum(count) AS entries
      FROM minute_counts
      WHERE ${countConditions(filter)} AND ${isShapeOf(shapes)}
      GROUP BY shape, level, service, bucket
    )
    GROUP BY shape`);
  return rows.map((row) => ({
    shape: row.name,
    levels: pairs(row.levels).map(([code, count]) => ({ level: levelOfCode(code), count })),
    services: pairs(row.services).map(([service, count]) => ({ service, count })),
    buckets: pairs(row.buckets).map(([number, count]) => ({ bucket: number, count })),
  }));
}

type Sums<K> = [K[], number[]];

interface SpreadRow {
  name: string;
  levels: Sums<number>;
  services: Sums<string>;
  buckets: Sums<number>;
}

function pairs<K>([keys, sums]: Sums<K>): [K, number][] {
  return keys.map((key, i) => [key, sums[i]!]);
}
