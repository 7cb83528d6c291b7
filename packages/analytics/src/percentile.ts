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
  if (values.length === 0) throw new RangeError("median of no values");
  const own = Float64Array.from(values);
  const half = own.length >> 1;
  const upper = select(own, half);
  if (own.length % 2 === 1) return upper;
  let lower = -Infinity;
  for (let i = 0; i < half; i++) if (own[i] > lower) lower = own[i];
  return lower + (upper - lower) / 2;
}

/** Hoare's selection (1961): the value of that rank, with none above it before it; sorting takes some ten times as long. */
function select(values: Float64Array, rank: number): number {
  let left = 0;
  let right = values.length - 1;
  while (left < right) {
    const pivot = values[(left + right) >> 1];
    let i = left;
    let j = right;
    while (i <= j) {
      while (values[i] < pivot) i++;
      while (values[j] > pivot) j--;
      if (i > j) break;
      const value = values[i];
      values[i++] = values[j];
      values[j--] = value;
    }
    if (rank <= j) right = j;
    else if (rank >= i) left = i;
    else break;
  }
  return values[rank];
}
