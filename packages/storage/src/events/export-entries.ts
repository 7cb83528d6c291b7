import { entryConditions } from "./entry-conditions.ts";
import type { EventEngine } from "./event-engine.ts";
import { entryOf, type EntryRow } from "./entry-row.ts";
import { QueryTooLargeError } from "./event-store-errors.ts";
import type { Entry, EntryFilter, EntryPlace } from "./event-store.ts";
import { narrowFilter } from "./narrow-filter.ts";
import { isBeyond, isWithin, placeOf, selectSlice } from "./search-entries.ts";
import { SlicePlan } from "./slice-plan.ts";
import { findTimePieces } from "./time-pieces.ts";

const PAGE = 5000;
const SLICE = 100_000;

/**
 * All that matches, newest first, some thousand entries at a time; entries that are long, fewer, and none where nothing
 * was found so far: whoever takes no more of it ends it there.
 */
export async function* exportEntries(engine: EventEngine, wanted: EntryFilter): AsyncGenerator<Entry[]> {
  const filter = await narrowFilter(engine, wanted);
  const plan = new SlicePlan(await findTimePieces(engine, filter), true);
  const conditions = entryConditions(filter);
  let limit = PAGE;
  while (!plan.isDone) {
    const slice = isWithin(plan.take(SLICE));
    let place: EntryPlace | null = null;
    for (;;) {
      const rest = place === null ? [] : [isBeyond({ direction: "older", place })];
      const rows: EntryRow[] | null = await selectSlice(engine, [conditions, slice, ...rest], "older", limit).catch(
        (error: unknown) => {
          if (error instanceof QueryTooLargeError && limit > 1) return null;
          throw error;
        },
      );
      if (rows === null) {
        limit = Math.ceil(limit / 8);
        continue;
      }
      yield rows.map(entryOf);
      if (rows.length < limit) break;
      place = placeOf(rows.at(-1)!);
    }
  }
}
