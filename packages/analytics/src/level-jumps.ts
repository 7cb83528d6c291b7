import { ABRUPT, REACH } from "./level-edges.ts";
import { findSteps, isMaterialChange, LEAST_LENGTH, LONG_STEPS, type Step, type StepOptions } from "./level-steps.ts";
import { RANGE_Z } from "./measure.ts";
import { rollingMedian } from "./rolling-median.ts";

/** Lines are laid through so many windows on either side, as many as they fit. What lasts for less is a burst. */
const LENGTHS = [LEAST_LENGTH, 12, 18, 27, 41];
/** A longer line fits where it agrees with the shorter ones to this many deviations of either. */
const AGREEMENT = 1;
/** In deviations of itself, and of a value. */
const LEAST_SURPRISE = 4;
const LEAST_HEIGHT = 1.5;

/**
 * Where the level of a series jumps from one window to the next, beyond what its slope explains: an outage that begins while an
 * office opens is next to a step that is higher than its own. On either side a line is laid through the windows next to it, as
 * many as agree with fewer ("Lepski's method": Goldenshluger and Nemirovski, "On Spatially Adaptive Estimation of Nonparametric
 * Regression", 1997), and where the two meet they differ by the jump (Loader, "Change Point Estimation Using Nonparametric
 * Regression", 1996).
 *
 * @param values of the counts, on the scale
 */
export function findJumps(values: Float64Array, options: StepOptions): Step[] {
  const { spread, scale } = options;
  const count = values.length;
  const calm = withoutBursts(values, RANGE_Z * spread);
  const left = levelsBefore(calm, spread);
  const right = levelsBefore(calm.toReversed(), spread);
  const heightAt = (at: number): number => right.levels[count - at] - left.levels[at];
  // Much less than a step of hours beside it is a bend of its slope.
  const edges = findSteps(values, options, LONG_STEPS);
  const isOfEdge = (at: number): boolean =>
    edges.some((edge) => {
      const share = heightAt(at) / (scale.of(edge.after) - scale.of(edge.before));
      return Math.abs(edge.at - at) <= REACH && share > 0 && share < ABRUPT;
    });
  // NaN, where nothing says, is no surprise.
  const surprises = Float64Array.from({ length: count + 1 }, (_, at) => {
    const height = heightAt(at);
    if (!(Math.abs(height) >= LEAST_HEIGHT * spread)) return 0;
    const [before, after] = [scale.countAt(left.levels[at]), scale.countAt(right.levels[count - at])];
    if (!isMaterialChange(Math.min(before, after), Math.max(before, after))) return 0;
    const surprise = height / (spread * Math.hypot(left.deviations[at], right.deviations[count - at]));
    return Math.abs(surprise) < LEAST_SURPRISE ? 0 : surprise;
  });
  return [...surprises.keys()]
    .filter((at) => surprises[at] !== 0 && isPeak(surprises, at) && !isOfEdge(at))
    .map((at) => ({
      at,
      before: scale.countAt(left.levels[at]),
      after: scale.countAt(right.levels[count - at]),
      abruptness: 1 - 1 / Math.abs(surprises[at]),
      isLow: false,
      isJump: true,
    }));
}

function isPeak(surprises: Float64Array, at: number): boolean {
  const side = Math.sign(surprises[at]);
  for (let near = Math.max(0, at - LEAST_LENGTH); near <= Math.min(surprises.length - 1, at + LEAST_LENGTH); near++) {
    const [other, own] = [surprises[near] * side, surprises[at] * side];
    if (other > own || (other === own && near < at)) return false;
  }
  return true;
}

/** Windows that stand out from the median around them have no say: what is so short that it does not move it is no level. */
function withoutBursts(values: Float64Array, reach: number): Float64Array {
  const medians = rollingMedian(values, LEAST_LENGTH - 1);
  return values.map((value, i) => (Math.abs(value - medians[i]) > reach ? medians[i] : value));
}

interface Levels {
  /** What the values come to where each window begins, by those before it; NaN where nothing says. */
  readonly levels: Float64Array;
  /** In deviations of a value. */
  readonly deviations: Float64Array;
}

function levelsBefore(values: Float64Array, spread: number): Levels {
  const count = values.length;
  const levels = new Float64Array(count + 1).fill(NaN);
  const deviations = new Float64Array(count + 1);
  const [sums, moments] = [new Float64Array(count + 1), new Float64Array(count + 1)];
  values.forEach((value, i) => {
    sums[i + 1] = sums[i] + value;
    moments[i + 1] = moments[i] + i * value;
  });
  for (let at = LEAST_LENGTH; at <= count; at++) {
    let [low, high] = [-Infinity, Infinity];
    for (const length of LENGTHS) {
      if (length > at) break;
      const from = at - length;
      const [sum, middle] = [sums[at] - sums[from], at - (length + 1) / 2];
      const squares = (length * (length ** 2 - 1)) / 12;
      const slope = (moments[at] - moments[from] - middle * sum) / squares;
      const level = sum / length + (slope * length) / 2;
      const deviation = Math.sqrt(1 / length + (length / 2) ** 2 / squares);
      low = Math.max(low, level - AGREEMENT * deviation * spread);
      high = Math.min(high, level + AGREEMENT * deviation * spread);
      if (low > high) break;
      [levels[at], deviations[at]] = [level, deviation];
    }
  }
  return { levels, deviations };
}
