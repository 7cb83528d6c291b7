import type { Excursion } from "./excursions.ts";
import type { Step } from "./level-steps.ts";

/**
 * The logarithm of the factor by which each window's level differs from that of the range's beginning through steps that are
 * not undone before long: the end of a weekend, a release. Near such a step a rolling median takes the one level's slope for
 * the other's, so that it is taken of the counts without these factors (level shifts: Chen and Liu 1993). Only the difference
 * of two near windows says anything: a level that steps up and drifts back has no steps down, and the sum grows without end.
 *
 * @param least windows of either level, from an end of the range or another step: a median of fewer does not follow it
 * @returns null if there is no such step
 */
export function levelShifts(
  steps: readonly Step[],
  excursions: readonly Excursion[],
  { least, windowCount }: { readonly least: number; readonly windowCount: number },
): Float64Array | null {
  const lasting = steps.filter(({ at }) => excursions.every(({ away, back }) => at < away.at || at > back.at));
  const shifts = lasting.filter(({ at }, i) => {
    const [last, next] = [lasting[i - 1]?.at ?? 0, lasting[i + 1]?.at ?? windowCount];
    return at - last >= least && next - at >= least;
  });
  if (shifts.length === 0) return null;
  const logs = new Float64Array(windowCount);
  let log = 0;
  shifts.forEach(({ at, before, after }, i) => {
    log += Math.log((after + 3 / 8) / (before + 3 / 8));
    logs.fill(log, at, shifts[i + 1]?.at ?? windowCount);
  });
  return logs;
}
