import { levelOfCode, PARSE_STATUSES } from "@faultline/logs";
import { entryConditions } from "./entry-conditions.ts";
import type { EventEngine } from "./event-engine.ts";
import type { Entry, EntryFilter, Page } from "./event-store.ts";
import { formatInstantUs } from "./instant.ts";
import { NO_TIMESTAMP_US } from "./entry-block.ts";
import { sql, uint32, uint64 } from "./sql.ts";

/**
 * A page of the entries that match, and how many match in all. The order is the table's own, backwards in every
 * column: only then does the engine read from the end and stop, with all its threads, when the page is full.
 */
export async function findEntries(
  engine: EventEngine,
  filter: EntryFilter,
  page: Page,
): Promise<{ items: Entry[]; total: number }> {
  const conditions = entryConditions(filter);
  const [rows, counted] = await Promise.all([
    engine.select<EntryRow>(sql`
      SELECT ${ENTRY_FIELDS}
      FROM entries
      WHERE ${conditions}
      ORDER BY timestamp DESC, file_id DESC, line_number DESC
      LIMIT ${uint64(page.limit)} OFFSET ${uint64(page.offset)}`),
    engine.select<{ total: number }>(sql`SELECT count() AS total FROM entries WHERE ${conditions}`),
  ]);
  return { items: rows.map(entryOf), total: counted[0]?.total ?? 0 };
}

/** The entry of an id, or null. */
export async function findEntry(engine: EventEngine, id: number): Promise<Entry | null> {
  const fileId = Math.floor(id / 2 ** 32);
  const [row] = await engine.select<EntryRow>(sql`
    SELECT ${ENTRY_FIELDS}
    FROM entries
    WHERE file_id = ${uint32(fileId)} AND line_number = ${uint32(id % 2 ** 32)}
    LIMIT 1`);
  return row === undefined ? null : entryOf(row);
}

const ENTRY_FIELDS = sql`
  id, file_id, line_number, line_count, byte_offset, toUnixTimestamp64Micro(timestamp) AS timestamp_us, level, service,
  host, message, raw_line, trace_id, attributes, parse_status, parse_confidence, parser_name,
  toUnixTimestamp64Milli(created_at) AS created_at_ms`;

interface EntryRow {
  id: number;
  file_id: number;
  line_number: number;
  line_count: number;
  byte_offset: number;
  timestamp_us: number;
  level: number;
  service: string;
  host: string;
  message: string;
  raw_line: string;
  trace_id: string;
  attributes: Record<string, string>;
  parse_status: number;
  parse_confidence: number;
  parser_name: string;
  created_at_ms: number;
}

function entryOf(row: EntryRow): Entry {
  return {
    id: row.id,
    fileId: row.file_id,
    lineNumber: row.line_number,
    lineCount: row.line_count,
    byteOffset: row.byte_offset,
    timestamp: row.timestamp_us === NO_TIMESTAMP_US ? null : formatInstantUs(row.timestamp_us),
    level: levelOfCode(row.level),
    service: row.service || null,
    host: row.host || null,
    message: row.message,
    rawLine: row.raw_line,
    traceId: row.trace_id || null,
    attributes: row.attributes,
    parseStatus: PARSE_STATUSES[row.parse_status] ?? "failed",
    parseConfidence: row.parse_confidence / 100,
    parserName: row.parser_name || null,
    createdAt: new Date(row.created_at_ms).toISOString(),
  };
}
