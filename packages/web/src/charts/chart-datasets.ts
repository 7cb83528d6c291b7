import type { ChartDataset, ScriptableContext, ScriptableLineSegmentContext } from "chart.js";
import { bandToken, type ChartSpec, type Series } from "./chart-spec.ts";
import { fade, type Palette } from "./palette.ts";

const LINE_PX = 1.75;
const MARK_PX = 3.5;

/** What the radar draws for a count. */
function logarithmic(count: number): number {
  return Math.log10(count + 1);
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
      return { ...common, ...barColors(color), borderRadius: 4, maxBarThickness: 14 };
    case "column":
      return { ...common, ...barColors(color), borderRadius: 3, categoryPercentage: 1, barPercentage: 0.86 };
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
      return { ...common, ...lineOf(spec, series, palette) } as ChartDataset;
  }
}

function barColors(color: string) {
  return { backgroundColor: fade(color, 0.75), hoverBackgroundColor: color };
}

function lineOf(spec: ChartSpec, series: Series, palette: Palette) {
  const color = palette.color(series.token);
  const { bands } = spec;
  const colorAt = (value: number) => (bands ? palette.color(bandToken(bands, value)) : color);
  const pointColors = bands ? series.values.map(colorAt) : color;
  return {
    borderColor: color,
    borderWidth: LINE_PX,
    ...(bands && {
      segment: {
        borderColor: ({ p0, p1 }: ScriptableLineSegmentContext) =>
          colorAt(Math.max(p0.parsed.y ?? 0, p1.parsed.y ?? 0)),
      },
    }),
    pointRadius: series.marked ? series.values.map((_, at) => (series.marked!.has(at) ? MARK_PX : 0)) : 0,
    pointBackgroundColor: pointColors,
    pointBorderColor: palette.color("card"),
    pointBorderWidth: 1,
    pointHoverRadius: 4,
    pointHitRadius: 8,
    pointHoverBackgroundColor: pointColors,
    pointHoverBorderColor: palette.color("card"),
    pointHoverBorderWidth: 2,
    cubicInterpolationMode: "monotone" as const,
    yAxisID: series.onRight ? "right" : "y",
    fill: spec.stacked ? "stack" : series.filled ? "origin" : false,
    backgroundColor: spec.stacked
      ? fade(color, 0.55)
      : series.filled
        ? areaGradient(colorsOfArea(spec, palette, color))
        : color,
  };
}

/** Colours of an area from the top of the plot to its foot: where there are bands, each where it stands on the axis. */
function colorsOfArea({ bands }: ChartSpec, palette: Palette, color: string): readonly [at: number, color: string][] {
  if (!bands) {
    return [
      [0, fade(color, 0.22)],
      [1, fade(color, 0)],
    ];
  }
  return bands.toReversed().flatMap(({ from, token }, index): [number, string][] => {
    const own = palette.color(token);
    const top = index === 0 ? 1 : (bands.at(-index)?.from ?? 1);
    return [
      [1 - top, fade(own, 0.26 * top)],
      [1 - from, fade(own, 0.26 * from)],
    ];
  });
}

function areaGradient(stops: readonly [at: number, color: string][]) {
  return ({ chart }: ScriptableContext<"line">) => {
    if (!chart.chartArea) return stops[0]?.[1];
    const gradient = chart.ctx.createLinearGradient(0, chart.chartArea.top, 0, chart.chartArea.bottom);
    for (const [at, color] of stops) gradient.addColorStop(at, color);
    return gradient;
  };
}
