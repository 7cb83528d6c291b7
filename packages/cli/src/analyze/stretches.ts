import type { PresentedAnomaly } from "./findings.ts";

/** Flagged windows one after another, which are one thing to look at. */
export interface Stretch {
  /** ISO 8601 */
  readonly start: string;
  readonly end: string;
  readonly windows: number;
  /** Those of the most anomalous window in it. */
  readonly score: number;
  readonly description: string;
}

/** In the order of time. */
export function stretchesOf(anomalies: readonly PresentedAnomaly[]): Stretch[] {
  const stretches: Stretch[] = [];
  for (const anomaly of anomalies.toSorted((a, b) => (a.window_start < b.window_start ? -1 : 1))) {
    const { window_start: start, window_end: end, score, description } = anomaly;
    const last = stretches.at(-1);
    if (last?.end !== start) stretches.push({ start, end, windows: 1, score, description });
    else {
      const most = score > last.score ? { score, description } : last;
      stretches[stretches.length - 1] = { ...last, ...most, start: last.start, end, windows: last.windows + 1 };
    }
  }
  return stretches;
}
