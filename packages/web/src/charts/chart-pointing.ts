import type { Chart } from "chart.js";
import type { ChartSpec } from "./chart-spec.ts";

export interface Pointed {
  readonly datasetIndex: number;
  readonly index: number;
}

/** What of the chart is under the pointer; on a line chart and a radar the nearest will do, their points being small. */
export function pointedAt(chart: Chart, event: MouseEvent): Pointed | undefined {
  const exact = chart.getElementsAtEventForMode(event, "nearest", { intersect: true }, false)[0];
  if (exact) return exact;
  const { type } = chart.config as { type?: string };
  const mode = type === "line" ? "index" : type === "radar" ? "nearest" : null;
  return mode ? chart.getElementsAtEventForMode(event, mode, { intersect: false }, false)[0] : undefined;
}

/** Puts the tooltip at a label, as if the pointer were there. */
export function pointTo(chart: Chart, index: number | null): void {
  const shown = chart.data.datasets.flatMap((_, datasetIndex) => {
    const element =
      index !== null && chart.isDatasetVisible(datasetIndex) && chart.getDatasetMeta(datasetIndex).data[index];
    return element ? [{ datasetIndex, index, element }] : [];
  });
  const active = shown.map(({ datasetIndex, index: at }) => ({ datasetIndex, index: at }));
  const { x, y } = shown[0]?.element.tooltipPosition(true) ?? { x: 0, y: 0 };
  chart.setActiveElements(active);
  chart.tooltip?.setActiveElements(active, { x: x ?? 0, y: y ?? 0 });
  chart.update("none");
}

/** The label at a distance from the left edge of the canvas, in CSS pixels: of a chart over time. */
export function labelAt(chart: Chart, spec: ChartSpec, x: number): number {
  const { left, width } = chart.chartArea;
  const last = spec.labels.length - 1;
  return Math.max(0, Math.min(last, Math.round(((x - left) / width) * last)));
}

/** Where a range of labels is on the canvas: left edge and width in CSS pixels. */
export function extentOf(chart: Chart, spec: ChartSpec, from: number, to: number): { left: number; width: number } {
  const { left, width } = chart.chartArea;
  const step = width / Math.max(1, spec.labels.length - 1);
  const [first, last] = from <= to ? [from, to] : [to, from];
  const start = Math.max(0, first - 0.5) * step;
  const end = Math.min(spec.labels.length - 1, last + 0.5) * step;
  return { left: left + start, width: Math.max(2, end - start) };
}
