import { median } from "./percentile.ts";
import type { Step } from "./level-steps.ts";

/** A day begins and ends within half an hour: its edge is within so many windows of the step. */
export const REACH = 15;
/** What breaks does at once; where less of the height is within some windows, the step has an edge. */
export const ABRUPT = 0.6;

/** The steps that take up to an hour, with the levels beyond their edges. */
export function slowSteps(values: Float64Array, steps: readonly Step[], countAt: (value: number) => number): Step[] {
  return steps
    .filter(({ at, abruptness }) => abruptness < ABRUPT && at >= 2 * REACH && at + 2 * REACH <= values.length)
    .map((step) => ({
      ...step,
      before: countAt(median(values.subarray(step.at - 2 * REACH, step.at - REACH))),
      after: countAt(median(values.subarray(step.at + REACH, step.at + 2 * REACH))),
    }));
}

/** The counts, in edges those of the level to which side they are. */
export function withoutEdges(counts: Float64Array, slow: readonly Step[]): Float64Array {
  if (slow.length === 0) return counts;
  const flat = counts.slice();
  for (const { at, before, after } of slow) flat.fill(before, at - REACH, at).fill(after, at, at + REACH);
  return flat;
}

/**
 * Medians around each window that follow the edges between two lasting levels. Where offices open, counts rise within half an
 * hour: a rolling median is on either level and not on the edge, so that each window of it would be unusual. There the usual is
 * the rising or falling curve that is nearest to the counts, between the levels (isotonic regression by least absolute
 * deviations: Robertson and Waltman 1968; Barlow et al., "Statistical Inference under Order Restrictions", 1972).
 *
 * @param values of the counts, and `medians` around them, on one scale
 */
export function followEdges(values: Float64Array, medians: Float64Array, slow: readonly Step[]): Float64Array {
  const followed = medians.slice();
  for (const { at } of slow) {
    const [from, to] = [at - REACH, at + REACH];
    const [before, after] = [medians[from], medians[to - 1]];
    const rise = Math.sign(after - before);
    const curve = risingMedians(values.subarray(from, to).map((value) => value * rise));
    const [low, high] = [Math.min(before, after), Math.max(before, after)];
    curve.forEach((value, i) => (followed[from + i] = Math.min(high, Math.max(low, value * rise))));
  }
  return followed;
}

/** The curve without a fall that is nearest to the values: neighbours out of order share their median (pooling of adjacent violators). */
function risingMedians(values: Float64Array): Float64Array {
  const blocks: { readonly sorted: Float64Array; readonly middle: number }[] = [];
  for (const value of values) {
    let block = { sorted: Float64Array.of(value), middle: value };
    for (let last = blocks.at(-1); last !== undefined && last.middle >= block.middle; last = blocks.at(-1)) {
      blocks.pop();
      const sorted = Float64Array.of(...last.sorted, ...block.sorted).sort();
      block = { sorted, middle: sorted[(sorted.length - 1) >> 1] };
    }
    blocks.push(block);
  }
  return Float64Array.from(blocks.flatMap(({ sorted, middle }) => Array.from(sorted, () => middle)));
}
