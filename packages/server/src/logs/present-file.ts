import type { LogFile as PresentedLogFile } from "@faultline/contract";
import type { LogFile } from "@faultline/storage";

export function presentFile(file: LogFile): PresentedLogFile {
  return {
    id: file.id,
    filename: file.filename,
    source: file.source,
    environment: file.environment,
    log_type: file.logType,
    status: file.status,
    total_lines: file.totalLines,
    parsed_lines: file.parsedLines,
    failed_lines: file.failedLines,
    parsed_entries: file.parsedEntries,
    partial_entries: file.partialEntries,
    failed_entries: file.failedEntries,
    size_bytes: file.sizeBytes,
    processed_bytes: file.processedBytes,
    content_sha256: file.contentSha256,
    archive_id: file.archiveId,
    member_count: file.memberCount,
    time_zone: file.timeZone,
    encoding: file.encoding,
    attempt: file.attempt,
    lines_per_second: null,
    seconds_left: null,
    formats: [...file.formats],
    first_timestamp: file.firstTimestamp?.toISOString() ?? null,
    last_timestamp: file.lastTimestamp?.toISOString() ?? null,
    error: file.error,
    uploaded_at: file.uploadedAt.toISOString(),
    processed_at: file.processedAt?.toISOString() ?? null,
  };
}
