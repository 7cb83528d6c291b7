import { countConditions, fileCondition, hasMinute } from "./entry-conditions.ts";
import type { EventEngine } from "./event-engine.ts";
import type { CountFilter, ErrorShape } from "./event-store.ts";
import { formatInstantUs } from "./instant.ts";
import { sql, uint32 } from "./sql.ts";

/** Shapes of ERROR and FATAL entries, most frequent first, each with one of its messages (cut at 4096 characters). */
export async function findErrorShapes(engine: EventEngine, filter: CountFilter, limit: number): Promise<ErrorShape[]> {
  const rows = await engine.select<ShapeRow>(sql`
    WITH counted AS (
      SELECT shape, sum(count) AS entries,
             minOrNullIf(first_seen, ${hasMinute()}) AS first, maxOrNullIf(last_seen, ${hasMinute()}) AS last,
             arraySort(groupUniqArrayIf(100)(service, service != '')) AS services
      FROM minute_counts
      WHERE ${countConditions(filter)} AND level IN (1, 2)
      GROUP BY shape
      ORDER BY entries DESC, shape
      LIMIT ${uint32(limit)}
    )
    SELECT toString(counted.shape) AS shape, any(examples.example) AS exampleMessage, any(counted.entries) AS entries,
           any(toUnixTimestamp64Micro(counted.first)) AS firstUs, any(toUnixTimestamp64Micro(counted.last)) AS lastUs,
           any(counted.services) AS services
    FROM counted
    LEFT JOIN (
      SELECT shape, any(example) AS example
      FROM shapes
      WHERE ${fileCondition(filter)} AND level IN (1, 2) AND shape IN (SELECT shape FROM counted)
      GROUP BY shape
    ) AS examples ON examples.shape = counted.shape
    GROUP BY counted.shape
    ORDER BY entries DESC, counted.shape`);
  return rows.map((row) => ({
    shape: row.shape,
    exampleMessage: row.exampleMessage,
    count: row.entries,
    firstSeen: row.firstUs === null ? null : formatInstantUs(row.firstUs),
    lastSeen: row.lastUs === null ? null : formatInstantUs(row.lastUs),
    services: row.services,
  }));
}

interface ShapeRow {
  shape: string;
  exampleMessage: string;
  entries: number;
  firstUs: number | null;
  lastUs: number | null;
  services: string[];
}
