import type { LogEntry } from "@faultline/contract";
import type { Entry } from "@faultline/storage";

export function presentEntry(entry: Entry): LogEntry {
  return {
    id: entry.id,
    log_file_id: entry.fileId,
    line_number: entry.lineNumber,
    line_count: entry.lineCount,
    timestamp: entry.timestamp,
    level: entry.level,
    service: entry.service,
    host: entry.host,
    message: entry.message,
    raw_line: entry.rawLine,
    trace_id: entry.traceId,
    attributes: { ...entry.attributes },
    parse_status: entry.parseStatus,
    parse_confidence: entry.parseConfidence,
    parser_name: entry.parserName,
    created_at: entry.createdAt,
  };
}
