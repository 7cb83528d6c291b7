const WINDOW_SECONDS = 120;
/** A leap year of 2-minute windows. */
export const MAX_WINDOWS = 263_520;

export interface RequestedRange {
  readonly start: Date | null;
  readonly end: Date | null;
  /** Whole minutes; null: as the range suggests. */
  readonly windowSeconds: number | null;
}

export interface AnalysisRange {
  readonly start: Date;
  readonly end: Date;
  readonly windowSeconds: number;
  readonly isFirstPartial: boolean;
  readonly isLastPartial: boolean;
  /** What was done otherwise than asked for, in one sentence. */
  readonly note: string | null;
}

const MINUTE_MS = 60_000;
const ROUND_MINUTES = [2, 5, 10, 15, 20, 30, 60, 120, 180, 240, 360, 720, 1440];
/** A window with less than this share of it uncovered is as good as whole. */
const UNCOVERED_SHARE = 0.1;

/**
 * The range to analyse: what is asked for, as far as there is data, in windows of which there are not too many. Null
 * where there is no data with a timestamp.
 *
 * @param data ISO 8601: when the first and the last entry was
 */
export function chooseRange(
  asked: RequestedRange,
  data: { readonly firstTimestamp: string; readonly lastTimestamp: string } | null,
): AnalysisRange | null {
  if (data === null) return null;
  const [firstMs, lastMs] = [Date.parse(data.firstTimestamp), Date.parse(data.lastTimestamp)];
  const start = Math.max(floorTo(firstMs, MINUTE_MS), asked.start?.getTime() ?? -Infinity);
  const end = Math.min(floorTo(lastMs, MINUTE_MS) + MINUTE_MS, asked.end?.getTime() ?? Infinity);
  if (start >= end) return null;
  const wanted = asked.windowSeconds ?? WINDOW_SECONDS;
  const windowSeconds = widen(wanted, start, end);
  const windowMs = windowSeconds * 1000;
  const uncoveredBefore = Math.max(start, firstMs) - floorTo(start, windowMs);
  const uncoveredAfter = Math.ceil(end / windowMs) * windowMs - Math.min(end, lastMs);
  return {
    start: new Date(start),
    end: new Date(end),
    windowSeconds,
    isFirstPartial: uncoveredBefore > UNCOVERED_SHARE * windowMs,
    isLastPartial: uncoveredAfter > UNCOVERED_SHARE * windowMs,
    note:
      windowSeconds === wanted
        ? null
        : `Windows are ${windowSeconds / 60} minutes long, since this range has more than ${MAX_WINDOWS.toLocaleString("en")} of ${wanted / 60} minutes.`,
  };
}

function widen(wantedSeconds: number, start: number, end: number): number {
  const fits = (minutes: number): boolean =>
    Math.ceil(end / (minutes * MINUTE_MS)) - Math.floor(start / (minutes * MINUTE_MS)) <= MAX_WINDOWS;
  const wanted = wantedSeconds / 60;
  const widths = [wanted, ...ROUND_MINUTES.filter((minutes) => minutes > wanted)];
  return (widths.find(fits) ?? Math.ceil((end - start) / MINUTE_MS / (MAX_WINDOWS - 1))) * 60;
}

function floorTo(value: number, step: number): number {
  return Math.floor(value / step) * step;
}
