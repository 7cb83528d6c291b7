import { countConditions, entryConditions } from "./entry-conditions.ts";
import type { EventEngine } from "./event-engine.ts";
import { NO_TIMESTAMP_US } from "./entry-block.ts";
import type { EntryFilter, EntryPlace } from "./event-store.ts";
import { instantUs } from "./instant-us.ts";
import { formatInstantUs, parseInstantUs } from "./instant.ts";
import { US_PER_MINUTE } from "./minute.ts";
import { isCountable } from "./query-conditions.ts";
import { type Sql, sql, uint32, uint64 } from "./sql.ts";

/**
 * A subquery of what matches: `minute`, `level`, `service`, `file_id`, and how many entries there are of each, `count`.
 * It reads the counts per minute where these know all that is asked, and from the entries the minutes that a range
 * cuts; else all from the entries.
 */
export function countedEntries(filter: EntryFilter): Sql {
  if (!isCountableFilter(filter)) return sql`(${entriesByMinute(entryConditions(filter))})`;
  const startUs = filter.start === undefined ? null : parseInstantUs(filter.start);
  const endUs = filter.end === undefined ? null : parseInstantUs(filter.end);
  const wholeStartUs = startUs === null ? null : Math.ceil(startUs / US_PER_MINUTE) * US_PER_MINUTE;
  const wholeEndUs = endUs === null ? null : Math.floor(endUs / US_PER_MINUTE) * US_PER_MINUTE;
  const whole = sql`
    SELECT minute, level, service, file_id, count
    FROM minute_counts
    WHERE ${countConditions({ ...filter, start: isoOf(wholeStartUs), end: isoOf(wholeEndUs) })}`;
  const cut: Sql[] = [];
  if (wholeStartUs !== startUs) cut.push(sql`timestamp < ${instantUs(wholeStartUs!)}`);
  if (wholeEndUs !== endUs) cut.push(sql`timestamp >= ${instantUs(wholeEndUs!)}`);
  const [first, second] = cut;
  if (first === undefined) return sql`(${whole})`;
  const isCut = second === undefined ? first : sql`(${first} OR ${second})`;
  return sql`(${whole} UNION ALL ${entriesByMinute(sql`${entryConditions(filter)} AND ${isCut}`)})`;
}

/** How many entries match. */
export async function countEntries(engine: EventEngine, filter: EntryFilter): Promise<number> {
  const [row] = await engine.select<{ total: number }>(
    isCountableFilter(filter)
      ? sql`SELECT sum(count) AS total FROM ${countedEntries(filter)}`
      : sql`SELECT count() AS total FROM entries WHERE ${entryConditions(filter)}`,
  );
  return row?.total ?? 0;
}

/** Entries by file, the most first. */
export async function countByFile(
  engine: EventEngine,
  filter: EntryFilter,
  limit: number,
): Promise<{ fileId: number; count: number }[]> {
  return engine.select(sql`
    SELECT file_id AS fileId, sum(count) AS count
    FROM ${countedEntries(filter)}
    GROUP BY fileId
    ORDER BY count DESC, fileId
    LIMIT ${uint64(limit)}`);
}

/** How many of those that match are listed before a place, the newest first. */
export async function countNewer(engine: EventEngine, filter: EntryFilter, place: EntryPlace): Promise<number> {
  const { timestampUs, fileId, lineNumber } = place;
  const hasTime = timestampUs > NO_TIMESTAMP_US;
  const startsLater = filter.start !== undefined && parseInstantUs(filter.start) > timestampUs;
  // From its moment on, which the counts per minute may know; less those of that moment that are not before it.
  const since = hasTime && !startsLater ? { ...filter, start: formatInstantUs(timestampUs) } : filter;
  const [count, [behind]] = await Promise.all([
    countEntries(engine, since),
    engine.select<{ total: number }>(sql`
      SELECT count() AS total
      FROM entries
      WHERE ${entryConditions(filter)} AND timestamp = ${instantUs(timestampUs)}
        AND (file_id, line_number) <= (${uint32(fileId)}, ${uint32(lineNumber)})`),
  ]);
  return count - (behind?.total ?? 0);
}

/** Whether the counts per minute know all that the filter asks, but for the seconds of its range. */
export function isCountableFilter({ keyword, parseStatuses, query }: EntryFilter): boolean {
  if (parseStatuses !== undefined || (keyword !== undefined && keyword !== "")) return false;
  return query === undefined || isCountable(query);
}

/** Whether the counts per minute tell exactly what matches. */
export function isCountedByMinute(filter: EntryFilter): boolean {
  const isWhole = (instant: string | undefined) =>
    instant === undefined || parseInstantUs(instant) % US_PER_MINUTE === 0;
  return isCountableFilter(filter) && isWhole(filter.start) && isWhole(filter.end);
}

function entriesByMinute(conditions: Sql): Sql {
  return sql`
    SELECT toInt32(floor(toUnixTimestamp64Micro(timestamp) / 60000000)) AS minute, level, service, file_id,
           toUInt64(1) AS count
    FROM entries
    WHERE ${conditions}`;
}

function isoOf(us: number | null): string | undefined {
  return us === null ? undefined : new Date(us / 1000).toISOString();
}
