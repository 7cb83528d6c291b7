import type { WindowSeries } from "@faultline/contract";
import { countOf } from "../ui/format-number.ts";
import { formatLength, type Zone } from "../ui/format-time.ts";
import type { ChartSpec } from "./chart-spec.ts";
import { formatValue } from "./chart-value.ts";
import { itemLengthMs, overWindows, peakOf } from "./window-chart.ts";

/** How many entries there are, and which share of them are errors. */
export function errorRate(windows: WindowSeries, zone: Zone): ChartSpec {
  const chart = overWindows(
    windows,
    [
      { name: "Entries", token: "accent", filled: true, value: ({ features }) => features.total_count },
      {
        name: "Error rate",
        token: "error",
        unit: "share",
        onRight: true,
        entries: { q: "level:>=error" },
        value: ({ features }) => (features.total_count > 0 ? features.error_count / features.total_count : 0),
      },
    ],
    zone,
  );
  const [entries = [], rates = []] = chart.series.map(({ values }) => values);
  const peak = peakOf(rates, chart.labels);
  const total = countOf(
    entries.reduce((sum, count) => sum + count, 0),
    "entry",
    "entries",
  );
  return {
    ...chart,
    kind: "line",
    name: "Error Rate & Event Volume",
    subtitle: `Entries per ${formatLength(itemLengthMs(windows))}, and the share of errors among them`,
    alternative: peak
      ? `Line chart of ${total}; the highest error rate, ${formatValue(peak.value, "share")}, is at ${peak.label}.`
      : `Line chart of ${total}, none of them an error.`,
  };
}
