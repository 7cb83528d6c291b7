const DAYS_OF_WEEK = 7;
/** A rhythm of days is on most of them, and they are more than a few. */
const LEAST_DAYS = 3;
const DAYS_SHARE = 0.75;
/** Of a stretch whose counterpart goes beyond the range at least this share of it is compared. */
const COMPARED_SHARE = 0.5;

export interface RhythmStretch {
  readonly from: number;
  /** What its windows would be were it unusual, on the scale of the values. */
  readonly otherwise: Float64Array;
}

/**
 * Whether a stretch is as it is at the same time a week earlier or later, or within a week on most other days, rather than
 * otherwise: an evening before the end of a weekend, whose two edges are alike.
 *
 * @param windowsPerDay null if the windows are not one after another in time
 */
export function isOfRhythm(
  values: Float64Array,
  { from, otherwise }: RhythmStretch,
  windowsPerDay: number | null,
): boolean {
  if (windowsPerDay === null) return false;
  const isAlike = (shift: number): boolean | null => isNearer(values, from, otherwise, Math.round(shift));
  // Where weeks can be compared days say less: a busy weekend is as a weekday.
  const weeks = [isAlike(-DAYS_OF_WEEK * windowsPerDay), isAlike(DAYS_OF_WEEK * windowsPerDay)];
  if (weeks.some((found) => found !== null)) return weeks.includes(true);
  let [alike, compared] = [0, 0];
  const first = -Math.ceil(from / windowsPerDay);
  const last = Math.floor((values.length - from) / windowsPerDay);
  for (let days = first; days <= last; days++) {
    const found = days === 0 ? null : isAlike(days * windowsPerDay);
    if (found === null) continue;
    compared++;
    if (found) alike++;
  }
  return compared >= LEAST_DAYS && alike >= DAYS_SHARE * compared;
}

/** Whether the mean of the windows elsewhere is nearer to that of the stretch than to what it would be otherwise; null if there are none. */
function isNearer(values: Float64Array, from: number, otherwise: Float64Array, shift: number): boolean | null {
  const [start, end] = [Math.max(0, from + shift), Math.min(values.length, from + otherwise.length + shift)];
  if (end - start < COMPARED_SHARE * otherwise.length) return null;
  let [own, other] = [0, 0];
  for (let at = start; at < end; at++) {
    own += values[at] - values[at - shift];
    other += values[at] - otherwise[at - shift - from];
  }
  return Math.abs(own) < Math.abs(other);
}
