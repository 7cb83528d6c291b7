import { growIsolationForest, scoreRows, scoreThreshold } from "./isolation-forest.ts";
import { checkNamedCounts, type NamedCounts, type NamedDeparture } from "./named-counts.ts";
import { type Departure, describeReasons, WINDOW_FEATURES } from "./window-features.ts";
import { completePartial, factsOf, judgeWindows, measureWindows } from "./window-judge.ts";

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
  /**
   * Errors and warnings by template (or shape): a new or surged one is a reason to flag a window, whatever its totals
   * are. The range's most frequent thousand or so are enough.
   */
  readonly templates?: NamedCounts;
  /** Entries by service: one that falls silent is a reason to flag a window. */
  readonly services?: NamedCounts;
  /** Called between steps of a few milliseconds: whoever has it analysed may stop there for a while. */
  readonly rest?: () => void;
}

/** A flagged window. */
export interface WindowFinding {
  readonly window: number;
  /** Features out of their usual range, farthest first; may be empty where contamination was given. */
  readonly departures: readonly Departure[];
  /** Templates that are new or surged in it, farthest first. */
  readonly templates: readonly NamedDeparture[];
  /** Services that are silent, fallen or surged in it, farthest first. */
  readonly services: readonly NamedDeparture[];
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

const BETWEEN = "Within its usual range by chance, between windows that are not.";
/** Fewer whole windows show no usual to differ from. */
const LEAST_WINDOWS = 8;

const COLUMNS = WINDOW_FEATURES.length;

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
  for (const evidence of [options.templates, options.services]) if (evidence) checkNamedCounts(evidence, rowCount);
  const facts = factsOf(features, rowCount, options);
  const windows = [...Array(rowCount).keys()];
  const whole = windows.filter((window) => !facts.isPartial(window));
  const judged = whole.length === 0 ? windows : whole;
  const measures = measureWindows(features, facts);
  const completed = completePartial(features, facts, measures);
  const grown = { rowCount: judged.length, columnCount: COLUMNS, values: selectWindows(features, judged) };
  const forest = growIsolationForest(grown, { seed: options.seed, rest: facts.rest });
  const scores = scoreRows(forest, { rowCount, columnCount: COLUMNS, values: completed });
  const reason = reasonNotToJudge(features, whole.length);
  if (reason !== null) return { scores, findings: [], reason };
  const judge = judgeWindows(measures, facts, options);
  const findingAt = (window: number, otherwise?: string): WindowFinding => {
    const found = judge.explain(window);
    return {
      window,
      ...found,
      description: describeReasons(
        found,
        (key) => options.templates!.names[key],
        (key) => options.services!.names[key],
        otherwise,
      ),
    };
  };
  if (options.contamination !== undefined) {
    const wholeScores = Float64Array.from(whole, (window) => scores[window]);
    const cut = scoreThreshold(wholeScores, options.contamination);
    return {
      scores,
      findings: whole.filter((window) => scores[window] > cut).map((window) => findingAt(window)),
      reason: null,
    };
  }
  return { scores, findings: judge.unusual.map((window) => findingAt(window, BETWEEN)), reason: null };
}

function reasonNotToJudge(features: Float64Array, wholeCount: number): string | null {
  if (wholeCount < LEAST_WINDOWS) {
    return `Only ${wholeCount} whole windows: at least ${LEAST_WINDOWS} are needed to tell what is usual.`;
  }
  if (features.every((value) => value === 0)) return "Every window is empty.";
  return null;
}

function selectWindows(features: Float64Array, windows: readonly number[]): Float64Array {
  const selected = new Float64Array(windows.length * COLUMNS);
  windows.forEach((window, i) => {
    selected.set(features.subarray(window * COLUMNS, (window + 1) * COLUMNS), i * COLUMNS);
  });
  return selected;
}
