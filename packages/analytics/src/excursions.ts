import type { CountScale } from "./count-scale.ts";
import { rollingMedian } from "./rolling-median.ts";

interface ExcursionOptions {
  readonly spread: number;
  /** In windows. */
  readonly longest: number;
  readonly scale: CountScale;
}

/** Medians of so many windows on either side show a step. */
const SIDE = 15;
/** A step is at least so many deviations; medians of 15 differ by 0.5 of one by chance. */
const LEAST_STEP = 2;

/**
 * The counts as they were but for the long excursions: where the level steps away and, before long, steps back by as much,
 * the windows between are without that step. A rolling median follows an excursion that is longer than half its width,
 * and so hides it. A rhythm that goes on meanwhile rises and falls slowly, and stays; a new regime does not step back.
 * (Pairs of level shifts: Chen and Liu, "Joint Estimation of Model Parameters and Outlier Effects in Time Series", 1993.)
 *
 * @param values of the counts, on the scale
 * @returns null if there is no excursion
 */
export function withoutExcursions(
  counts: Float64Array,
  values: Float64Array,
  options: ExcursionOptions,
): Float64Array | null {
  let corrected: Float64Array | null = null;
  for (const { away, back, undo } of pairsOf(findSteps(values, options), options.longest)) {
    corrected ??= counts.slice();
    for (let window = away.at; window < back.at; window++) {
      corrected[window] = Math.max(0, undo(counts[window], (window - away.at) / (back.at - away.at)));
    }
  }
  return corrected;
}

interface Excursion {
  readonly away: Step;
  readonly back: Step;
  /** How much the two steps differ, as a share of their height. */
  readonly unlikeness: number;
  /** What a count would be without it, at a share of its way. */
  readonly undo: (count: number, share: number) => number;
}

/** Steps that undo each other, each in one pair at most: those alike, abrupt and near have the first choice. */
function pairsOf(steps: readonly Step[], longest: number): Excursion[] {
  const pairs = steps.flatMap((away, i) => {
    const others = steps.slice(i + 1).filter(({ at }) => at - away.at >= SIDE && at - away.at <= longest);
    return others.flatMap((back) => undoingOf(away, back) ?? []);
  });
  const doubt = ({ away, back, unlikeness }: Excursion): number =>
    unlikeness - Math.min(1, away.abruptness, back.abruptness) + (back.at - away.at) / longest;
  const chosen: Excursion[] = [];
  for (const pair of pairs.sort((a, b) => doubt(a) - doubt(b))) {
    if (chosen.every(({ away, back }) => pair.back.at < away.at || pair.away.at > back.at)) chosen.push(pair);
  }
  return chosen;
}

interface Step {
  /** First window of the new level. */
  readonly at: number;
  /** Medians of counts. */
  readonly before: number;
  readonly after: number;
  /** The share of its height that is within some windows. */
  readonly abruptness: number;
}

/** The two steps of an excursion differ by no more of their height. */
const ALIKE = 0.5;
/** Less than this share of the levels around it says nothing of what else happened meanwhile. */
const NEXT_TO_NOTHING = 0.1;

/** Null if the steps are not those of one excursion. */
function undoingOf(away: Step, back: Step): Excursion | null {
  if ((away.after - away.before) * (back.after - back.before) >= 0) return null;
  const between = (from: number, to: number, share: number): number => from + share * (to - from);
  if (away.after < NEXT_TO_NOTHING * away.before && back.before < NEXT_TO_NOTHING * back.after) {
    return { away, back, unlikeness: 0, undo: (_, share) => between(away.before, back.after, share) };
  }
  const added = [away.after - away.before, back.before - back.after] as const;
  const times = [logRatio(away.after, away.before), logRatio(back.before, back.after)] as const;
  const [apart, apartTimes] = [unlikenessOf(added), unlikenessOf(times)];
  const unlikeness = Math.min(apart, apartTimes);
  if (unlikeness > ALIKE) return null;
  const undo: Excursion["undo"] =
    apart < apartTimes
      ? (count, share) => count - between(...added, share)
      : (count, share) => count / Math.exp(between(...times, share));
  return { away, back, unlikeness, undo };
}

function logRatio(one: number, other: number): number {
  return Math.log((one + 3 / 8) / (other + 3 / 8));
}

function unlikenessOf([one, other]: readonly [number, number]): number {
  return Math.abs(one - other) / Math.max(Math.abs(one), Math.abs(other));
}

/** Days begin and end within half an hour; what breaks does within some windows. */
const EDGE = 4;
const ABRUPT_SHARE = 0.45;
/** The deviation of the difference between two means of an edge, in that of a window. */
const CHANCE = Math.sqrt(2 / EDGE);

function abruptnessOf(values: Float64Array, at: number, height: number, spread: number): number {
  let steepest = 0;
  // Where the medians of both sides stay the same for some windows, the edge is somewhere in them.
  for (let near = at - SIDE; near <= at + SIDE; near++) {
    if (near < EDGE || near + EDGE > values.length) continue;
    let change = 0;
    for (let i = 0; i < EDGE; i++) change += values[near + i] - values[near - 1 - i];
    steepest = Math.max(steepest, (change / EDGE) * Math.sign(height));
  }
  return (steepest - CHANCE * spread) / Math.abs(height);
}

function findSteps(values: Float64Array, { spread, scale }: ExcursionOptions): Step[] {
  const steps: Step[] = [];
  const sides = sideMedians(values);
  const heightAt = (at: number): number => Math.abs(sides[at] - sides[at - SIDE]);
  for (let at = SIDE; at + SIDE <= values.length; at++) {
    const height = heightAt(at);
    if (height < LEAST_STEP * spread) continue;
    const [before, after] = [scale.countAt(sides[at - SIDE]), scale.countAt(sides[at])];
    if (!isMaterialChange(before, after)) continue;
    let isPeak = true;
    for (let near = Math.max(SIDE, at - SIDE); near <= Math.min(values.length - SIDE, at + SIDE) && isPeak; near++) {
      const other = heightAt(near);
      isPeak = other < height || (other === height && near >= at);
    }
    if (!isPeak) continue;
    const abruptness = abruptnessOf(values, at, sides[at] - sides[at - SIDE], spread);
    if (abruptness >= ABRUPT_SHARE) steps.push({ at, before, after, abruptness });
  }
  return steps;
}

/** Median of the windows from each on. */
function sideMedians(values: Float64Array): Float64Array {
  const half = (SIDE - 1) / 2;
  return rollingMedian(values, half).subarray(half, Math.max(half, values.length - half));
}

/** A count differs materially from this share of the usual on: a steady source makes the usual range very narrow. */
const MATERIAL_SHARE = 0.3;

export function isMaterialChange(usual: number, count: number): boolean {
  return Math.abs(count - usual) >= MATERIAL_SHARE * usual;
}
