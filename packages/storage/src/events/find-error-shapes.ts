import type { BucketGrid, ErrorShape } from "./analysis-counts.ts";
import { countConditions, fileCondition, hasMinute } from "./entry-conditions.ts";
import type { EventEngine } from "./event-engine.ts";
import type { CountFilter } from "./event-store.ts";
import { formatInstantUs, parseInstantUs } from "./instant.ts";
import { US_PER_MINUTE } from "./minute.ts";
import { isShapeOf } from "./shape-condition.ts";
import { int32, sql, uint32 } from "./sql.ts";

const MAX_SERVICES = 100;

/**
 * Shapes of ERROR and FATAL entries, most frequent first, each with one of its messages (cut at 4096 characters), and
 * with how its entries spread over services and buckets of time.
 */
export async function findErrorShapes(
  engine: EventEngine,
  filter: CountFilter,
  limit: number,
  { start, bucketSeconds }: BucketGrid = ONE_BUCKET,
): Promise<ErrorShape[]> {
  const [first, width] = [Math.floor(parseInstantUs(start) / US_PER_MINUTE), Math.max(1, bucketSeconds / 60)];
  // Summed by bucket before it is spread: maps of single rows would take most of the time.
  const rows = await engine.select<ShapeRow>(sql`
    SELECT toString(spread.shape) AS shape, sum(entries) AS count,
           minOrNullIf(first, is_timed) AS firstUs,
           maxOrNullIf(last, is_timed) AS lastUs,
           sumMapIf([toString(service)], [entries], service != '') AS services,
           sumMapIf([bucket], [entries], is_timed) AS buckets
    FROM (
      SELECT shape, service, toInt32(floor((minute - ${int32(first)}) / ${int32(width)})) AS bucket,
             ${hasMinute()} AS is_timed, sum(count) AS entries, min(toUnixTimestamp64Micro(first_seen)) AS first, max(toUnixTimestamp64Micro(last_seen)) AS last
      FROM minute_counts
      WHERE ${countConditions(filter)} AND level IN (1, 2)
      GROUP BY shape, service, bucket, is_timed
    ) AS spread
    GROUP BY spread.shape
    ORDER BY count DESC, spread.shape
    LIMIT ${uint32(limit)}`);
  const examples = await findExamples(engine, filter, rows);
  return rows.map((row) => shapeOf(row, examples.get(row.shape) ?? ""));
}

async function findExamples(
  engine: EventEngine,
  filter: Pick<CountFilter, "fileIds">,
  shapes: readonly Pick<ShapeRow, "shape">[],
): Promise<ReadonlyMap<string, string>> {
  if (shapes.length === 0) return new Map();
  const rows = await engine.select<{ name: string; example: string }>(sql`
    SELECT toString(shape) AS name, any(example) AS example
    FROM shapes
    WHERE ${fileCondition(filter)} AND level IN (1, 2) AND ${isShapeOf(shapes.map(({ shape }) => shape))}
    GROUP BY shape`);
  return new Map(rows.map(({ name, example }) => [name, example]));
}

/** As wide as all time: a timeline that nobody asked for. */
const ONE_BUCKET: BucketGrid = { start: "1970-01-01T00:00:00Z", bucketSeconds: 60 * 0x7fff_ffff };

interface ShapeRow {
  shape: string;
  count: number;
  firstUs: number | null;
  lastUs: number | null;
  services: [names: string[], counts: number[]];
  buckets: [buckets: number[], counts: number[]];
}

function shapeOf(row: ShapeRow, exampleMessage: string): ErrorShape {
  const [[services, serviceCounts], [buckets, bucketCounts]] = [row.services, row.buckets];
  return {
    shape: row.shape,
    exampleMessage,
    count: row.count,
    firstSeen: row.firstUs === null ? null : formatInstantUs(row.firstUs),
    lastSeen: row.lastUs === null ? null : formatInstantUs(row.lastUs),
    services: services
      .map((service, i) => ({ service, count: serviceCounts[i]! }))
      .sort((a, b) => b.count - a.count)
      .slice(0, MAX_SERVICES),
    buckets: buckets.map((bucket, i) => ({ bucket, count: bucketCounts[i]! })),
  };
}
