import type { Chart, Plugin } from "chart.js";
import { formatCompact } from "../ui/format-number.ts";
import { currentPalette } from "./palette.ts";

/** Writes the sum of a doughnut's visible segments in its middle. */
export const centreTotal: Plugin<"doughnut"> = {
  id: "centreTotal",
  afterDatasetsDraw(chart: Chart) {
    if ((chart.config as { type?: string }).type !== "doughnut" || !chart.chartArea) return;
    const values = (chart.data.datasets[0]?.data ?? []) as number[];
    const total = values.reduce((sum, value, index) => (chart.getDataVisibility(index) ? sum + value : sum), 0);
    const { left, right, top, bottom } = chart.chartArea;
    const { color, font } = currentPalette();
    const { ctx } = chart;
    ctx.save();
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillStyle = color("text");
    ctx.font = `600 28px ${font}`;
    ctx.fillText(formatCompact(total), (left + right) / 2, (top + bottom) / 2 - 7);
    ctx.fillStyle = color("text-secondary");
    ctx.font = `400 12px ${font}`;
    ctx.fillText(total === 1 ? "entry" : "entries", (left + right) / 2, (top + bottom) / 2 + 17);
    ctx.restore();
  },
};
