import { growIsolationForest, scoreRows, scoreThreshold } from "./isolation-forest.ts";
import { recurs } from "./recurrence.ts";
import { type Usual, UNUSUAL_Z, usualCount, usualRate, usualVariety } from "./usual-range.ts";
import { type Departure, describeDepartures, WINDOW_FEATURES } from "./window-features.ts";

export interface WindowAnomalyOptions {
  readonly seed: number;
  /**
   * A share within (0, 0.5]: flags just that share of the windows, the most isolated, as scikit-learn does. Without it a
   * window is flagged if it is isolated and also materially different from the usual.
   */
  readonly contamination?: number;
  /** Length of a window; where it is given, what comes back every hour, day or the like is usual (`recurs`). */
  readonly windowMs?: number;
  /** The data began or ended within the first or last window: what is missing from it is no sign of anything. */
  readonly isFirstPartial?: boolean;
  readonly isLastPartial?: boolean;
}

/** A flagged window. */
export interface WindowFinding {
  readonly window: number;
  /** Features out of their usual range, farthest first; may be empty where contamination was given. */
  readonly departures: readonly Departure[];
  /** Why the window was flagged, in one sentence. */
  readonly description: string;
}

export interface WindowAnomalies {
  /** The paper's anomaly score of every window, within 0–1, higher is more anomalous. */
  readonly scores: Float64Array;
  /** Flagged windows in their order. */
  readonly findings: readonly WindowFinding[];
  /** Why nothing could be judged, in one sentence; null if the windows were judged. */
  readonly reason: string | null;
}

/** Fewer whole windows show no usual to differ from. */
const LEAST_WINDOWS = 8;

const COLUMNS = WINDOW_FEATURES.length;
const TOTAL = WINDOW_FEATURES.indexOf("total_count");
const ERROR_RATE = WINDOW_FEATURES.indexOf("error_rate");
const SERVICES = WINDOW_FEATURES.indexOf("unique_services");

/**
 * Scores every window with an isolation forest grown from the whole windows, and flags the anomalous ones.
 *
 * @param features window after window, `WINDOW_FEATURES` in their order: counts, a rate within 0–1, services
 * @throws RangeError if the features do not fill whole windows, one is not finite, or contamination is out of range
 */
export function findWindowAnomalies(features: Float64Array, options: WindowAnomalyOptions): WindowAnomalies {
  const rowCount = features.length / COLUMNS;
  if (!Number.isInteger(rowCount))
    throw new RangeError(`${features.length} features do not fill windows of ${COLUMNS}`);
  if (rowCount === 0) return { scores: new Float64Array(), findings: [], reason: "There is no window of entries." };
  const isPartial = (window: number): boolean =>
    (window === 0 && options.isFirstPartial === true) || (window === rowCount - 1 && options.isLastPartial === true);
  const windows = [...Array(rowCount).keys()];
  const whole = windows.filter((window) => !isPartial(window));
  const judged = whole.length === 0 ? windows : whole;
  const usual = usualOf(features, judged);
  const completed = completePartial(features, windows.filter(isPartial), usual);
  const grown = { rowCount: judged.length, columnCount: COLUMNS, values: selectWindows(features, judged) };
  const forest = growIsolationForest(grown, { seed: options.seed });
  const scores = scoreRows(forest, { rowCount, columnCount: COLUMNS, values: completed });
  const reason = reasonNotToJudge(features, whole.length);
  if (reason !== null) return { scores, findings: [], reason };
  const findingAt = (window: number): WindowFinding => {
    const departures = departuresOf(window, features, completed, usual, options.windowMs ?? null);
    return { window, departures, description: describeDepartures(departures) };
  };
  if (options.contamination !== undefined) {
    const wholeScores = Float64Array.from(whole, (window) => scores[window]);
    const cut = scoreThreshold(wholeScores, options.contamination);
    return { scores, findings: whole.filter((window) => scores[window] > cut).map(findingAt), reason: null };
  }
  const findings = windows
    .filter((window) => scores[window] > AVERAGE_SCORE)
    .map(findingAt)
    .filter(({ window, departures }) => isAnomalous(scores[window], departures));
  return { scores, findings, reason: null };
}

function reasonNotToJudge(features: Float64Array, wholeCount: number): string | null {
  if (wholeCount < LEAST_WINDOWS) {
    return `Only ${wholeCount} whole windows: at least ${LEAST_WINDOWS} are needed to tell what is usual.`;
  }
  if (features.every((value) => value === 0)) return "Every window is empty.";
  return null;
}

/** The paper's guidance: a score above 0.6 may be an anomaly, one of 0.5 or below is none. */
const ISOLATED_SCORE = 0.6;
const AVERAGE_SCORE = 0.5;

/** Past this a departure is no chance find among seven features and thousands of windows. */
const FAR_Z = 4.5;

/**
 * A departure counts in an isolated window. The windows of a long incident isolate each other less, so a far departure
 * counts in any window that isolates sooner than the average.
 */
function isAnomalous(score: number, departures: readonly Departure[]): boolean {
  if (departures.length === 0) return false;
  return score > ISOLATED_SCORE || (score > AVERAGE_SCORE && Math.abs(departures[0].z) > FAR_Z);
}

interface UsualWindow {
  /** The usual of a column, in a window of so many entries. */
  readonly of: (column: number, entries: number) => Usual;
  /** Whether less than the usual is unusual too. */
  readonly judgesFalls: boolean;
}

/** Where most windows are empty the usual is that of the others, and less of it is no sign: such logs pause anyway. */
function usualOf(features: Float64Array, windows: readonly number[]): UsualWindow {
  const busy = windows.filter((window) => features[window * COLUMNS + TOTAL] > 0);
  const isSparse = busy.length > 0 && busy.length * 2 < windows.length;
  const basis = isSparse ? busy : windows;
  const columns = WINDOW_FEATURES.map((_, column) =>
    Float64Array.from(basis, (window) => features[window * COLUMNS + column]),
  );
  const rate = usualRate(columns[ERROR_RATE]);
  const fixed = columns.map((values, column) => (column === SERVICES ? usualVariety(values) : usualCount(values)));
  return {
    of: (column, entries) => (column === ERROR_RATE ? rate(entries) : fixed[column]),
    judgesFalls: !isSparse,
  };
}

/** In a partial window what falls short of the usual is taken as usual; what exceeds it counts. */
function completePartial(features: Float64Array, partial: readonly number[], usual: UsualWindow): Float64Array {
  const completed = features.slice();
  for (const window of partial) {
    for (let column = 0; column < COLUMNS; column++) {
      if (column === ERROR_RATE) continue;
      const at = window * COLUMNS + column;
      completed[at] = Math.max(completed[at], usual.of(column, 0).median);
    }
  }
  return completed;
}

/** With fewer entries for each service it is chance which of the services appear in a window. */
const LEAST_ENTRIES_PER_SERVICE = 10;

/** Features whose robust z-score is past 3.5 and whose distance from the usual matters, farthest first. */
function departuresOf(
  window: number,
  features: Float64Array,
  completed: Float64Array,
  usual: UsualWindow,
  windowMs: number | null,
): Departure[] {
  // Of a completed window only the entries that are there bear on its rate and its services.
  const entries = features[window * COLUMNS + TOTAL];
  const informing = Math.min(entries, usual.of(TOTAL, entries).median);
  return WINDOW_FEATURES.flatMap((feature, column) => {
    const { median: middle, low, high, z, isMaterial } = usual.of(column, entries);
    if (column === ERROR_RATE && entries === 0) return [];
    if (column === SERVICES && informing < LEAST_ENTRIES_PER_SERVICE * middle) return [];
    const value = completed[window * COLUMNS + column];
    const score = z(value);
    const isUnusual = score > UNUSUAL_Z || (usual.judgesFalls && score < -UNUSUAL_Z);
    if (!isUnusual || !isMaterial(value)) return [];
    // Alike is what goes at least half as far to the same side.
    const isAlike = (other: number): boolean => z(completed[other * COLUMNS + column]) / score >= 0.5;
    if (windowMs !== null && recurs(window, completed.length / COLUMNS, windowMs, isAlike)) return [];
    return [{ feature, value, usual: middle, low, high, z: score }];
  }).sort((a, b) => Math.abs(b.z) - Math.abs(a.z));
}

function selectWindows(features: Float64Array, windows: readonly number[]): Float64Array {
  const selected = new Float64Array(windows.length * COLUMNS);
  windows.forEach((window, i) => {
    selected.set(features.subarray(window * COLUMNS, (window + 1) * COLUMNS), i * COLUMNS);
  });
  return selected;
}
