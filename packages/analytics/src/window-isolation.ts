import { growIsolationForest, type IsolationForestOptions, scoreRows } from "./isolation-forest.ts";

/** Farther than this is far enough; one huge value would leave the others no range to be cut in. */
const MOST = 12;
/** Of the windows a tree sees, so many at most are unusual: more would hide each other. */
const UNUSUAL_SHARE = 0.02;

/**
 * The windows among those marked that isolate sooner than the average, whose score is 0.5 (Liu, Ting and Zhou 2008). The
 * forest is grown over distances from the usual, so that a quiet night is no nearer to isolation than a noon, and from the
 * unmarked windows with a few of the marked: a long incident is many windows alike that mask each other, which the paper
 * counters by sampling.
 *
 * @param columns distances of each window, by kind
 */
export function isolatedAmong(
  marked: readonly number[],
  columns: readonly Float64Array[],
  options: Pick<IsolationForestOptions, "seed" | "rest">,
): number[] {
  if (marked.length === 0) return [];
  const windowCount = columns[0].length;
  const isMarked = new Uint8Array(windowCount);
  for (const window of marked) isMarked[window] = 1;
  const most = Math.max(1, Math.floor(UNUSUAL_SHARE * (windowCount - marked.length)));
  const stride = Math.ceil(marked.length / most);
  const sample = marked.filter((_, i) => i % stride === 0);
  for (let window = 0; window < windowCount; window++) if (isMarked[window] === 0) sample.push(window);
  const forest = growIsolationForest(rowsOf(sample, columns), options);
  const scores = scoreRows(forest, rowsOf(marked, columns));
  return marked.filter((_, i) => scores[i] > AVERAGE_SCORE);
}

const AVERAGE_SCORE = 0.5;

function rowsOf(windows: readonly number[], columns: readonly Float64Array[]) {
  const values = new Float64Array(windows.length * columns.length);
  windows.forEach((window, row) =>
    columns.forEach((column, i) => {
      values[row * columns.length + i] = Math.min(MOST, Math.max(-MOST, column[window]));
    }),
  );
  return { rowCount: windows.length, columnCount: columns.length, values };
}
