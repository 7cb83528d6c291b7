import { SCORE_BINS, type ScoredWindow, type WindowSeries } from "@faultline/contract";
import { MAX_SEARCH_LENGTH } from "@faultline/logs";
import type { Interval, Selection } from "./chart-spec.ts";

/** More stretches than this are no query that anybody would read. */
const MOST_STRETCHES = 40;

/**
 * The entries of the windows whose score is in that bar of the distribution; null where they are too many to name, or
 * are not known one by one as neighbours share an item.
 */
export function scoreSelection({ items, windows_per_item, score_counts }: WindowSeries, bin: number): Selection | null {
  const chosen = items.filter(({ score }) => binOf(score) === bin);
  if (windows_per_item > 1 || chosen.length === 0 || chosen.length !== score_counts[bin]) return null;
  const stretches = joined(chosen);
  const [first, last] = [stretches[0]!, stretches.at(-1)!];
  const times = { start: first.start, end: last.end };
  if (stretches.length === 1) return times;
  const q = stretches.map(({ start, end }) => `(time:>=${short(start)} time:<${short(end)})`).join(" OR ");
  return stretches.length > MOST_STRETCHES || q.length > MAX_SEARCH_LENGTH ? null : { ...times, q };
}

function binOf(score: number): number {
  return Math.min(SCORE_BINS - 1, Math.floor(score * SCORE_BINS + 1e-9));
}

/** Windows that follow each other are one stretch. */
function joined(windows: readonly ScoredWindow[]): Interval[] {
  const stretches: Interval[] = [];
  for (const { window_start: start, window_end: end } of windows) {
    const last = stretches.at(-1);
    if (last?.end === start) stretches[stretches.length - 1] = { start: last.start, end };
    else stretches.push({ start, end });
  }
  return stretches;
}

function short(iso: string): string {
  return iso.replace(/\.0+Z$/, "Z");
}
