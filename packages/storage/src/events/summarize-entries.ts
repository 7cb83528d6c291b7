import { levelOfCode } from "@faultline/logs";
import { countConditions, hasMinute } from "./entry-conditions.ts";
import type { EventEngine } from "./event-engine.ts";
import type { CountFilter, EntrySummary } from "./event-store.ts";
import { formatMinute } from "./minute.ts";
import { sql } from "./sql.ts";

/** Totals by level, and the ten most frequent services. */
export async function summarizeEntries(engine: EventEngine, filter: CountFilter): Promise<EntrySummary> {
  const conditions = countConditions(filter);
  const [levels, services] = await Promise.all([
    engine.select<{ level: number; entries: number; first: number | null; last: number | null }>(sql`
      SELECT level, sum(count) AS entries,
             minOrNullIf(minute, ${hasMinute()}) AS first, maxOrNullIf(minute, ${hasMinute()}) AS last
      FROM minute_counts
      WHERE ${conditions}
      GROUP BY level
      ORDER BY entries DESC, level`),
    engine.select<{ service: string; entries: number }>(sql`
      SELECT service, sum(count) AS entries
      FROM minute_counts
      WHERE ${conditions} AND service != ''
      GROUP BY service
      ORDER BY entries DESC, service
      LIMIT 10`),
  ]);
  const firsts = levels.flatMap((row) => row.first ?? []);
  const lasts = levels.flatMap((row) => row.last ?? []);
  return {
    totalEntries: levels.reduce((sum, row) => sum + row.entries, 0),
    levels: levels.map((row) => ({ level: levelOfCode(row.level), count: row.entries })),
    topServices: services.map((row) => ({ service: row.service, count: row.entries })),
    firstTimestamp: firsts.length === 0 ? null : formatMinute(Math.min(...firsts)),
    lastTimestamp: lasts.length === 0 ? null : formatMinute(Math.max(...lasts)),
  };
}
