/**
 * The percentile with linear interpolation between the two nearest ranks, as numpy's default (method 7 of Hyndman and
 * Fan 1996).
 *
 * @param values any order, not changed; at least one, none NaN
 * @param percent 0–100
 * @throws RangeError without values or outside 0–100
 */
export function percentile(values: ArrayLike<number>, percent: number): number {
  if (values.length === 0) throw new RangeError("percentile of no values");
  if (!(percent >= 0 && percent <= 100)) throw new RangeError(`percentile must be within 0–100, not ${percent}`);
  const sorted = Float64Array.from(values).sort();
  const rank = (percent / 100) * (sorted.length - 1);
  const below = Math.floor(rank);
  const above = Math.min(below + 1, sorted.length - 1);
  const share = rank - below;
  const step = sorted[above] - sorted[below];
  // Interpolating from the nearer end, as numpy does, keeps the result monotone in `percent`.
  return share < 0.5 ? sorted[below] + step * share : sorted[above] - step * (1 - share);
}

/** The middle value, or the mean of the two middle ones. @throws RangeError without values */
export function median(values: ArrayLike<number>): number {
  return percentile(values, 50);
}
