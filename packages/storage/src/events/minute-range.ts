import { countConditions, hasMinute } from "./entry-conditions.ts";
import type { EventEngine } from "./event-engine.ts";
import type { CountFilter, EntryFilter } from "./event-store.ts";
import { formatInstantUs, parseInstantUs } from "./instant.ts";
import { US_PER_MINUTE } from "./minute.ts";
import { sql } from "./sql.ts";

/** Minutes since 1970, end exclusive. */
export interface MinuteRange {
  readonly start: number;
  readonly end: number;
}

/** The filter's range where it is given, else the range of the data that match; null if nothing bounds it. */
export async function findMinuteRange(
  engine: EventEngine,
  filter: CountFilter & Pick<EntryFilter, "query">,
): Promise<MinuteRange | null> {
  const start = filter.start === undefined ? null : Math.floor(parseInstantUs(filter.start) / US_PER_MINUTE);
  const end = filter.end === undefined ? null : Math.ceil(parseInstantUs(filter.end) / US_PER_MINUTE);
  if (start !== null && end !== null) return start < end ? { start, end } : null;
  const [found] = await engine.select<{ first: number | null; last: number | null }>(sql`
    SELECT minOrNull(minute) AS first, maxOrNull(minute) AS last
    FROM minute_counts
    WHERE ${countConditions(filter)} AND ${hasMinute()}`);
  if (found === undefined || found.first === null || found.last === null) return null;
  return { start: start ?? found.first, end: end ?? found.last + 1 };
}

/** ISO 8601 with microseconds: when the first and the last entry was, of those that match; null if none has a timestamp. */
export async function findTimeRange(
  engine: EventEngine,
  filter: CountFilter & Pick<EntryFilter, "query">,
): Promise<{ firstTimestamp: string; lastTimestamp: string } | null> {
  const matching = sql`${countConditions(filter)} AND ${hasMinute()}`;
  // Only the first and the last minute are read whole.
  const [found] = await engine.select<{ first: number | null; last: number | null }>(sql`
    WITH (SELECT (min(minute), max(minute)) FROM minute_counts WHERE ${matching}) AS ends
    SELECT toUnixTimestamp64Micro(minOrNull(first_seen)) AS first, toUnixTimestamp64Micro(maxOrNull(last_seen)) AS last
    FROM minute_counts
    WHERE ${matching} AND minute IN (ends.1, ends.2)`);
  if (found === undefined || found.first === null || found.last === null) return null;
  return { firstTimestamp: formatInstantUs(found.first), lastTimestamp: formatInstantUs(found.last) };
}
