import { SCORE_BINS, type ScoredWindow, type WindowSeries } from "@faultline/contract";
import type { WindowColumns } from "@faultline/storage";

type Series = Pick<WindowSeries, "windows_per_item" | "total" | "flagged" | "score_counts" | "items">;

/** Windows as items, at most so many: where there are more, neighbours share one. */
export function windowSeries(windows: WindowColumns, maxPoints: number): Series {
  const total = windows.score.length;
  const perItem = Math.ceil(total / maxPoints);
  const items: ScoredWindow[] = [];
  for (let from = 0; from < total; from += perItem) items.push(itemOf(windows, from, Math.min(from + perItem, total)));
  const flagged = windows.isAnomaly.reduce((sum, flag) => sum + flag, 0);
  return { windows_per_item: perItem, total, flagged, score_counts: scoreCounts(windows.score), items };
}

export function scoreCounts(scores: Float64Array): number[] {
  const counts = Array.from({ length: SCORE_BINS }, () => 0);
  // What is on an edge but for rounding belongs to the bin that begins there.
  for (const score of scores) counts[Math.min(SCORE_BINS - 1, Math.floor(score * SCORE_BINS + 1e-9))]! += 1;
  return counts;
}

/** Counts are summed; of scores and services the largest counts, for which services they were is not known. */
function itemOf(windows: WindowColumns, from: number, to: number): ScoredWindow {
  const { start, windowSeconds } = windows;
  const sum = (column: Float64Array): number => column.subarray(from, to).reduce((total, value) => total + value, 0);
  const most = (column: Float64Array | Uint8Array): number => {
    let greatest = 0;
    for (let window = from; window < to; window++) greatest = Math.max(greatest, column[window]!);
    return greatest;
  };
  const at = (window: number): string => new Date(start.getTime() + window * windowSeconds * 1000).toISOString();
  const [total, errors] = [sum(windows.totalCount), sum(windows.errorCount)];
  return {
    window_start: at(from),
    window_end: at(to),
    score: most(windows.score),
    is_anomaly: most(windows.isAnomaly) > 0,
    features: {
      total_count: total,
      error_count: errors,
      warn_count: sum(windows.warnCount),
      info_count: sum(windows.infoCount),
      debug_count: sum(windows.debugCount),
      error_rate: total === 0 ? 0 : errors / total,
      unique_services: most(windows.uniqueServices),
    },
  };
}
