import type { WindowSeries } from "@faultline/contract";
import { formatShare } from "../ui/format-number.ts";
import { formatLength, type Zone } from "../ui/format-time.ts";
import type { ChartSpec } from "./chart-spec.ts";
import { itemLengthMs, overWindows } from "./window-chart.ts";

/** The levels over time, on one another. The worst are at the foot, where their changes are seen. */
export function logComposition(windows: WindowSeries, zone: Zone): ChartSpec {
  const common = { filled: true };
  const chart = overWindows(
    windows,
    [
      {
        ...common,
        name: "Error",
        token: "error",
        entries: { q: "level:>=error" },
        value: ({ features }) => features.error_count,
      },
      {
        ...common,
        name: "Warning",
        token: "warning",
        entries: { level: "WARNING" },
        value: ({ features }) => features.warn_count,
      },
      {
        ...common,
        name: "Info",
        token: "info",
        entries: { level: "INFO" },
        value: ({ features }) => features.info_count,
      },
      {
        ...common,
        name: "Debug",
        token: "debug",
        entries: { q: "level:<=debug" },
        value: ({ features }) => features.debug_count,
      },
    ],
    zone,
  );
  const sums = chart.series.map(({ name, values }) => ({ name, sum: values.reduce((a, b) => a + b, 0) }));
  const total = sums.reduce((all, { sum }) => all + sum, 0);
  return {
    ...chart,
    kind: "line",
    name: "Log Composition Over Time",
    subtitle: `Entries by level per ${formatLength(itemLengthMs(windows))}`,
    alternative: `Stacked area chart over ${chart.labels.length} intervals: ${sums
      .map(({ name, sum }) => `${name} ${formatShare(sum, total)}`)
      .join(", ")}.`,
    stacked: true,
  };
}
