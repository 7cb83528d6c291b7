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
import { useEffect, useRef, useState, type RefObject } from "react";
import { centreTotal } from "./centre-total.ts";
import { chartConfig, optionsOf } from "./chart-config.ts";
import { datasetsOf } from "./chart-datasets.ts";
import { ChartHandle } from "./chart-handle.tsx";
import type { ChartSpec, Interval, Selection } from "./chart-spec.ts";
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

export interface ChartCanvasProps {
  spec: ChartSpec;
  /** Names of the series, or of the labels of a doughnut, that are switched off. */
  hidden: ReadonlySet<string>;
  theme: string;
  canvasRef: RefObject<HTMLCanvasElement | null>;
  onSelect: (selection: Selection) => void;
  onRange: (range: Interval) => void;
}

/** Draws a chart once, then moves it to each new state from where it stands. */
export default function ChartCanvas({ spec, hidden, theme, canvasRef, onSelect, onRange }: ChartCanvasProps) {
  const [chart, setChart] = useState<Chart | null>(null);
  const latest = useRef({ spec, theme });
  latest.current = { spec, theme };
  // What the chart was made with: it need not be brought to where it stands.
  const made = useRef<typeof latest.current | null>(null);

  useEffect(() => {
    const canvas = canvasRef.current;
    if (!canvas) return;
    const drawn = new Chart(canvas, chartConfig(latest.current.spec, currentPalette()));
    let isAlive = true;
    made.current = latest.current;
    setChart(drawn);
    // The first drawing may come before the web font: its text is drawn again when that is there.
    if (document.fonts.status === "loading") void document.fonts.ready.then(() => isAlive && drawn.update("none"));
    return () => {
      isAlive = false;
      setChart(null);
      drawn.destroy();
    };
  }, [canvasRef, spec.kind]);

  useEffect(() => {
    if (!chart?.ctx) return;
    const isDrawn = made.current?.spec === spec && made.current.theme === theme && hidden.size === 0;
    made.current = null;
    if (!isDrawn) update(chart, spec, hidden);
  }, [chart, spec, hidden, theme]);

  return (
    <ChartHandle chart={chart} spec={spec} onSelect={onSelect} onRange={onRange}>
      <canvas ref={canvasRef} role="img" aria-label={spec.alternative} />
    </ChartHandle>
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
