import { median } from "./percentile.ts";
import { isHabit } from "./recurrence.ts";

/** An incident is in a part or two of the range. */
const PARTS = 12;
/** −ln of the chance of so many: one in 3,000, and there are some 700 windows in a day, but an incident has several stretches. */
const LEAST_SURPRISE = 8;
/** What lasts is more of a surprise with the windows around it. */
const WIDER = [1, 3, 9];

/**
 * Tells the stretches in which so many windows leave the usual range as may by chance, where windows do so all over the range:
 * jobs without a period overlap now and then to a long one. Clumps of the usual size come at the usual rate (Aldous,
 * "Probability Approximations via the Poisson Clumping Heuristic", 1989), so that the chance of many windows is that of as many
 * clumps (Chernoff's bound for a Poisson count).
 *
 * @param out to which side each window has left the usual range; 0 if it has not
 * @param comesBack whether a window does so with a period
 */
export function overlapsIn(
  out: Float64Array,
  length: number,
  comesBack: (window: number) => boolean,
): (start: number, side: number) => boolean {
  const sides = new Map<number, (start: number) => boolean>();
  return (start, side) => {
    const known = sides.get(side) ?? overlapsTo(side, out, length, comesBack);
    sides.set(side, known);
    return known(start);
  };
}

function overlapsTo(
  side: number,
  out: Float64Array,
  length: number,
  comesBack: (window: number) => boolean,
): (start: number) => boolean {
  if (!isHabit(out.length, (window) => out[window] === side)) return () => false;
  const irregular = out.map((each, window) => (each === side && !comesBack(window) ? side : 0));
  const isOut = (window: number): boolean => irregular[window] === side;
  if (!isHabit(out.length, isOut)) return () => false;
  const before = new Int32Array(out.length + 1);
  for (let window = 0; window < out.length; window++) before[window + 1] = before[window] + Number(isOut(window));
  const rate = usualRate(before);
  const size = usualClump(out.length, isOut);
  return (start) =>
    WIDER.every((times) => {
      const reach = (length * (times - 1)) / 2;
      const [from, to] = [Math.max(0, start - reach), Math.min(out.length, start + length + reach)];
      const [found, expected] = [before[to] - before[from], rate * (to - from)];
      const surprise = found <= expected ? 0 : found * Math.log(found / expected) - (found - expected);
      return surprise / size < LEAST_SURPRISE;
    });
}

/** A window's chance to be out, in most parts of the range. @param before how many windows before each are out */
function usualRate(before: Int32Array): number {
  const count = before.length - 1;
  const ends = Float64Array.from({ length: PARTS + 1 }, (_, part) => before[Math.floor((part * count) / PARTS)]);
  return (median(ends.subarray(1).map((end, part) => end - ends[part])) * PARTS) / count;
}

/** The mean number of windows out in a row, the longest row apart, which may be an incident. */
function usualClump(count: number, isOut: (window: number) => boolean): number {
  let [all, rows, row, longest] = [0, 0, 0, 0];
  for (let window = 0; window < count; window++) {
    row = isOut(window) ? row + 1 : 0;
    all += Math.min(1, row);
    if (row === 1) rows++;
    longest = Math.max(longest, row);
  }
  return (all - longest) / (rows - 1);
}
