import type { Measure } from "./measure.ts";
import { RANGE_Z } from "./measure.ts";
import { overlapsIn } from "./overlaps.ts";
import { median } from "./percentile.ts";
import { isHabit, recurs } from "./recurrence.ts";
import { MAD_TO_SIGMA } from "./count-scale.ts";

export interface StretchOptions {
  /** Lengths over which z-scores are added up, in windows: what is small but lasts is found as well as what is large. */
  readonly lengths: readonly number[];
  /** How far a window by itself, and the sum over a longer stretch, must be from the usual, in deviations. */
  readonly cut: number;
  readonly stretchCut: number;
  readonly judgesFalls: boolean;
  readonly windowMs: number | null;
}

export interface UnusualWindows {
  readonly marks: Uint8Array;
  /** How far each window is from the usual: by itself or, if that is farther, as part of a stretch that was marked. */
  readonly distances: Float64Array;
}

/** Marks the windows of stretches that are far from the usual, matter, and do not come back by habit or with a period. */
export function markUnusual(measure: Measure, options: StretchOptions): UnusualWindows {
  const marks = new Uint8Array(measure.z.length);
  const distances = measure.z.slice();
  const out = measure.z.map((z, window) =>
    Math.abs(z) > RANGE_Z && measure.isMaterial(window, window + 1) ? Math.sign(z) : 0,
  );
  for (const length of options.lengths) markStretches(measure, length, options, out, { marks, distances });
  extend(measure.z, out, { marks, distances });
  fill(measure, { marks, distances });
  return { marks, distances };
}

/** @param out to which side each window has left the usual range, in a way that matters; 0 if it has not */
function markStretches(
  measure: Measure,
  length: number,
  options: StretchOptions,
  out: Float64Array,
  { marks, distances }: UnusualWindows,
): void {
  const { z } = measure;
  const sums = stretchScores(z, length);
  const cut = length === 1 ? options.cut : options.stretchCut;
  const candidates = new Float64Array(sums.length);
  const isPeriodic = new Uint8Array(sums.length);
  for (let start = 0; start < sums.length; start++) {
    const score = sums[start];
    if (Math.abs(score) <= cut || (score < 0 && !options.judgesFalls)) continue;
    if (!measure.isMaterial(start, start + length)) continue;
    if (comesBack(sums, start, options.windowMs)) isPeriodic[start] = 1;
    else candidates[start] = score;
  }
  const isUsual = habitsAmong(sums, isPeriodic);
  const comesAgain = (window: number): boolean => comesBack(z, window, options.windowMs);
  const isOverlap = length === 1 ? () => false : overlapsIn(out, length, comesAgain);
  for (let start = 0; start < sums.length; start++) {
    const score = candidates[start];
    if (score === 0 || isUsual(score) || isOverlap(start, Math.sign(score))) continue;
    for (let window = start; window < start + length; window++) {
      if (out[window] !== Math.sign(score)) continue;
      marks[window] = 1;
      if (Math.abs(score) > Math.abs(distances[window])) distances[window] = score;
    }
  }
}

/** Sums of z-scores over stretches, by their first window, in their own deviations. */
function stretchScores(z: Float64Array, length: number): Float64Array {
  if (length === 1) return z;
  const sums = new Float64Array(Math.max(0, z.length - length + 1));
  let sum = 0;
  for (let window = 0; window < z.length; window++) {
    sum += capped(z[window]);
    if (window >= length) sum -= capped(z[window - length]);
    if (window >= length - 1) sums[window - length + 1] = sum / Math.sqrt(length);
  }
  if (sums.length === 0) return sums;
  const middle = median(sums);
  const spread = Math.max(1, MAD_TO_SIGMA * median(sums.map((value) => Math.abs(value - middle))));
  return sums.map((value) => value / spread);
}

/** One window far out is found by itself, and makes no stretch of its neighbours. */
const MOST_IN_STRETCH = 4;

function capped(z: number): number {
  return Math.min(MOST_IN_STRETCH, Math.max(-MOST_IN_STRETCH, z));
}

/** Alike is what goes nearly half as far to the same side. */
const ALIKE = 0.4;
/** Jobs without a period overlap now and then, and are a few times as long as one. */
const HABIT_ALIKE = 1 / 3;

function comesBack(sums: Float64Array, start: number, windowMs: number | null): boolean {
  return windowMs !== null && recurs(start, sums.length, windowMs, (other) => sums[other] / sums[start] >= ALIKE);
}

/** Whether what has no period, but goes so far, just happens often. */
function habitsAmong(sums: Float64Array, isPeriodic: Uint8Array): (score: number) => boolean {
  const habits = new Map<number, boolean>();
  return (score) => {
    // Levels are rounded down by a twelfth at most, so that habits are looked for a few times and not for each window.
    const level = Math.sign(score) * 2 ** (Math.floor(8 * Math.log2(Math.abs(score) * HABIT_ALIKE)) / 8);
    const found =
      habits.get(level) ?? isHabit(sums.length, (other) => isPeriodic[other] === 0 && sums[other] / level >= 1);
    habits.set(level, found);
    return found;
  };
}

/** So many windows between two marked ones may be within the usual range by chance. */
const LARGEST_GAP = 3;

/**
 * Beside a marked window, those that left the usual range to the same side belong to it, and so do the few between two
 * marked ones that are on that side at all (hysteresis, as Canny 1986 follows edges).
 */
function extend(z: Float64Array, out: Float64Array, { marks, distances }: UnusualWindows): void {
  for (const step of [1, -1]) {
    for (let window = step > 0 ? 1 : z.length - 2; window >= 0 && window < z.length; window += step) {
      const before = window - step;
      if (marks[window] === 0 && marks[before] === 1 && out[window] === Math.sign(z[before])) marks[window] = 1;
    }
  }
  for (let window = 0, last = -1; window < z.length; window++) {
    if (marks[window] === 0) continue;
    const side = Math.sign(z[window]);
    const gap = z.subarray(last + 1, window);
    const isOneEvent = last >= 0 && gap.length <= LARGEST_GAP && side === Math.sign(z[last]);
    if (isOneEvent && gap.every((value) => value * side > 0)) {
      marks.fill(1, last + 1, window);
      distances.fill(distances[last], last + 1, window);
    }
    last = window;
  }
}

/** Of a fall that few windows of it show to be unusual, nothing else is. */
const SHOWN_SHARE = 0.25;

/** A fall of few entries is one event, though single windows of it are usual by chance: as far as the others are on the whole. */
function fill({ z, falls }: Measure, { marks, distances }: UnusualWindows): void {
  for (const { from, to } of falls) {
    const shown = distances.subarray(from, to).filter((distance, i) => marks[from + i] === 1 && distance < 0);
    if (shown.length < SHOWN_SHARE * (to - from)) continue;
    const middle = median(shown);
    for (let window = from; window < to; window++) {
      if (marks[window] === 1 || z[window] > 0) continue;
      marks[window] = 1;
      distances[window] = middle;
    }
  }
}
