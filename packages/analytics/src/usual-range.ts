// What is usual for a feature of windows: median and median absolute deviation, which a burst in a few windows cannot
// move (Iglewicz and Hoaglin, "How to Detect and Handle Outliers", 1993; Leys et al. 2013).
import { MAD_TO_SIGMA } from "./count-scale.ts";
import { RANGE_Z } from "./measure.ts";
import { median } from "./percentile.ts";

/** The cut Iglewicz and Hoaglin recommend for |z| by median and MAD. */
export const UNUSUAL_Z = 3.5;

/** The usual of a rate, on the scale on which its noise does not depend on its level. */
export interface Usual {
  readonly median: number;
  /** The usual range: values whose |z| is at most 2.5, not below 0. */
  readonly low: number;
  readonly high: number;
  /** Robust z-score of a value: how many deviations it lies from the median. */
  z(value: number): number;
  /** Whether the distance matters however narrow the usual range is. */
  isMaterial(value: number): boolean;
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
    const reach = RANGE_Z / scale;
    return {
      median: middle,
      low: Math.max(0, Math.min(middle - RANGE_Z * spread, shareOfAngle(center - reach, entries))),
      high: Math.min(1, Math.max(middle + RANGE_Z * spread, shareOfAngle(center + reach, entries))),
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

function medianDeviation(values: ArrayLike<number>, center: number): number {
  return MAD_TO_SIGMA * median(Float64Array.from(values, (value) => Math.abs(value - center)));
}
