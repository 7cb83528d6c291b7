/**
 * The median of the `2 · halfWidth + 1` values around each position. Nearer to an end than halfWidth it goes on as it went
 * over the last halfWidth positions, as far as that is beyond chance, so that a trend is followed to the end and a burst there is not. Fewer than three
 * widths of values have one median near the end. Keeps the window
 * sorted as it moves (Turlach's and Huang's way): values × width copies within one small array, no sorting.
 */
export function rollingMedian(values: Float64Array, halfWidth: number): Float64Array {
  const count = values.length;
  const width = Math.min(2 * halfWidth + 1, count);
  const medians = new Float64Array(count);
  if (count === 0) return medians;
  const sorted = values.slice(0, width).sort();
  let start = 0;
  for (let at = 0; at < count; at++) {
    const wanted = Math.min(Math.max(0, at - halfWidth), count - width);
    if (wanted > start) {
      replace(sorted, values[start], values[start + width]);
      start = wanted;
    }
    medians[at] = middleOf(sorted);
  }
  if (count >= 3 * width) extrapolate(values, medians, halfWidth);
  return medians;
}

/** Medians differ so much by chance, where values have a deviation of 1. */
const CHANCE = 0.5;

function extrapolate(values: Float64Array, medians: Float64Array, halfWidth: number): void {
  const last = medians.length - 1 - halfWidth;
  const rise = slopeOf(medians[halfWidth], medians[2 * halfWidth]) / halfWidth;
  const fall = slopeOf(medians[last], medians[last - halfWidth]) / halfWidth;
  const atStart = withinRange(values.subarray(0, halfWidth + 1));
  const atEnd = withinRange(values.subarray(last));
  for (let step = 1; step <= halfWidth; step++) {
    medians[halfWidth - step] = atStart(medians[halfWidth] - step * rise);
    medians[last + step] = atEnd(medians[last] - step * fall);
  }
}

/** After a step nothing goes on as it went: what is followed stays among the values that are there. */
function withinRange(values: Float64Array): (value: number) => number {
  let [least, greatest] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  return (value) => Math.min(greatest, Math.max(least, value));
}

function slopeOf(from: number, to: number): number {
  const change = to - from;
  return Math.sign(change) * Math.max(0, Math.abs(change) - CHANCE);
}

function middleOf(sorted: Float64Array): number {
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/** Takes one value out of the sorted array and puts another in. */
function replace(sorted: Float64Array, leaving: number, entering: number): void {
  if (leaving === entering) return;
  const from = positionOf(sorted, leaving);
  const to = positionOf(sorted, entering);
  if (to > from) {
    sorted.copyWithin(from, from + 1, to);
    sorted[to - 1] = entering;
  } else {
    sorted.copyWithin(to + 1, to, from);
    sorted[to] = entering;
  }
}

/** First position whose value is not below. */
function positionOf(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
