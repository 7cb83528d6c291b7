import type { LogEntry } from "@faultline/contract";
import type { Entry } from "@faultline/storage";
import type { TemplateBook } from "../templates/template-book.ts";

/** Entries as the API has them, with the templates of those whose shapes have one. */
export async function presentEntries(
  entries: readonly Entry[],
  book: Pick<TemplateBook, "idsOf">,
): Promise<LogEntry[]> {
  const ids = await book.idsOf(entries.map(({ shape }) => shape));
  return entries.map((entry) => presentEntry(entry, ids.get(entry.shape) ?? null));
}

function presentEntry(entry: Entry, templateId: string | null): LogEntry {
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
    template_id: templateId,
    created_at: entry.createdAt,
  };
}
