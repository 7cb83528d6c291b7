import { levelOfCode, PARSE_STATUSES } from "@faultline/logs";
import { NO_TIMESTAMP_US } from "./entry-block.ts";
import type { Entry } from "./event-store.ts";
import { formatInstantUs } from "./instant.ts";
import { sql } from "./sql.ts";

/** What {@link EntryRow} is made of. */
export const ENTRY_FIELDS = sql`
  id, file_id, line_number, line_count, byte_offset, toUnixTimestamp64Micro(timestamp) AS timestamp_us, level, service,
  host, message, raw_line, trace_id, attributes, parse_status, parse_confidence, parser_name,
  toUnixTimestamp64Milli(created_at) AS created_at_ms, toString(shape) AS shape_name`;

export interface EntryRow {
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
  shape_name: string;
}

export function entryOf(row: EntryRow): Entry {
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
    shape: row.shape_name,
  };
}
