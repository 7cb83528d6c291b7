import type { Excursion } from "./excursions.ts";
import type { Step } from "./level-steps.ts";

/** The steps that are neither of an excursion nor within one, and whose levels are as long as that. */
export function lastingSteps(
  steps: readonly Step[],
  excursions: readonly Excursion[],
  { least, windowCount }: { readonly least: number; readonly windowCount: number },
): Step[] {
  const lasting = steps.filter(({ at }) => excursions.every(({ away, back }) => at < away.at || at > back.at));
  return lasting.filter(({ at }, i) => {
    const [last, next] = [lasting[i - 1]?.at ?? 0, lasting[i + 1]?.at ?? windowCount];
    return at - last >= least && next - at >= least;
  });
}

/**
 * The logarithm of the factor by which each window's level differs from that of the range's beginning through steps that are
 * not undone before long: the end of a weekend, a release. Near such a step a rolling median takes the one level's slope for
 * the other's, so that it is taken of the counts without these factors (level shifts: Chen and Liu 1993). Only the difference
 * of two near windows says anything: a level that steps up and drifts back has no steps down, and the sum grows without end.
 *
 * @returns null if there is no such step
 */
export function levelShifts(shifts: readonly Step[], windowCount: number): Float64Array | null {
  if (shifts.length === 0) return null;
  const logs = new Float64Array(windowCount);
  let log = 0;
  shifts.forEach(({ at, before, after }, i) => {
    log += Math.log((after + 3 / 8) / (before + 3 / 8));
    logs.fill(log, at, shifts[i + 1]?.at ?? windowCount);
  });
  return logs;
}
