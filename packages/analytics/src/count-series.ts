// What is usual for a count from window to window: the median of the windows around it, whose level may rise and fall
// with the hour, and the median absolute deviation from it, which a burst in a few windows cannot move (Iglewicz and
// Hoaglin, "How to Detect and Handle Outliers", 1993; Hochenbaum, Vallis and Kejariwal 2017 for the two with a seasonal
// baseline).
import { devianceResidual } from "./count-deviance.ts";
import { type CountScale, countScale, dispersionOf, MAD_TO_SIGMA } from "./count-scale.ts";
import { type Excursion, excursionOfPart, excursionsAmong, withoutExcursion, withoutExcursions } from "./excursions.ts";
import { followEdges, slowSteps, withoutEdges } from "./level-edges.ts";
import { lastingSteps, levelShifts } from "./level-shifts.ts";
import { findJumps } from "./level-jumps.ts";
import { findSteps, LONG_STEPS, type Step, type StepOptions } from "./level-steps.ts";
import type { WindowStretch } from "./measure.ts";
import { median } from "./percentile.ts";
import { isOfRhythm } from "./rhythm.ts";
import { rollingMedian } from "./rolling-median.ts";

/** An hour and a half of 2-minute windows to either side: what lasts no longer stands out from it. */
export const HALF_WIDTH = 45;

export interface CountSeries {
  readonly counts: Float64Array;
  /** The mean to be expected in each window, above 0. */
  readonly means: Float64Array;
  /** Variance of a count of mean m is m + dispersion · m². */
  readonly dispersion: number;
  /** How much more the counts vary than that says. */
  readonly spread: number;
  /** Robust z-score of each window. */
  readonly z: Float64Array;
  /** Their steps are those among the windows of the basis. */
  readonly excursions: readonly Excursion[];
  /** The excursions to less, from window to window. */
  readonly falls: readonly WindowStretch[];
}

export interface SeriesOptions {
  /** Of all entries; what is lost with them shows there first. */
  readonly isWhole?: boolean;
  /** Excursions of all entries, where the counts are of some. */
  readonly ofWhole?: readonly Excursion[];
  /** Windows that show what is usual, ascending. */
  readonly basis: Int32Array;
  /** Longer departures are another regime, in windows. */
  readonly longest: number;
  readonly windowMs: number | null;
}

/** @param counts of each window */
export function countSeries(counts: Float64Array, options: SeriesOptions): CountSeries {
  const { basis, windowMs } = options;
  const shown = Float64Array.from(basis, (window) => counts[window]);
  const dispersion = dispersionOf(shown);
  const isWithoutGaps = basis.length > 0 && basis[basis.length - 1] - basis[0] === basis.length - 1;
  const windowsPerDay = isWithoutGaps && windowMs !== null ? DAY_MS / windowMs : null;
  const { means: shownMeans, excursions } = meansOf(shown, dispersion, windowsPerDay, options);
  const means = spreadOver(counts.length, basis, shownMeans);
  const residuals = counts.map((count, window) => devianceResidual(count, means[window], dispersion));
  // An excursion says nothing of how steady the rest is.
  const calm = basis.filter((_, i) => excursions.every(({ away, back }) => i < away.at || i >= back.at));
  const shows = calm.length * 2 < basis.length ? basis : calm;
  // No source is taken for steadier than chance lets it be.
  const spread = Math.max(1, MAD_TO_SIGMA * median(Float64Array.from(shows, (window) => Math.abs(residuals[window]))));
  return {
    counts,
    means,
    dispersion,
    spread,
    z: residuals.map((residual) => residual / spread),
    excursions,
    falls: excursions
      .filter(({ away }) => away.after < away.before)
      .map(({ away, back }) => ({ from: basis[away.at], to: basis[back.at - 1] + 1 })),
  };
}

const DAY_MS = 86_400_000;

/** From so many on the median says what the mean is. */
const MEDIAN_SERVES = 8;
/** Where there is hardly any, a few in one window are still one event, logged again. */
const LEAST_MEAN = 0.3;

function meansOf(
  counts: Float64Array,
  dispersion: number,
  windowsPerDay: number | null,
  { longest, isWhole = false, ofWhole = [] }: SeriesOptions,
): { readonly means: Float64Array; readonly excursions: readonly Excursion[] } {
  const scale = countScale(dispersion);
  const values = counts.map(scale.of);
  const rolling = rollingMedian(values, HALF_WIDTH);
  const distances = values.map((value, i) => Math.abs(value - rolling[i]));
  const spread = Math.max(1, MAD_TO_SIGMA * median(distances));
  const steps = findSteps(values, { spread, scale });
  const isRhythm = (pair: Excursion): boolean => {
    const otherwise = withoutExcursion(counts, pair).map(scale.of);
    return isOfRhythm(values, { from: pair.away.at, otherwise }, windowsPerDay);
  };
  const known = ofWhole.flatMap((excursion) => excursionOfPart(counts, excursion) ?? []);
  const low = longSteps(values, steps, { spread, scale });
  const ofLevels = excursionsAmong([...steps, ...low], { longest, isRhythm, known });
  const jumps = isWhole ? findJumps(values, { spread, scale }) : [];
  const excursions = excursionsAmong(jumps, { longest, isRhythm, known: ofLevels });
  const regular = withoutExcursions(counts, excursions);
  const left = excursions.length === 0 ? steps : findSteps(regular.map(scale.of), { spread, scale });
  const found = lastingSteps(left, excursions, { least: HALF_WIDTH, windowCount: counts.length });
  const slow = slowSteps(regular.map(scale.of), found, scale.countAt);
  const lasting = found.map((step) => slow.find(({ at }) => at === step.at) ?? step);
  const shifts = levelShifts(lasting, counts.length);
  const follow = (of: Float64Array): Float64Array => followed(withoutEdges(of, slow), scale, shifts);
  const edged = (of: Float64Array, levels: Float64Array): Float64Array =>
    slow.length === 0 ? levels : followEdges(of.map(scale.of), levels.map(scale.of), slow).map(scale.countAt);
  const first = edged(regular, regular === counts && shifts === null ? rolling.map(scale.countAt) : follow(regular));
  // What stands out has no say in a second look (Tukey 1977): on a slope it moves the median along it.
  const usual = regular.map((count, i) =>
    Math.abs(scale.of(count) - scale.of(first[i])) > OUTSTANDING * spread ? first[i] : count,
  );
  const isSame = usual.every((count, i) => count === regular[i]);
  const medians = isSame ? first : edged(usual, follow(usual));
  if (medians.every((middle) => middle >= MEDIAN_SERVES)) return { means: medians, excursions };
  const ofFew = mediansOfMeans(usual);
  const means = medians.map((middle, i) => (middle >= MEDIAN_SERVES ? middle : Math.max(LEAST_MEAN, ofFew[i])));
  return { means, excursions };
}

/** The low steps of a count of few entries, but for those beside its high ones. */
function longSteps(values: Float64Array, high: readonly Step[], options: StepOptions): Step[] {
  const middle = median(values);
  const half = options.scale.of(options.scale.countAt(middle) / 2);
  if (middle - half > HALF_IS_HIGH * options.spread) return [];
  return findSteps(values, options, LONG_STEPS).filter(({ at }) =>
    high.every((step) => Math.abs(step.at - at) > LONG_STEPS.side),
  );
}

/** In deviations: where half of a count is farther away, losing half is a high step. */
const HALF_IS_HIGH = 3;

/**
 * The medians around each window, as counts: for each level between two shifts those of the windows in and around it, raised
 * or lowered to it. Levels are longer than half a width, so that all of it costs a few times the windows.
 */
function followed(counts: Float64Array, scale: CountScale, shifts: Float64Array | null): Float64Array {
  if (shifts === null) return rollingMedian(counts.map(scale.of), HALF_WIDTH).map(scale.countAt);
  const medians = new Float64Array(counts.length);
  for (let from = 0, to = 0; from < counts.length; from = to) {
    while (to < counts.length && shifts[to] === shifts[from]) to++;
    const start = Math.max(0, Math.min(from - AROUND, counts.length - EXTRAPOLATED));
    const part = counts.subarray(start, Math.max(to + AROUND, EXTRAPOLATED));
    const level = part.map((count, i) =>
      scale.of((count + 3 / 8) * Math.exp(shifts[from] - shifts[start + i]) - 3 / 8),
    );
    medians.set(
      rollingMedian(level, HALF_WIDTH)
        .subarray(from - start, to - start)
        .map(scale.countAt),
      from,
    );
  }
  return medians;
}

/** Windows on either side of a level, so that none of its medians is extrapolated but those at the ends of the range. */
const AROUND = 2 * HALF_WIDTH;
/** Of so many windows on medians are extrapolated to the ends. */
const EXTRAPOLATED = 3 * (2 * HALF_WIDTH + 1);

/** In deviations. */
const OUTSTANDING = 5;

/** Of so many windows each, seven to either side of the one asked about. */
const PART = 7;

/**
 * The median of few is a whole number, and 0 more often than not. In its place the median of the means of the parts of the
 * windows around, of which those of a burst are a few (Nemirovsky and Yudin 1983).
 */
function mediansOfMeans(counts: Float64Array): Float64Array {
  const sums = new Float64Array(counts.length + 1);
  for (let i = 0; i < counts.length; i++) sums[i + 1] = sums[i] + counts[i];
  const width = Math.min(2 * HALF_WIDTH + 1, counts.length);
  const parts = new Float64Array(Math.max(1, Math.floor(width / PART)));
  const length = width / parts.length;
  return counts.map((_, at) => {
    const start = Math.max(0, Math.min(at - HALF_WIDTH, counts.length - width));
    for (let part = 0; part < parts.length; part++) {
      const [from, to] = [start + Math.floor(part * length), start + Math.floor((part + 1) * length)];
      const mean = (sums[to] - sums[from]) / (to - from);
      let place = part;
      for (; place > 0 && parts[place - 1] > mean; place--) parts[place] = parts[place - 1];
      parts[place] = mean;
    }
    return parts[parts.length >> 1];
  });
}

/** A window outside the basis has the level of the last before it. */
function spreadOver(count: number, basis: Int32Array, values: Float64Array): Float64Array {
  if (count === values.length) return values;
  const all = new Float64Array(count);
  let next = 0;
  for (let window = 0; window < count; window++) {
    while (next + 1 < basis.length && basis[next + 1] <= window) next++;
    all[window] = values[next];
  }
  return all;
}
