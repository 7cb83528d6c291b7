import {
  ArcElement,
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  DoughnutController,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  RadarController,
  RadialLinearScale,
  Tooltip,
} from "chart.js";
import { useEffect, useRef, type RefObject } from "react";
import { centreTotal } from "./centre-total.ts";
import { chartConfig, datasetsOf, optionsOf } from "./chart-config.ts";
import type { ChartSpec, Selection } from "./chart-spec.ts";
import { currentPalette } from "./palette.ts";

Chart.register(
  ArcElement,
  BarController,
  BarElement,
  CategoryScale,
  DoughnutController,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  RadarController,
  RadialLinearScale,
  Tooltip,
  centreTotal,
);

interface ChartCanvasProps {
  spec: ChartSpec;
  /** Names of the series, or of the labels of a doughnut, that are switched off. */
  hidden: ReadonlySet<string>;
  theme: string;
  canvasRef: RefObject<HTMLCanvasElement | null>;
  onSelect: (selection: Selection) => void;
}

/** Draws a chart once, then moves it to each new state from where it stands. */
export default function ChartCanvas({ spec, hidden, theme, canvasRef, onSelect }: ChartCanvasProps) {
  const chartRef = useRef<Chart | null>(null);
  const latest = useRef({ spec, onSelect });
  latest.current = { spec, onSelect };

  useEffect(() => {
    const canvas = canvasRef.current;
    if (!canvas) return;
    const chart = new Chart(canvas, chartConfig(latest.current.spec, currentPalette(), isAnimated()));
    chartRef.current = chart;
    // The first drawing may come before the web font: its text is drawn again when that is there.
    void document.fonts.ready.then(() => chartRef.current === chart && chart.update("none"));
    return () => {
      chartRef.current = null;
      chart.destroy();
    };
  }, [canvasRef, spec.kind]);

  useEffect(() => {
    const chart = chartRef.current;
    if (!chart) return;
    update(chart, spec, hidden);
  }, [spec, hidden, theme]);

  return (
    <canvas
      ref={canvasRef}
      role="img"
      aria-label={spec.alternative}
      onClick={(event) => chartRef.current && select(chartRef.current, event.nativeEvent, latest.current)}
      onMouseMove={(event) => chartRef.current && point(chartRef.current, event.nativeEvent)}
    />
  );
}

function isAnimated(): boolean {
  return !matchMedia("(prefers-reduced-motion: reduce)").matches;
}

function update(chart: Chart, spec: ChartSpec, hidden: ReadonlySet<string>): void {
  const palette = currentPalette();
  chart.data.labels = [...(spec.ticks ?? spec.labels)];
  const present = chart.data.datasets;
  // A dataset that stays keeps its identity, which is what lets it move instead of being drawn from zero.
  chart.data.datasets = datasetsOf(spec, palette).map((next) => {
    const kept = present.find((dataset) => dataset.label === next.label);
    return kept ? Object.assign(kept, next) : next;
  });
  chart.options = optionsOf(spec, palette, isAnimated());
  if (spec.kind === "doughnut") {
    spec.labels.forEach((label, index) => {
      if (chart.getDataVisibility(index) === hidden.has(label)) chart.toggleDataVisibility(index);
    });
  } else {
    spec.series.forEach((series, index) => chart.setDatasetVisibility(index, !hidden.has(series.name)));
  }
  chart.update();
}

/** What of the chart is under the pointer; on a line chart and a radar the nearest will do, their points being small. */
function hit(chart: Chart, event: MouseEvent): { datasetIndex: number; index: number } | undefined {
  const exact = chart.getElementsAtEventForMode(event, "nearest", { intersect: true }, false)[0];
  if (exact) return exact;
  const { type } = chart.config as { type?: string };
  const mode = type === "line" ? "index" : type === "radar" ? "nearest" : null;
  return mode ? chart.getElementsAtEventForMode(event, mode, { intersect: false }, false)[0] : undefined;
}

function select(
  chart: Chart,
  event: MouseEvent,
  { spec, onSelect }: Pick<ChartCanvasProps, "spec" | "onSelect">,
): void {
  const element = hit(chart, event);
  const selection = element && spec.selectionOf(element.datasetIndex, element.index);
  if (selection) onSelect(selection);
}

function point(chart: Chart, event: MouseEvent): void {
  chart.canvas.style.cursor = hit(chart, event) ? "pointer" : "default";
}
