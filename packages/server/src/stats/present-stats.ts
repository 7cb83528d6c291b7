import type { Summary, Timeline as PresentedTimeline, TimeParts as PresentedTimeParts } from "@faultline/contract";
import type { EntrySummary, Timeline, TimeParts } from "@faultline/storage";

export function presentSummary(counts: EntrySummary, fileCount: number): Summary {
  return {
    total_entries: counts.totalEntries,
    total_files: fileCount,
    level_breakdown: counts.levels.map(({ level, count }) => ({ level, count })),
    top_services: counts.topServices.map(({ service, count }) => ({ service, count })),
    first_timestamp: counts.firstTimestamp,
    last_timestamp: counts.lastTimestamp,
  };
}

export function presentTimeline({ bucketSeconds, buckets }: Timeline): PresentedTimeline {
  return { bucket_seconds: bucketSeconds, buckets: buckets.map((bucket) => ({ ...bucket })) };
}

export function presentTimeParts({ parts, undated }: TimeParts): PresentedTimeParts {
  return { parts: parts.map((part) => ({ ...part })), undated };
}
