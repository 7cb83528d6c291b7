import type { Timeline } from "@faultline/contract";
import type { Zone } from "../ui/format-time.ts";
import type { ChartSpec } from "./chart-spec.ts";
import { volumeTimeline } from "./volume-timeline.ts";

/** The entries of one pattern over time, with the levels that stand out over them. */
export function patternTimeline(timeline: Timeline, zone: Zone): ChartSpec {
  const spec = volumeTimeline(timeline, zone);
  // A line of zeros says nothing about a single kind of message.
  const kept = spec.series
    .map((series, index) => ({ series, index }))
    .filter(({ series, index }) => index === 0 || series.values.some((value) => value > 0));
  return {
    ...spec,
    name: "Over time",
    series: kept.map(({ series }) => series),
    selectionOf: (series, label) => spec.selectionOf(kept[series]?.index ?? 0, label),
  };
}
