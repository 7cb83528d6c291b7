import type { EntrySummary } from "@faultline/storage";

export const WINDOW_SECONDS = 120;
/** Nearly 28 days. All are stored in one transaction, and the embedded catalog answers nobody else meanwhile. */
export const MAX_WINDOWS = 20_000;

export interface RequestedRange {
  readonly start: Date | null;
  readonly end: Date | null;
}

export interface AnalysisRange {
  readonly start: Date;
  readonly end: Date;
  readonly isFirstPartial: boolean;
  readonly isLastPartial: boolean;
  /** What was left out, in one sentence. */
  readonly note: string | null;
}

const WINDOW_MS = WINDOW_SECONDS * 1000;
const MINUTE_MS = 60_000;

/**
 * The range to analyse: what is asked for, as far as there is data, and of that the last {@link MAX_WINDOWS} windows.
 * Null where there is no data with a timestamp.
 */
export function chooseRange(
  asked: RequestedRange,
  data: Pick<EntrySummary, "firstTimestamp" | "lastTimestamp">,
): AnalysisRange | null {
  if (data.firstTimestamp === null || data.lastTimestamp === null) return null;
  const dataStart = Date.parse(data.firstTimestamp);
  const dataEnd = Math.floor(Date.parse(data.lastTimestamp) / MINUTE_MS) * MINUTE_MS + MINUTE_MS;
  const start = Math.max(dataStart, asked.start?.getTime() ?? dataStart);
  const end = Math.min(dataEnd, asked.end?.getTime() ?? dataEnd);
  if (start >= end) return null;
  const earliest = Math.ceil(end / WINDOW_MS) * WINDOW_MS - MAX_WINDOWS * WINDOW_MS;
  const isCut = start < earliest;
  const from = new Date(isCut ? earliest : start);
  return {
    start: from,
    end: new Date(end),
    isFirstPartial: !isCut && start % WINDOW_MS !== 0,
    isLastPartial: end % WINDOW_MS !== 0,
    note: isCut
      ? `Only the last ${MAX_WINDOWS} windows of 2 minutes (27 days) were analysed, from ${from.toISOString()} on; choose a range for earlier ones.`
      : null,
  };
}
