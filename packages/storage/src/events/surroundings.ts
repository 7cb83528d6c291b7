import { ENTRY_FIELDS, entryOf, type EntryRow } from "./entry-row.ts";
import type { EventEngine } from "./event-engine.ts";
import type { Entry, Surroundings } from "./event-store.ts";
import { findEntry } from "./find-entries.ts";
import { int64, type Sql, sql, uint32, uint64 } from "./sql.ts";

/** Lines that are looked through first; entries of many lines may need more. */
const LEAST_LINES = 1000;
const GROWTH = 16;
const GREATEST_LINE = 2 ** 32 - 1;

/** An entry among those before and after it in its file, by line; null if there is none with this id. */
export async function findSurroundings(
  engine: EventEngine,
  id: number,
  counts: { readonly before: number; readonly after: number },
): Promise<Surroundings | null> {
  const entry = await findEntry(engine, id);
  if (entry === null) return null;
  const [before, after] = await Promise.all([
    findNeighbours(engine, entry, counts.before + 1, "before"),
    findNeighbours(engine, entry, counts.after + 1, "after"),
  ]);
  return {
    before: before.slice(0, counts.before).toReversed(),
    entry,
    after: after.slice(0, counts.after),
    hasMoreBefore: before.length > counts.before,
    hasMoreAfter: after.length > counts.after,
  };
}

/** The nearest first. Lines are looked through in steps, since the index leaves out only what is far by its number. */
async function findNeighbours(
  engine: EventEngine,
  { fileId, lineNumber }: Entry,
  count: number,
  side: "before" | "after",
): Promise<Entry[]> {
  const isBefore = side === "before";
  for (let lines = LEAST_LINES; ; lines *= GROWTH) {
    const least = isBefore ? Math.max(0, lineNumber - lines) : lineNumber + 1;
    const greatest = isBefore ? lineNumber - 1 : Math.min(GREATEST_LINE, lineNumber + lines);
    const order: Sql = isBefore ? sql`line_number DESC` : sql`line_number ASC`;
    const rows = await engine.select<EntryRow>(sql`
      SELECT ${ENTRY_FIELDS}
      FROM entries
      WHERE file_id = ${uint32(fileId)} AND line_number >= ${int64(least)} AND line_number <= ${int64(greatest)}
      ORDER BY ${order}
      LIMIT ${uint64(count)}`);
    if (rows.length === count || (isBefore ? least === 0 : greatest === GREATEST_LINE)) return rows.map(entryOf);
  }
}
