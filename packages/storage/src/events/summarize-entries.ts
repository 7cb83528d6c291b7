import { levelOfCode } from "@faultline/logs";
import { countedEntries } from "./counted-entries.ts";
import { hasMinute } from "./entry-conditions.ts";
import type { EventEngine } from "./event-engine.ts";
import type { EntryFilter, EntrySummary } from "./event-store.ts";
import { formatMinute } from "./minute.ts";
import { sql, uint32 } from "./sql.ts";

const TOP_SERVICES = 10;

/** Totals by level, and the ten most frequent services. */
export async function summarizeEntries(engine: EventEngine, filter: EntryFilter): Promise<EntrySummary> {
  // One more of the services, since having none may be among them.
  const rows = await engine.select<SummaryRow>(sql`
    SELECT grouping(level) AS isOfService, level, service, sum(count) AS entries,
           minOrNullIf(minute, ${hasMinute()}) AS first, maxOrNullIf(minute, ${hasMinute()}) AS last
    FROM ${countedEntries(filter)}
    GROUP BY GROUPING SETS ((level), (service))
    ORDER BY isOfService, entries DESC, level, service
    LIMIT ${uint32(TOP_SERVICES + 1)} BY isOfService`);
  const levels = rows.filter((row) => row.isOfService === 0);
  const services = rows.filter((row) => row.isOfService === 1 && row.service !== "").slice(0, TOP_SERVICES);
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

interface SummaryRow {
  isOfService: 0 | 1;
  level: number;
  service: string;
  entries: number;
  first: number | null;
  last: number | null;
}
