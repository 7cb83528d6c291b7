import type { Summary } from "@faultline/contract";
import { LEVELS } from "@faultline/logs";
import { countOf, formatShare } from "../ui/format-number.ts";
import { levelName, levelToken } from "../ui/level.tsx";
import type { ChartSpec } from "./chart-spec.ts";

/** Levels by severity, those that occur only; entries without a level come last. */
export function levelBreakdown(summary: Summary): ChartSpec {
  const present = [...LEVELS, null].flatMap((level) => {
    const count = summary.level_breakdown.find((entry) => entry.level === level)?.count ?? 0;
    return count > 0 ? [{ level, count }] : [];
  });
  const total = present.reduce((sum, { count }) => sum + count, 0);
  const parts = present.map(({ level, count }) => `${levelName(level)} ${formatShare(count, total)}`);
  return {
    kind: "doughnut",
    name: "Log Level Breakdown",
    subtitle: "Share of each level among all entries",
    alternative: `Doughnut chart of ${countOf(total, "entry", "entries")}: ${parts.join(", ")}.`,
    labelHeading: "Level",
    labels: present.map(({ level }) => levelName(level)),
    series: [{ name: "Entries", token: "accent", values: present.map(({ count }) => count) }],
    labelTokens: present.map(({ level }) => levelToken(level)),
    selectionOf: (_series, label) => {
      const level = present[label]?.level;
      return level ? { level } : null;
    },
  };
}
