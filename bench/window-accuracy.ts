// How well unusual windows are told from usual ones, on generated days: share flagged on healthy ones, precision and
// recall on incidents. Part of `npm run bench:accuracy`.
import { findWindowAnomalies, RandomSource } from "../packages/analytics/src/index.ts";
import { BACKGROUNDS, type Background } from "../packages/analytics/src/testing/simulated-days.ts";
import { type IncidentSize, INCIDENTS } from "../packages/analytics/src/testing/simulated-incidents.ts";
import { type SimulatedRange, simulateSystem } from "../packages/analytics/src/testing/simulated-system.ts";

const WINDOW_MS = 120_000;
const VOLUMES = [0.3, 1, 10];
const LENGTHS = [5, 10, 30, 130];

function flaggedIn(range: SimulatedRange, withEvidence = true): ReadonlySet<number> {
  const { features, templates, services } = range;
  const options = { seed: 1, windowMs: WINDOW_MS, ...(withEvidence ? { templates, services } : {}) };
  return new Set(findWindowAnomalies(features, options).findings.map(({ window }) => window));
}

export function healthyDays(seeds: number) {
  return Object.entries(BACKGROUNDS).flatMap(([background, make]) =>
    VOLUMES.map((volume) => {
      const shares = Array.from({ length: seeds }, (_, seed) => {
        const range = simulateSystem({ ...make(seed), volume }, RandomSource.fromSeed(1_000 + seed));
        return flaggedIn(range).size / range.windowCount;
      });
      return {
        background,
        volume,
        "flagged on average": shares.reduce((a, b) => a + b, 0) / seeds,
        "at most": Math.max(...shares),
      };
    }),
  );
}

/** One generated incident, and what was flagged of its range. */
export interface IncidentCase {
  readonly kind: string;
  readonly size: string;
  readonly background: string;
  readonly volume: number;
  readonly length: number;
  readonly hits: number;
  readonly flags: number;
}

export function incidentCases(seeds: number): IncidentCase[] {
  const cases: IncidentCase[] = [];
  for (const [kind, sizes] of Object.entries(INCIDENTS))
    for (const size of sizes)
      for (const [background, make] of Object.entries(BACKGROUNDS))
        for (const volume of VOLUMES)
          for (const length of LENGTHS)
            for (let seed = 0; seed < seeds; seed++) {
              // A place and a noise of its own: one place for all would be one draw, however many cases there are.
              const random = RandomSource.fromSeed(100_000 * seed + cases.length);
              const found = judgeIncident(make(seed), volume, size, length, random);
              cases.push({ kind, size: size.size, background, volume, length, ...found });
            }
  return cases;
}

function judgeIncident(
  background: ReturnType<Background>,
  volume: number,
  size: IncidentSize,
  length: number,
  random: RandomSource,
) {
  // Not in the first or last hour, so that there is a usual on either side.
  const start = 40 + random.nextInteger(background.windowCount - length - 80);
  const isIncident = (window: number): boolean => window >= start && window < start + length;
  const range = simulateSystem(
    { ...background, volume, incident: (window, plan) => isIncident(window) && size.apply(plan, volume) },
    random,
  );
  const flagged = [...flaggedIn(range)];
  return { hits: flagged.filter(isIncident).length, flags: flagged.length };
}

/** Precision and recall over the windows of all cases with the same key. */
export function precisionAndRecall(cases: readonly IncidentCase[], keyOf: (each: IncidentCase) => string) {
  return [...new Set(cases.map(keyOf))].map((key) => {
    const own = cases.filter((each) => keyOf(each) === key);
    const sum = (of: (each: IncidentCase) => number): number => own.reduce((total, each) => total + of(each), 0);
    const hits = sum(({ hits: found }) => found);
    const windows = sum(({ length }) => length);
    return { key, windows, precision: hits / sum(({ flags }) => flags), recall: hits / windows };
  });
}
