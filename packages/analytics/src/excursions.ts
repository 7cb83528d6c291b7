import { isAbrupt, LEAST_LENGTH, type Step } from "./level-steps.ts";

export interface Excursion {
  readonly away: Step;
  readonly back: Step;
  /** How much the two steps differ, as a share of their height. */
  readonly unlikeness: number;
  /** What a count would be without it, at a share of its way. */
  readonly undo: (count: number, share: number) => number;
}

/**
 * The counts as they were but for the long excursions: where the level steps away and, before long, steps back by as much,
 * the windows between are without that step. A rolling median follows an excursion that is longer than half its width,
 * and so hides it. A rhythm that goes on meanwhile rises and falls slowly, and stays; a new regime does not step back.
 * (Pairs of level shifts: Chen and Liu, "Joint Estimation of Model Parameters and Outlier Effects in Time Series", 1993.)
 */
export function withoutExcursions(counts: Float64Array, excursions: readonly Excursion[]): Float64Array {
  if (excursions.length === 0) return counts;
  const corrected = counts.slice();
  for (const excursion of excursions) corrected.set(withoutExcursion(counts, excursion), excursion.away.at);
  return corrected;
}

/** The counts of the windows between its two steps, as they were but for it. */
export function withoutExcursion(counts: Float64Array, { away, back, undo }: Excursion): Float64Array {
  const length = back.at - away.at;
  return counts.subarray(away.at, back.at).map((count, i) => Math.max(0, undo(count, i / length)));
}

export interface PairOptions {
  /** In windows. */
  readonly longest: number;
  /** Whether what is between two steps is usual at that time. */
  readonly isRhythm?: (pair: Excursion) => boolean;
  /** What is known to be an excursion: no step of it is one of another. */
  readonly known?: readonly Excursion[];
}

/** What is known, and of the steps those that undo each other, each in one pair at most: those alike, abrupt and near have the first choice. */
export function excursionsAmong(
  found: readonly Step[],
  { longest, isRhythm = () => false, known = [] }: PairOptions,
): Excursion[] {
  const isKnown = ({ at }: Step): boolean =>
    known.some(({ away, back }) => Math.min(Math.abs(at - away.at), Math.abs(at - back.at)) <= LEAST_LENGTH);
  const steps = found.filter((step) => isAbrupt(step) && !isKnown(step)).sort((a, b) => a.at - b.at);
  const pairs = steps.flatMap((away, i) => {
    const others = steps.slice(i + 1).filter(({ at }) => at - away.at >= LEAST_LENGTH && at - away.at <= longest);
    return others.flatMap((back) => {
      const isLow = away.isLow || back.isLow;
      // What rises for hours and falls again is a shift of work.
      if (isLow && away.after > away.before) return [];
      const pair = undoingOf(away, back);
      return pair !== null && pair.unlikeness <= (isLow ? LOW_ALIKE : ALIKE) ? pair : [];
    });
  });
  const doubt = ({ away, back, unlikeness }: Excursion): number =>
    unlikeness - Math.min(1, away.abruptness, back.abruptness) + (back.at - away.at) / longest;
  const chosen = [...known];
  for (const pair of pairs.sort((a, b) => doubt(a) - doubt(b))) {
    const isApart = chosen.every(({ away, back }) => pair.back.at < away.at || pair.away.at > back.at);
    if (isApart && !isRhythm(pair)) chosen.push(pair);
  }
  return chosen;
}

/** The two steps of an excursion differ by no more of their height. */
const ALIKE = 0.5;
/** And those that long medians alone show, which are of more windows. */
const LOW_ALIKE = 0.3;
/** Less than this share of the levels around it says nothing of what else happened meanwhile. */
const NEXT_TO_NOTHING = 0.1;

/** Null if both steps are to the same side. */
function undoingOf(away: Step, back: Step): Excursion | null {
  if ((away.after - away.before) * (back.after - back.before) >= 0) return null;
  if (isNextToNothing(away, back)) {
    return { away, back, unlikeness: 0, undo: (_, share) => between(away.before, back.after, share) };
  }
  const added = [away.after - away.before, back.before - back.after] as const;
  const times = [logRatio(away.after, away.before), logRatio(back.before, back.after)] as const;
  const [apart, apartTimes] = [unlikenessOf(added), unlikenessOf(times)];
  const unlikeness = Math.min(apart, apartTimes);
  const undo: Excursion["undo"] =
    apart < apartTimes
      ? (count, share) => count - between(...added, share)
      : (count, share) => count / Math.exp(between(...times, share));
  return { away, back, unlikeness, undo };
}

/** So many windows on either side of a step say what a part does there. */
const BESIDE = 15;

/**
 * The excursion of a whole as one of its parts has it, which may be of too few entries to show its steps: errors are lost with
 * the traffic. Null if the part is nearer to not having it.
 *
 * @param counts of the part
 */
export function excursionOfPart(counts: Float64Array, { away, back }: Excursion): Excursion | null {
  const beside = Math.min(BESIDE, back.at - away.at);
  const level = (from: number, to: number): number => {
    const near = counts.subarray(Math.max(0, from), to);
    return near.reduce((sum, count) => sum + count, 0) / near.length;
  };
  const [before, first] = [level(away.at - beside, away.at), level(away.at, away.at + beside)];
  const [last, after] = [level(back.at - beside, back.at), level(back.at, back.at + beside)];
  const own = logRatio(first, before) + logRatio(last, after);
  const times = [logRatio(away.after, away.before), logRatio(back.before, back.after)] as const;
  if (Math.abs(own - times[0] - times[1]) >= Math.abs(own)) return null;
  return {
    away: { ...away, before, after: first },
    back: { ...back, before: last, after },
    unlikeness: 0,
    undo: isNextToNothing(away, back)
      ? (_, share) => between(before, after, share)
      : (count, share) => count / Math.exp(between(...times, share)),
  };
}

function isNextToNothing(away: Step, back: Step): boolean {
  return away.after < NEXT_TO_NOTHING * away.before && back.before < NEXT_TO_NOTHING * back.after;
}

function between(from: number, to: number, share: number): number {
  return from + share * (to - from);
}

function logRatio(one: number, other: number): number {
  return Math.log((one + 3 / 8) / (other + 3 / 8));
}

function unlikenessOf([one, other]: readonly [number, number]): number {
  return Math.abs(one - other) / Math.max(Math.abs(one), Math.abs(other));
}
