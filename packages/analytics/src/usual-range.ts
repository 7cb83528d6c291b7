// What is usual for a feature of windows: median and median absolute deviation, which a burst in a few windows cannot
// move (Iglewicz and Hoaglin, "How to Detect and Handle Outliers", 1993; Leys et al. 2013).
import { median } from "./percentile.ts";

/** The cut Iglewicz and Hoaglin recommend for |z| by median and MAD. */
export const UNUSUAL_Z = 3.5;

/** Makes the median absolute deviation of normal values estimate their standard deviation. */
const MAD_TO_SIGMA = 1.4826;

/** The usual of one feature, on the scale on which its noise does not depend on its level. */
export interface Usual {
  readonly median: number;
  /** The usual range: values whose |z| is at most 3.5, not below 0. */
  readonly low: number;
  readonly high: number;
  /** Robust z-score of a value: how many deviations it lies from the median. */
  z(value: number): number;
  /** Whether the distance matters however narrow the usual range is. */
  isMaterial(value: number): boolean;
}

/** A count differs materially from this share of its median on: a steady source makes the usual range very narrow. */
const MATERIAL_SHARE = 0.3;

/**
 * Counts are compared as 2√(x + 3/8) (Anscombe 1948), where a Poisson count has a variance of 1 whatever its mean. No
 * source is assumed steadier than that: the deviation is at least 1.
 */
export function usualCount(counts: ArrayLike<number>): Usual {
  const stabilised = Float64Array.from(counts, anscombe);
  const center = median(stabilised);
  const deviation = Math.max(1, medianDeviation(stabilised, center));
  const middle = median(counts);
  return {
    median: middle,
    low: inverseAnscombe(center - UNUSUAL_Z * deviation),
    high: inverseAnscombe(center + UNUSUAL_Z * deviation),
    z: (value) => (anscombe(value) - center) / deviation,
    isMaterial: (value) => Math.abs(value - middle) >= MATERIAL_SHARE * middle,
  };
}

/** A rate differs materially from 5 percentage points on. */
const MATERIAL_RATE = 0.05;
const LEAST_RATE_DEVIATION = 0.01;

/**
 * The usual of a rate that was taken over so many entries. A value is as unusual as both say: its distance in deviations
 * of the rates, and how unlikely so many errors among so few entries are at the usual rate, for which shares are
 * compared as 2√(n + 1/2)·asin √((x + 3/8) / (n + 3/4)) (Anscombe 1948), where a binomial count x of n has a variance
 * of 1. So one error in one entry, or three in three, is no rate of 100 %.
 */
export function usualRate(rates: ArrayLike<number>): (entries: number) => Usual {
  const middle = median(rates);
  const spread = Math.max(LEAST_RATE_DEVIATION, medianDeviation(rates, middle));
  return (entries) => {
    const scale = 2 * Math.sqrt(entries + 1 / 2);
    const center = shareAngle(middle, entries);
    const reach = UNUSUAL_Z / scale;
    return {
      median: middle,
      low: Math.max(0, Math.min(middle - UNUSUAL_Z * spread, shareOfAngle(center - reach, entries))),
      high: Math.min(1, Math.max(middle + UNUSUAL_Z * spread, shareOfAngle(center + reach, entries))),
      z: (value) => {
        const bySpread = (value - middle) / spread;
        const byChance = scale * (shareAngle(value, entries) - center);
        return Math.abs(bySpread) < Math.abs(byChance) ? bySpread : byChance;
      },
      isMaterial: (value) => Math.abs(value - middle) >= MATERIAL_RATE,
    };
  };
}

function shareAngle(share: number, entries: number): number {
  return Math.asin(Math.sqrt((share * entries + 3 / 8) / (entries + 3 / 4)));
}

/** The share of `entries` whose angle this is; of none, any. */
function shareOfAngle(angle: number, entries: number): number {
  const sine = Math.sin(Math.min(Math.max(angle, 0), Math.PI / 2));
  return (sine ** 2 * (entries + 3 / 4) - 3 / 8) / Math.max(entries, 1);
}

const LEAST_VARIETY_DEVIATION = 0.2;

/** A number of different things, such as services: nearly constant, so the standard deviation serves where the MAD is 0. */
export function usualVariety(values: ArrayLike<number>): Usual {
  const middle = median(values);
  const mad = medianDeviation(values, middle);
  const deviation = Math.max(LEAST_VARIETY_DEVIATION, mad > 0 ? mad : rootMeanSquare(values, middle));
  return {
    median: middle,
    low: Math.max(0, middle - UNUSUAL_Z * deviation),
    high: middle + UNUSUAL_Z * deviation,
    z: (value) => (value - middle) / deviation,
    isMaterial: (value) => Math.abs(value - middle) >= 1,
  };
}

function anscombe(count: number): number {
  return 2 * Math.sqrt(count + 3 / 8);
}

function inverseAnscombe(value: number): number {
  return Math.max(0, (Math.max(0, value) / 2) ** 2 - 3 / 8);
}

function medianDeviation(values: ArrayLike<number>, center: number): number {
  return MAD_TO_SIGMA * median(Float64Array.from(values, (value) => Math.abs(value - center)));
}

function rootMeanSquare(values: ArrayLike<number>, center: number): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i] - center) ** 2;
  return Math.sqrt(sum / values.length);
}
