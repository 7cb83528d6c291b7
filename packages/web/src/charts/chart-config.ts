import type { ChartConfiguration, ChartOptions, ChartType, Scale } from "chart.js";
import { formatShare } from "../ui/format-number.ts";
import { datasetsOf } from "./chart-datasets.ts";
import type { ChartSpec, Unit } from "./chart-spec.ts";
import { formatAxisValue, formatValue } from "./chart-value.ts";
import type { Palette } from "./palette.ts";
import { shorten } from "./shorten.ts";

const MAX_TICKS = 6;
const UPDATE_MS = 350;

/** A chart as it is first drawn: at once, since there is nothing that it comes from. */
export function chartConfig(spec: ChartSpec, palette: Palette): ChartConfiguration {
  return {
    type: spec.kind === "column" ? "bar" : spec.kind,
    data: { labels: [...(spec.ticks ?? spec.labels)], datasets: datasetsOf(spec, palette) },
    options: optionsOf(spec, palette, false),
  } as ChartConfiguration;
}

export function optionsOf(spec: ChartSpec, palette: Palette, animated: boolean): ChartOptions {
  const isByLabel = spec.kind === "line" || spec.kind === "column";
  return {
    responsive: true,
    maintainAspectRatio: false,
    animation: animated ? { duration: UPDATE_MS } : false,
    layout: { padding: spec.kind === "doughnut" ? 6 : 0 },
    interaction: isByLabel
      ? { mode: "index", intersect: false }
      : { mode: "nearest", intersect: spec.kind !== "radar" },
    ...(spec.kind === "bar" ? { indexAxis: "y" as const } : {}),
    ...(spec.kind === "doughnut" ? { cutout: "72%" } : {}),
    plugins: { legend: { display: false }, tooltip: tooltipOf(spec, palette) },
    scales: scalesOf(spec, palette),
  } as ChartOptions;
}

interface TooltipItem {
  readonly datasetIndex: number;
  readonly dataIndex: number;
}

function tooltipOf(spec: ChartSpec, palette: Palette) {
  const valueOf = ({ datasetIndex, dataIndex }: TooltipItem) => spec.series[datasetIndex]?.values[dataIndex] ?? 0;
  const total = (series: number) => spec.series[series]?.values.reduce((sum, value) => sum + value, 0) ?? 0;
  return {
    backgroundColor: palette.color("raised"),
    borderColor: palette.color("line-strong"),
    borderWidth: 1,
    cornerRadius: 8,
    padding: 10,
    titleColor: palette.color("text"),
    bodyColor: palette.color("text-secondary"),
    footerColor: palette.color("text-faint"),
    titleFont: { family: palette.font, size: 12, weight: 600 as const },
    bodyFont: { family: palette.font, size: 12 },
    footerFont: { family: palette.font, size: 12, weight: 400 as const },
    footerMarginTop: 8,
    boxWidth: 8,
    boxHeight: 8,
    boxPadding: 6,
    usePointStyle: true,
    // The bands of a histogram share its bars: only the one that has something is told of.
    filter: (item: TooltipItem) => spec.kind !== "column" || valueOf(item) > 0,
    callbacks: {
      title: (items: TooltipItem[]) => spec.labels[items[0]?.dataIndex ?? -1] ?? "",
      label: (item: TooltipItem) => {
        const series = spec.series[item.datasetIndex];
        const value = valueOf(item);
        const share = spec.kind === "doughnut" ? ` · ${formatShare(value, total(item.datasetIndex))}` : "";
        return ` ${series?.name}  ${formatValue(value, series?.unit)}${share}`;
      },
      footer: (items: TooltipItem[]) => [...(spec.detailsOf?.(items[0]?.dataIndex ?? -1) ?? [])],
    },
  };
}

function scalesOf(spec: ChartSpec, palette: Palette): ChartOptions<ChartType>["scales"] {
  const font = { family: palette.font, size: 11 };
  const ticks = { color: palette.color("text-faint"), font, maxTicksLimit: MAX_TICKS };
  const none = { display: false };
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
  const valuesOf = (onRight: boolean) => {
    const unit: Unit = spec.series.find((series) => (series.onRight ?? false) === onRight)?.unit ?? "count";
    const callback = (value: string | number) => formatAxisValue(Number(value), unit);
    return {
      beginAtZero: true,
      border: none,
      ...(unit === "score" && { max: 1 }),
      ...(spec.stacked && { stacked: true }),
      ticks: { ...ticks, ...(unit === "count" && { precision: 0 }), callback },
    };
  };
  if (spec.kind === "bar") {
    const names = {
      color: palette.color("text-secondary"),
      font: { ...font, size: 12 },
      autoSkip: false,
      callback: fitted,
    };
    return { x: { ...valuesOf(false), grid: none }, y: { grid: none, border: none, ticks: names } };
  }
  return {
    x: {
      grid: none,
      border: none,
      ...(spec.stacked && { stacked: true }),
      ticks: { ...ticks, maxRotation: 0, autoSkipPadding: 24 },
    },
    y: { ...valuesOf(false), grid: { color: palette.color("line") } },
    ...(spec.series.some(({ onRight }) => onRight) && {
      right: { ...valuesOf(true), position: "right" as const, grid: none },
    }),
  };
}

const NAME_SHARE = 0.46;
const CHARACTER_PX = 6.2;

/** A name of a bar, cut at its end: the engine would cut what is too wide at its beginning. */
function fitted(this: Scale, index: number | string): string {
  return shorten(this.getLabelForValue(Number(index)), Math.floor((this.chart.width * NAME_SHARE) / CHARACTER_PX));
}
