import { countConditions } from "./entry-conditions.ts";
import type { EventEngine } from "./event-engine.ts";
import type { EntryFilter } from "./event-store.ts";
import { sql, uint64 } from "./sql.ts";

/** A part of time, from one minute to another, with about as many entries as every other part. */
export interface TimePiece {
  /** Minutes since 1970. It ends where the next begins. */
  readonly start: number;
  /** At most so many match; as they were when the pieces were made. */
  readonly entries: number;
}

const LEAST_PIECE = 20_000;
const MOST_PIECES = 500;

/** The time of what a filter may find, in pieces from the oldest to the newest. */
export async function findTimePieces(engine: EventEngine, filter: EntryFilter): Promise<TimePiece[]> {
  return engine.select<TimePiece>(sql`
    SELECT min(minute) AS start, sum(in_minute) AS entries
    FROM (
      SELECT minute, in_minute, sum(in_minute) OVER (ORDER BY minute) AS before,
             greatest(${uint64(LEAST_PIECE)}, intDiv(sum(in_minute) OVER (), ${uint64(MOST_PIECES)}) + 1) AS size
      FROM (
        SELECT minute, sum(count) AS in_minute
        FROM minute_counts
        WHERE ${countConditions(filter)}
        GROUP BY minute
      )
    )
    GROUP BY intDiv(before, size) AS piece
    ORDER BY start`);
}
