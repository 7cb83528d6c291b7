import { SCORE_BINS, type WindowSeries } from "@faultline/contract";
import { countOf, formatScore, formatCount } from "../ui/format-number.ts";
import type { Zone } from "../ui/format-time.ts";
import type { ChartSpec, Selection } from "./chart-spec.ts";
import { scoreSelection } from "./score-windows.ts";
import { overWindows, peakOf, SCORE_BANDS } from "./window-chart.ts";

/** How unusual each window is; those that were flagged have a mark. */
export function anomalyScoreTimeline(windows: WindowSeries, zone: Zone): ChartSpec {
  const marked = new Set(windows.items.flatMap(({ is_anomaly }, index) => (is_anomaly ? [index] : [])));
  const score = { name: "Score", token: "moderate", unit: "score", filled: true, marked } as const;
  const chart = overWindows(windows, [{ ...score, value: (window) => window.score }], zone);
  const peak = peakOf(chart.series[0]?.values ?? [], chart.labels);
  return {
    ...chart,
    kind: "line",
    name: "Anomaly Score Timeline",
    subtitle: `How unusual each window is, 0 to 1 · ${countOf(windows.flagged, "window", "windows")} flagged`,
    alternative: peak
      ? `Line chart of the scores of ${countOf(windows.total, "window", "windows")}, ${windows.flagged} of them flagged; ` +
        `the highest, ${formatScore(peak.value)}, is of ${peak.label}.`
      : "Line chart without data: no window was analysed in this range.",
    bands: SCORE_BANDS,
  };
}

const BIN = 1 / SCORE_BINS;

/** How many windows have which score: all of them, also where neighbours share a point of the other charts. */
export function anomalyScoreDistribution(windows: WindowSeries): ChartSpec {
  const { score_counts: counts, total: windowCount } = windows;
  const bandOf = (bin: number) => SCORE_BANDS.findLast(({ from }) => bin * BIN + 1e-9 >= from)!;
  const total = (token: string) =>
    counts.reduce((sum, count, bin) => (bandOf(bin).token === token ? sum + count : sum), 0);
  const selections = new Map<number, Selection | null>();
  const parts = SCORE_BANDS.map(({ name, token }) => `${formatCount(total(token))} ${name.toLowerCase()}`);
  return {
    kind: "column",
    name: "Anomaly Score Distribution",
    subtitle: `Windows by score: ${parts.join(", ")}`,
    alternative: `Histogram of the scores of ${countOf(windowCount, "window", "windows")}: ${parts.join(", ")}.`,
    labelHeading: "Score",
    labels: counts.map((_, bin) => `${formatScore(bin * BIN)} to ${formatScore((bin + 1) * BIN)}`),
    ticks: counts.map((_, bin) => formatScore(bin * BIN)),
    series: SCORE_BANDS.map(({ name, token }) => ({
      name,
      token,
      values: counts.map((count, bin) => (bandOf(bin).token === token ? count : 0)),
    })),
    stacked: true,
    // Asked at each move of the pointer.
    selectionOf: (_, bin) => {
      const known = selections.get(bin);
      const selection = known === undefined ? scoreSelection(windows, bin) : known;
      selections.set(bin, selection);
      return selection;
    },
  };
}
