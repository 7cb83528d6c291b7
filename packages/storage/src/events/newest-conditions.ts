import { entryConditions } from "./entry-conditions.ts";
import type { EventEngine } from "./event-engine.ts";
import type { EntryFilter } from "./event-store.ts";
import { instantUs } from "./instant-us.ts";
import { US_PER_MINUTE } from "./minute.ts";
import { allOf, type Sql, sql } from "./sql.ts";
import { findTimePieces } from "./time-pieces.ts";

/** WHERE over `entries`: what matches, or of more than about `most` entries that may match the newest. */
export async function newestConditions(
  engine: EventEngine,
  filter: EntryFilter,
  most: number,
): Promise<{ conditions: Sql; isAll: boolean }> {
  const pieces = await findTimePieces(engine, filter);
  let entries = 0;
  let first = pieces.length;
  while (first > 0 && (entries += pieces[first - 1]!.entries) <= most) first--;
  const conditions = entryConditions(filter);
  if (first === 0) return { conditions, isAll: true };
  const start = pieces[Math.min(first, pieces.length - 1)]!.start;
  return { conditions: allOf([conditions, sql`timestamp >= ${instantUs(start * US_PER_MINUTE)}`]), isAll: false };
}
