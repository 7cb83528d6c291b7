import { countEntries } from "./counted-entries.ts";
import { entryConditions } from "./entry-conditions.ts";
import { ENTRY_FIELDS, entryOf, type EntryRow } from "./entry-row.ts";
import type { EventEngine } from "./event-engine.ts";
import type { Entry, EntryFilter, EntryPlace, Page } from "./event-store.ts";
import { placeOf, searchEntries } from "./search-entries.ts";
import { sql, uint32, uint64 } from "./sql.ts";

/** A page of the entries that match, and how many match in all. */
export async function findEntries(
  engine: EventEngine,
  filter: EntryFilter,
  page: Page,
): Promise<{ items: Entry[]; total: number }> {
  if (page.offset === 0) {
    const { items, older, total } = await searchEntries(engine, filter, { limit: page.limit });
    return { items, total: older === null ? items.length : (total ?? (await countEntries(engine, filter))) };
  }
  const [rows, total] = await Promise.all([
    // The order is the table's own, backwards in every column: only then does the engine read from the end.
    engine.select<EntryRow>(sql`
      SELECT ${ENTRY_FIELDS}
      FROM entries
      WHERE ${entryConditions(filter)}
      ORDER BY timestamp DESC, file_id DESC, line_number DESC
      LIMIT ${uint64(page.limit)} OFFSET ${uint64(page.offset)}`),
    countEntries(engine, filter),
  ]);
  return { items: rows.map(entryOf), total };
}

/** The entry of an id, or null. */
export async function findEntry(engine: EventEngine, id: number): Promise<Entry | null> {
  const row = await selectEntry(engine, id);
  return row && entryOf(row);
}

/** Where the entry of an id is listed, or null. */
export async function findPlace(engine: EventEngine, id: number): Promise<EntryPlace | null> {
  const row = await selectEntry(engine, id);
  return row && placeOf(row);
}

async function selectEntry(engine: EventEngine, id: number): Promise<EntryRow | null> {
  const fileId = Math.floor(id / 2 ** 32);
  const [row] = await engine.select<EntryRow>(sql`
    SELECT ${ENTRY_FIELDS}
    FROM entries
    WHERE file_id = ${uint32(fileId)} AND line_number = ${uint32(id % 2 ** 32)}
    LIMIT 1`);
  return row ?? null;
}
