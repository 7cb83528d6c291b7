import type { ScoredWindow, WindowSeries } from "@faultline/contract";
import { formatBucket, formatTick, type Zone } from "../ui/format-time.ts";
import type { ChartSpec, Interval, Selection, Series } from "./chart-spec.ts";

/** A series of the chart, and which entries of a window it counts. */
export interface WindowMeasure extends Omit<Series, "values"> {
  readonly value: (window: ScoredWindow) => number;
  readonly entries?: Selection;
}

/** Scores: normal up to the 0.5 of what cannot be told from the rest, high above 0.6 (Liu, Ting, Zhou: Isolation Forest, 2008). */
export const SCORE_BANDS = [
  { from: 0, token: "good", name: "Normal" },
  { from: 0.5, token: "moderate", name: "Moderate" },
  { from: 0.6, token: "high", name: "High" },
] as const;

/** What all charts of the analysed windows have in common: time along the foot, a click opens the window's entries. */
export function overWindows(
  { items }: Pick<WindowSeries, "items">,
  measures: readonly WindowMeasure[],
  zone: Zone,
): Pick<ChartSpec, "labelHeading" | "labels" | "ticks" | "intervals" | "series" | "selectionOf"> {
  const intervals = items.map(({ window_start, window_end }): Interval => ({ start: window_start, end: window_end }));
  const [first, last] = [intervals[0], intervals.at(-1)];
  const spanMs = first && last ? Date.parse(last.end) - Date.parse(first.start) : 0;
  return {
    labelHeading: "Time",
    labels: intervals.map(({ start, end }) => formatBucket(start, (Date.parse(end) - Date.parse(start)) / 1000, zone)),
    ticks: intervals.map(({ start }) => formatTick(start, zone, spanMs)),
    intervals,
    series: measures.map(({ value, entries: _, ...series }) => ({ ...series, values: items.map(value) })),
    selectionOf: (series, label) => {
      const times = intervals[label];
      return times ? { ...measures[series]?.entries, ...times } : null;
    },
  };
}

/** How long an item of the charts is, in words: `2 min`. */
export function itemLengthMs({ items }: Pick<WindowSeries, "items">): number {
  const first = items[0];
  return first ? Date.parse(first.window_end) - Date.parse(first.window_start) : 0;
}

/** The label at which a series is highest, and how high; null where it is nothing but zeros. */
export function peakOf(values: readonly number[], labels: readonly string[]): { label: string; value: number } | null {
  const value = Math.max(0, ...values);
  return value > 0 ? { label: labels[values.indexOf(value)] ?? "", value } : null;
}
