import { countAtResidual } from "./count-deviance.ts";
import { type CountSeries, countSeries, HALF_WIDTH, type SeriesOptions } from "./count-series.ts";
import type { Excursion } from "./excursions.ts";
import { isMaterialChange } from "./level-steps.ts";
import { type Measure, RANGE_Z } from "./measure.ts";
import { rollingMedian } from "./rolling-median.ts";
import { usualRate } from "./usual-range.ts";
import { median } from "./percentile.ts";
import { MAD_TO_SIGMA } from "./count-scale.ts";

export interface CountMeasure extends Measure {
  readonly excursions: readonly Excursion[];
}

/** @param counts of each window */
export function countMeasure(counts: Float64Array, facts: SeriesOptions): CountMeasure {
  const series = countSeries(counts, facts);
  const { z, falls, excursions } = series;
  return {
    values: counts,
    z,
    falls,
    excursions,
    usualAt: (window) => rangeOf(series, window),
    isMaterial: materialOf(series),
  };
}

function rangeOf({ means, spread, dispersion }: CountSeries, window: number) {
  const usual = means[window];
  return {
    usual,
    low: countAtResidual(-RANGE_Z * spread, usual, dispersion),
    high: countAtResidual(RANGE_Z * spread, usual, dispersion),
  };
}

function materialOf({ counts, means }: CountSeries): Measure["isMaterial"] {
  return (start, end) => {
    let [sum, usual] = [0, 0];
    for (let window = start; window < end; window++) {
      sum += counts[window];
      usual += means[window];
    }
    return isMaterialChange(usual, sum);
  };
}

/** @param entries of each window, over which its rate was taken */
export function rateMeasure(rates: Float64Array, entries: Float64Array, basis: Int32Array): Measure {
  const usual = usualRate(Float64Array.from(basis, (window) => rates[window]));
  const z = Float64Array.from(rates, (rate, window) => (entries[window] === 0 ? 0 : usual(entries[window]).z(rate)));
  return {
    values: rates,
    z,
    falls: [],
    usualAt: (window) => {
      const { median: middle, low, high } = usual(entries[window]);
      return { usual: middle, low, high };
    },
    isMaterial: (start) => usual(entries[start]).isMaterial(rates[start]),
  };
}

const LEAST_VARIETY_DEVIATION = 0.2;
/** With fewer entries for each service it is chance which of the services appear in a window. */
const LEAST_ENTRIES_PER_SERVICE = 10;

/** A number of different things, such as services: nearly constant, so the standard deviation serves where the MAD is 0. */
export function varietyMeasure(values: Float64Array, entries: Float64Array, basis: Int32Array): Measure {
  const shown = Float64Array.from(basis, (window) => values[window]);
  const middles = rollingMedian(shown, HALF_WIDTH);
  const distances = shown.map((value, i) => Math.abs(value - middles[i]));
  const mad = MAD_TO_SIGMA * median(distances);
  const meanSquare = distances.reduce((sum, distance) => sum + distance ** 2, 0) / distances.length;
  const deviation = Math.max(LEAST_VARIETY_DEVIATION, mad > 0 ? mad : Math.sqrt(meanSquare));
  const centers = new Float64Array(values.length);
  for (let window = 0, next = 0; window < values.length; window++) {
    while (next + 1 < basis.length && basis[next + 1] <= window) next++;
    centers[window] = middles[next];
  }
  return {
    values,
    falls: [],
    z: values.map((value, window) =>
      entries[window] < LEAST_ENTRIES_PER_SERVICE * centers[window] ? 0 : (value - centers[window]) / deviation,
    ),
    usualAt: (window) => ({
      usual: centers[window],
      low: Math.max(0, centers[window] - RANGE_Z * deviation),
      high: centers[window] + RANGE_Z * deviation,
    }),
    isMaterial: (start) => Math.abs(values[start] - centers[start]) >= 1,
  };
}
