import type { WindowSeries } from "@faultline/contract";
import { countOf } from "../ui/format-number.ts";
import { formatLength, type Zone } from "../ui/format-time.ts";
import type { ChartSpec } from "./chart-spec.ts";
import { itemLengthMs, overWindows, peakOf } from "./window-chart.ts";

/** How many services wrote something, and how many warnings there were: a service that fell silent is a step down. */
export function serviceActivity(windows: WindowSeries, zone: Zone): ChartSpec {
  const chart = overWindows(
    windows,
    [
      { name: "Services", token: "good", filled: true, value: ({ features }) => features.unique_services },
      {
        name: "Warnings",
        token: "warning",
        onRight: true,
        entries: { level: "WARNING" },
        value: ({ features }) => features.warn_count,
      },
    ],
    zone,
  );
  const [services = [], warnings = []] = chart.series.map(({ values }) => values);
  const peak = peakOf(warnings, chart.labels);
  return {
    ...chart,
    kind: "line",
    name: "Service Activity Over Time",
    subtitle: `Services that wrote something, and warnings, per ${formatLength(itemLengthMs(windows))}`,
    alternative:
      `Line chart of the services at work, ${Math.min(...services, Infinity) || 0} to ${countOf(Math.max(0, ...services), "service", "services")}` +
      (peak ? `; most warnings, ${peak.value}, are at ${peak.label}.` : ", without a warning."),
  };
}
