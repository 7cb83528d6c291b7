import type { ChartConfiguration, ChartDataset, ChartOptions, ChartType, ScriptableContext } from "chart.js";
import { formatCompact, formatCount, formatShare } from "../ui/format-number.ts";
import type { ChartSpec, Series } from "./chart-spec.ts";
import { fade, type Palette } from "./palette.ts";

const LINE_PX = 1.75;
const MAX_TICKS = 6;
const UPDATE_MS = 350;

/** What the radar draws for a count. */
function logarithmic(count: number): number {
  return Math.log10(count + 1);
}

export function chartConfig(spec: ChartSpec, palette: Palette, animated: boolean): ChartConfiguration {
  return {
    type: spec.kind,
    data: { labels: [...(spec.ticks ?? spec.labels)], datasets: datasetsOf(spec, palette) },
    options: optionsOf(spec, palette, animated),
  } as ChartConfiguration;
}

export function datasetsOf(spec: ChartSpec, palette: Palette): ChartDataset[] {
  return spec.series.map((series) => datasetOf(spec, series, palette));
}

function datasetOf(spec: ChartSpec, series: Series, palette: Palette): ChartDataset {
  const color = palette.color(series.token);
  const common = { label: series.name, data: [...series.values] };
  const labelColors = (spec.labelTokens ?? []).map(palette.color);
  switch (spec.kind) {
    case "doughnut":
      return {
        ...common,
        backgroundColor: labelColors,
        borderColor: palette.color("card"),
        borderWidth: 2,
        hoverOffset: 4,
        borderRadius: 3,
      };
    case "bar":
      return {
        ...common,
        backgroundColor: fade(color, 0.75),
        hoverBackgroundColor: color,
        borderRadius: 4,
        maxBarThickness: 14,
      };
    case "radar":
      return {
        ...common,
        data: series.values.map(logarithmic),
        borderColor: color,
        borderWidth: LINE_PX,
        backgroundColor: fade(color, 0.16),
        pointBackgroundColor: labelColors,
        pointBorderColor: palette.color("card"),
        pointRadius: 4,
        pointHoverRadius: 6,
      };
    case "line":
      return {
        ...common,
        borderColor: color,
        borderWidth: LINE_PX,
        pointRadius: 0,
        pointHoverRadius: 4,
        pointHitRadius: 8,
        pointHoverBackgroundColor: color,
        pointHoverBorderColor: palette.color("card"),
        pointHoverBorderWidth: 2,
        cubicInterpolationMode: "monotone",
        fill: series.filled ?? false,
        backgroundColor: series.filled ? areaGradient(color) : color,
      };
  }
}

/** From 22 % at the top of the plot to nothing at its foot. */
function areaGradient(color: string) {
  return ({ chart }: ScriptableContext<"line">) => {
    if (!chart.chartArea) return fade(color, 0.1);
    const gradient = chart.ctx.createLinearGradient(0, chart.chartArea.top, 0, chart.chartArea.bottom);
    gradient.addColorStop(0, fade(color, 0.22));
    gradient.addColorStop(1, fade(color, 0));
    return gradient;
  };
}

export function optionsOf(spec: ChartSpec, palette: Palette, animated: boolean): ChartOptions {
  return {
    responsive: true,
    maintainAspectRatio: false,
    animation: animated ? { duration: UPDATE_MS } : false,
    layout: { padding: spec.kind === "doughnut" ? 6 : 0 },
    interaction:
      spec.kind === "line"
        ? { mode: "index", intersect: false }
        : { mode: "nearest", intersect: spec.kind !== "radar" },
    ...(spec.kind === "bar" ? { indexAxis: "y" as const } : {}),
    ...(spec.kind === "doughnut" ? { cutout: "72%" } : {}),
    plugins: { legend: { display: false }, tooltip: tooltipOf(spec, palette) },
    scales: scalesOf(spec, palette),
  } as ChartOptions;
}

function tooltipOf(spec: ChartSpec, palette: Palette) {
  const total = (series: number) => spec.series[series]?.values.reduce((sum, value) => sum + value, 0) ?? 0;
  return {
    backgroundColor: palette.color("raised"),
    borderColor: palette.color("line-strong"),
    borderWidth: 1,
    cornerRadius: 8,
    padding: 10,
    titleColor: palette.color("text"),
    bodyColor: palette.color("text-secondary"),
    titleFont: { family: palette.font, size: 12, weight: 600 as const },
    bodyFont: { family: palette.font, size: 12 },
    boxWidth: 8,
    boxHeight: 8,
    boxPadding: 6,
    usePointStyle: true,
    callbacks: {
      title: (items: { dataIndex: number }[]) => spec.labels[items[0]?.dataIndex ?? -1] ?? "",
      label: ({ datasetIndex, dataIndex }: { datasetIndex: number; dataIndex: number }) => {
        const series = spec.series[datasetIndex];
        const value = series?.values[dataIndex] ?? 0;
        const share = spec.kind === "doughnut" ? ` · ${formatShare(value, total(datasetIndex))}` : "";
        return ` ${series?.name}  ${formatCount(value)}${share}`;
      },
    },
  };
}

function scalesOf(spec: ChartSpec, palette: Palette): ChartOptions<ChartType>["scales"] {
  const font = { family: palette.font, size: 11 };
  const ticks = { color: palette.color("text-faint"), font, maxTicksLimit: MAX_TICKS };
  const none = { display: false };
  const compact = (value: string | number) => formatCompact(Number(value));
  if (spec.kind === "doughnut") return {};
  if (spec.kind === "radar") {
    return {
      r: {
        beginAtZero: true,
        ticks: { display: false, count: 5 },
        grid: { color: palette.color("line") },
        angleLines: { color: palette.color("line") },
        pointLabels: { color: palette.color("text-secondary"), font: { family: palette.font, size: 12, weight: 500 } },
      },
    };
  }
  const counts = {
    beginAtZero: true,
    border: none,
    ticks: { ...ticks, precision: 0, callback: compact },
  };
  if (spec.kind === "bar") {
    const names = { color: palette.color("text-secondary"), font: { ...font, size: 12 }, autoSkip: false };
    return { x: { ...counts, grid: none }, y: { grid: none, border: none, ticks: names } };
  }
  return {
    x: {
      grid: none,
      border: { color: palette.color("line") },
      ticks: { ...ticks, maxRotation: 0, autoSkipPadding: 24 },
    },
    y: { ...counts, grid: { color: palette.color("line") } },
  };
}
