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
}

export interface StepOptions {
  /** The deviation of values about their level. */
  readonly spread: number;
  readonly scale: CountScale;
}

/** Medians of so many windows on either side show a step. */
const SIDE = 15;
/** What is shorter moves no median of so many. */
export const LEAST_LENGTH = (SIDE + 1) / 2;
/** In deviations: a step leaves the usual range. Medians of 15 differ by 0.5 by chance. */
const LEAST_STEP = RANGE_Z;

/** @param values of the counts, on the scale */
export function findSteps(values: Float64Array, { spread, scale }: StepOptions): Step[] {
  const steps: Step[] = [];
  const sides = sideMedians(values);
  const riseAt = (at: number): number => sides[at] - sides[at - SIDE];
  for (let at = SIDE; at + SIDE <= values.length; at++) {
    const rise = riseAt(at);
    if (Math.abs(rise) < LEAST_STEP * spread) continue;
    const [before, after] = [scale.countAt(sides[at - SIDE]), scale.countAt(sides[at])];
    // What steps away steps back, whichever level is called the usual one.
    if (
      !isMaterialChange(Math.min(before, after), Math.max(before, after)) ||
      !isPeak(riseAt, at, values.length - SIDE)
    )
      continue;
    const abruptness = abruptnessOf(values, at, rise, spread);
    if (abruptness < ABRUPT_SHARE) continue;
    steps.push({ at: edgeNear(values, at, sides[at - SIDE], sides[at]), before, after, abruptness });
  }
  return steps;
}

/** Of steps to the same side that are as near as this, the highest is meant: a short excursion has two, to either side. */
function isPeak(riseAt: (at: number) => number, at: number, last: number): boolean {
  const rise = riseAt(at);
  for (let near = Math.max(SIDE, at - SIDE); near <= Math.min(last, at + SIDE); near++) {
    const other = riseAt(near) * Math.sign(rise);
    if (other > Math.abs(rise) || (other === Math.abs(rise) && near < at)) return false;
  }
  return true;
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

/**
 * The first window of the new level. Medians stay the same for some windows around it: it is where the windows on either
 * side are least far from their levels in sum (Bai, "Least Absolute Deviation Estimation of a Shift", 1995).
 */
function edgeNear(values: Float64Array, at: number, before: number, after: number): number {
  const from = at - LEAST_LENGTH;
  let [edge, least, sum] = [from, 0, 0];
  for (let window = from; window < at + LEAST_LENGTH; window++) {
    sum += Math.abs(values[window] - before) - Math.abs(values[window] - after);
    if (sum < least) [edge, least] = [window + 1, sum];
  }
  return edge;
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
