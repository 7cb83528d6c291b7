import { median } from "./percentile.ts";

/** A scale on which the noise of a count is about 1 whatever its level, and back. */
export interface CountScale {
  of(count: number): number;
  countAt(value: number): number;
  /** Variance of a count of mean m is m + dispersion · m². */
  readonly dispersion: number;
}

/**
 * Counts are compared as 2√(x + 3/8), or as 2/√φ · asinh √(φ (x + 3/8)) where their variance is m + φ m² (Anscombe 1948):
 * traffic varies by a share of itself, beyond the chance of a Poisson count.
 */
export function countScale(dispersion: number): CountScale {
  if (dispersion < LEAST_DISPERSION) {
    return {
      dispersion: 0,
      of: (count) => 2 * Math.sqrt(count + 3 / 8),
      countAt: (value) => Math.max(0, (Math.max(0, value) / 2) ** 2 - 3 / 8),
    };
  }
  const root = Math.sqrt(dispersion);
  return {
    dispersion,
    of: (count) => (2 / root) * Math.asinh(root * Math.sqrt(count + 3 / 8)),
    countAt: (value) => Math.max(0, (Math.sinh((root * Math.max(0, value)) / 2) / root) ** 2 - 3 / 8),
  };
}

const LEAST_DISPERSION = 1e-5;
/** Short enough for the level to stay, long enough for a median deviation. */
const BLOCK = 24;
/** Of fewer a window the median deviation is a matter of whole numbers. */
const LEAST_MEAN = 8;
export const MAD_TO_SIGMA = 1.4826;

/** The dispersion of counts that follow each other, as most stretches of them show it: a burst in some has no say. */
export function dispersionOf(counts: Float64Array): number {
  const found: number[] = [];
  for (let start = 0; start + BLOCK <= counts.length; start += BLOCK) {
    const block = counts.subarray(start, start + BLOCK);
    const middle = median(block);
    if (middle < LEAST_MEAN) continue;
    const spread = MAD_TO_SIGMA * median(block.map((count) => Math.abs(count - middle)));
    found.push(Math.max(0, (spread ** 2 - middle) / middle ** 2));
  }
  return found.length === 0 ? 0 : median(found);
}
