const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** The periods on which jobs and people run. */
const PERIODS_MS = [
  5 * MINUTE_MS,
  10 * MINUTE_MS,
  15 * MINUTE_MS,
  20 * MINUTE_MS,
  30 * MINUTE_MS,
  HOUR_MS,
  2 * HOUR_MS,
  3 * HOUR_MS,
  4 * HOUR_MS,
  6 * HOUR_MS,
  8 * HOUR_MS,
  12 * HOUR_MS,
  DAY_MS,
  7 * DAY_MS,
];

/** Shorter periods cannot be told from neighbours: an occurrence may be one window early or late. */
const LEAST_PERIOD_WINDOWS = 5;
const LEAST_OCCURRENCES = 3;
/** So many occurrences, spread over the whole range, show a period; looking at all would cost the square of the range. */
const MAX_OCCURRENCES = 56;
/** An incident covers some of the range, a rhythm nearly all of it. */
const RECURRING_SHARE = 0.75;

/**
 * Whether what was found in a window comes back with a period, as a job every hour or a peak every day does: a window like
 * it stands at three quarters or more of the period's other occurrences, of which there must be three.
 *
 * @param windowCount windows in the range
 * @param isAlike whether another window shows the same
 */
export function recurs(
  window: number,
  windowCount: number,
  windowMs: number,
  isAlike: (window: number) => boolean,
): boolean {
  return PERIODS_MS.some((periodMs) => {
    const step = periodMs / windowMs;
    const before = Math.floor(window / step);
    const after = Math.floor((windowCount - 1 - window) / step);
    if (step < LEAST_PERIOD_WINDOWS || before + after < LEAST_OCCURRENCES) return false;
    return recursWith(step, window, windowCount, isAlike);
  });
}

function recursWith(step: number, window: number, windowCount: number, isAlike: (window: number) => boolean): boolean {
  const first = -Math.floor(window / step);
  const last = Math.floor((windowCount - 1 - window) / step);
  const stride = Math.ceil((last - first) / MAX_OCCURRENCES);
  const isNear = (at: number): boolean => at >= 0 && at < windowCount && isAlike(at);
  let missesLeft = (1 - RECURRING_SHARE) * Math.floor((last - first) / stride);
  for (let occurrence = first; occurrence <= last; occurrence += stride) {
    if (occurrence === 0) continue;
    const at = window + Math.round(occurrence * step);
    if (!isNear(at) && !isNear(at - 1) && !isNear(at + 1) && --missesLeft < 0) return false;
  }
  return true;
}

const PARTS = 12;
/** An incident is in one part of the range or two; what is in most of them is how the system works. */
const HABIT_PARTS = 9;
const HABIT_SHARE = 0.01;

/** Whether windows like it come about all over the range, with no period: jobs that are started by hand or by load. */
export function isHabit(windowCount: number, isAlike: (window: number) => boolean): boolean {
  let found = 0;
  let parts = 0;
  for (let part = 0, window = 0; part < PARTS; part++) {
    const before = found;
    for (const end = Math.floor(((part + 1) * windowCount) / PARTS); window < end; window++)
      if (isAlike(window)) found++;
    if (found > before) parts++;
  }
  return parts >= HABIT_PARTS && found >= HABIT_SHARE * windowCount;
}
