import type { CountScale } from "./count-scale.ts";
import { RANGE_Z } from "./measure.ts";
import { rollingMedian } from "./rolling-median.ts";

/** Where the level of a series changes within some windows. */
export interface Step {
  /** First window of the new level. */
  readonly at: number;
  /** Medians of counts. */
  readonly before: number;
  readonly after: number;
  /** The share of its height that is within some windows. */
  readonly abruptness: number;
  /** Seen in the medians of many windows alone, in which the edge of a day is as abrupt as any. */
  readonly isLow: boolean;
  /** Seen between two lines: its height is that of one window, whatever the slope around it. */
  readonly isJump: boolean;
}

export interface StepOptions {
  /** The deviation of values about their level. */
  readonly spread: number;
  readonly scale: CountScale;
}

/** How long levels must be for a step between them to be seen, and how high it then must be. */
export interface StepWidth {
  /** Medians of so many windows on either side show a step. */
  readonly side: number;
  /** Days begin and end within half an hour; what breaks does within so many windows. */
  readonly edge: number;
  /** In deviations. Medians of 15 differ by 0.5 by chance, of 45 by 0.3. */
  readonly least: number;
  /** So many deviations of the difference between two edges are taken for chance: more where more edges are looked at. */
  readonly chance: number;
}

/** A step that leaves the usual range. */
export const HIGH_STEPS: StepWidth = { side: 15, edge: 4, least: RANGE_Z, chance: 1 };
/** Of few entries half as many are within the usual range, but not for long. */
export const LONG_STEPS: StepWidth = { side: 45, edge: 12, least: 1.5, chance: 2 };
/** What is shorter moves no median of so many. */
export const LEAST_LENGTH = (HIGH_STEPS.side + 1) / 2;

/** @param values of the counts, on the scale */
export function findSteps(values: Float64Array, { spread, scale }: StepOptions, width = HIGH_STEPS): Step[] {
  const { side, least } = width;
  const steps: Step[] = [];
  const sides = sideMedians(values, side);
  const riseAt = (at: number): number => sides[at] - sides[at - side];
  for (let at = side; at + side <= values.length; at++) {
    const rise = riseAt(at);
    if (Math.abs(rise) < least * spread) continue;
    const [before, after] = [scale.countAt(sides[at - side]), scale.countAt(sides[at])];
    // What steps away steps back, whichever level is called the usual one.
    if (
      !isMaterialChange(Math.min(before, after), Math.max(before, after)) ||
      !isPeak(riseAt, at, side, values.length - side)
    )
      continue;
    const abruptness = abruptnessOf(values, at, rise, spread, width);
    if (abruptness < LEAST_SHARE) continue;
    steps.push({
      at: edgeNear(values, at, sides[at - side], sides[at], side),
      before,
      after,
      abruptness,
      isLow: width === LONG_STEPS,
      isJump: false,
    });
  }
  return steps;
}

/** Of steps to the same side that are as near as this, the highest is meant: a short excursion has two, to either side. */
function isPeak(riseAt: (at: number) => number, at: number, side: number, last: number): boolean {
  const rise = riseAt(at);
  for (let near = Math.max(side, at - side); near <= Math.min(last, at + side); near++) {
    const other = riseAt(near) * Math.sign(rise);
    if (other > Math.abs(rise) || (other === Math.abs(rise) && near < at)) return false;
  }
  return true;
}

const ABRUPT_SHARE = 0.45;
/** Slower is a rhythm. */
const LEAST_SHARE = 0.38;
export function isAbrupt({ abruptness }: Step): boolean {
  return abruptness >= ABRUPT_SHARE;
}

function abruptnessOf(
  values: Float64Array,
  at: number,
  height: number,
  spread: number,
  { side, edge, chance }: StepWidth,
): number {
  let steepest = 0;
  // Where the medians of both sides stay the same for some windows, the edge is somewhere in them.
  for (let near = at - side; near <= at + side; near++) {
    if (near < edge || near + edge > values.length) continue;
    let change = 0;
    for (let i = 0; i < edge; i++) change += values[near + i] - values[near - 1 - i];
    steepest = Math.max(steepest, (change / edge) * Math.sign(height));
  }
  return (steepest - chance * Math.sqrt(2 / edge) * spread) / Math.abs(height);
}

/**
 * The first window of the new level. Medians stay the same for some windows around it: it is where the windows on either
 * side are least far from their levels in sum (Bai, "Least Absolute Deviation Estimation of a Shift", 1995).
 */
function edgeNear(values: Float64Array, at: number, before: number, after: number, side: number): number {
  const half = (side + 1) / 2;
  const from = at - half;
  let [edge, least, sum] = [from, 0, 0];
  for (let window = from; window < at + half; window++) {
    sum += Math.abs(values[window] - before) - Math.abs(values[window] - after);
    if (sum < least) [edge, least] = [window + 1, sum];
  }
  return edge;
}

/** Median of the windows from each on. */
function sideMedians(values: Float64Array, side: number): Float64Array {
  const half = (side - 1) / 2;
  return rollingMedian(values, half).subarray(half, Math.max(half, values.length - half));
}

/** A count differs materially from this share of the usual on: a steady source makes the usual range very narrow. */
const MATERIAL_SHARE = 0.3;

export function isMaterialChange(usual: number, count: number): boolean {
  return Math.abs(count - usual) >= MATERIAL_SHARE * usual;
}
