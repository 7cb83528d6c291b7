import type { RandomSource } from "../random-source.ts";

/** Standard normal, by Box and Muller. */
function drawNormal(random: RandomSource): number {
  return Math.sqrt(-2 * Math.log(1 - random.nextFloat())) * Math.cos(2 * Math.PI * random.nextFloat());
}

/** A Poisson count: arrivals of a unit-rate process within `mean`; large means by the normal approximation. */
export function drawPoisson(mean: number, random: RandomSource): number {
  if (mean > 60) return Math.max(0, Math.round(mean + Math.sqrt(mean) * drawNormal(random)));
  let arrivals = 0;
  for (let time = -Math.log(1 - random.nextFloat()); time < mean; time -= Math.log(1 - random.nextFloat())) arrivals++;
  return arrivals;
}

/** A factor of mean 1 and the given coefficient of variation, log-normal: what multiplies the load of a window. */
export function drawFactor(variation: number, random: RandomSource): number {
  const variance = Math.log(1 + variation ** 2);
  return Math.exp(Math.sqrt(variance) * drawNormal(random) - variance / 2);
}
