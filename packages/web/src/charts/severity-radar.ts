import type { Summary } from "@faultline/contract";
import { LEVELS } from "@faultline/logs";
import { countOf } from "../ui/format-number.ts";
import { levelName, levelToken } from "../ui/level.tsx";
import type { ChartSpec } from "./chart-spec.ts";

/** The six severities. They differ by orders of magnitude, so the radar is drawn on a logarithmic scale. */
export function severityRadar(summary: Summary): ChartSpec {
  const counts = LEVELS.map((level) => summary.level_breakdown.find((entry) => entry.level === level)?.count ?? 0);
  const parts = LEVELS.map((level, index) => `${levelName(level)} ${countOf(counts[index] ?? 0, "entry", "entries")}`);
  return {
    kind: "radar",
    name: "Severity Radar",
    subtitle: "Entries by severity, logarithmic",
    alternative: `Radar chart by severity: ${parts.join(", ")}.`,
    labelHeading: "Severity",
    labels: LEVELS.map(levelName),
    series: [{ name: "Entries", token: "accent", values: counts, filled: true }],
    labelTokens: LEVELS.map(levelToken),
    selectionOf: (_series, label) => {
      const level = LEVELS[label];
      return level ? { level } : null;
    },
  };
}
