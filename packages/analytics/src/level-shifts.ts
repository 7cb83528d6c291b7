import type { Excursion } from "./excursions.ts";
import type { Step } from "./level-steps.ts";

/**
 * The factor by which each window's level differs from that of the range's beginning through steps that are not undone
 * before long: the end of a weekend, a release. Near such a step a rolling median takes the one level's slope for the other's,
 * so that it is taken of the counts without these factors (level shifts: Chen and Liu 1993).
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
  const factors = new Float64Array(windowCount).fill(1);
  let factor = 1;
  shifts.forEach(({ at, before, after }, i) => {
    factor *= (after + 3 / 8) / (before + 3 / 8);
    factors.fill(factor, at, shifts[i + 1]?.at ?? windowCount);
  });
  return factors;
}
