import type { LogFile as PresentedLogFile } from "@faultline/contract";
import type { LogFile } from "@faultline/storage";
import type { Progress, ProgressMeter } from "../ingestion/progress-meter.ts";

export type PresentFile = (file: LogFile) => PresentedLogFile;

export function createPresentFile(meter: Pick<ProgressMeter, "progressOf">): PresentFile {
  return (file) => presentFile(file, file.status === "processing" ? meter.progressOf(file) : null);
}

function presentFile(file: LogFile, progress: Progress | null): PresentedLogFile {
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
    lines_per_second: progress && Math.round(progress.linesPerSecond),
    seconds_left: progress && progress.secondsLeft !== null ? Math.ceil(progress.secondsLeft) : null,
    formats: [...file.formats],
    first_timestamp: file.firstTimestamp?.toISOString() ?? null,
    last_timestamp: file.lastTimestamp?.toISOString() ?? null,
    error: file.error,
    uploaded_at: file.uploadedAt.toISOString(),
    processed_at: file.processedAt?.toISOString() ?? null,
  };
}
