import type { RandomSource } from "../random-source.ts";

/** Mean counts of one window, by level, and the number of services; the others follow from them. */
export interface WindowRates {
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly debugs: number;
  readonly services: number;
}

export const STEADY: WindowRates = { errors: 0.4, warnings: 4, infos: 120, debugs: 30, services: 8 };

/** Features of windows whose counts are Poisson around the rates given for each. */
export function generateWindows(
  count: number,
  ratesAt: (window: number) => WindowRates,
  random: RandomSource,
): Float64Array {
  const features = new Float64Array(count * 7);
  for (let window = 0; window < count; window++) {
    const rates = ratesAt(window);
    const [errors, warnings, infos, debugs] = [rates.errors, rates.warnings, rates.infos, rates.debugs].map((mean) =>
      poisson(mean, random),
    );
    const total = errors + warnings + infos + debugs;
    const rate = total === 0 ? 0 : errors / total;
    features.set([total, errors, warnings, infos, debugs, rate, Math.min(total, rates.services)], window * 7);
  }
  return features;
}

/** Counts the arrivals of a unit-rate process within `mean`. */
function poisson(mean: number, random: RandomSource): number {
  let arrivals = 0;
  for (let time = -Math.log(1 - random.nextFloat()); time < mean; time -= Math.log(1 - random.nextFloat())) arrivals++;
  return arrivals;
}
