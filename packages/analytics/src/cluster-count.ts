import { addRow, type CsrMatrix, rowDot } from "./csr-matrix.ts";
import { kMeans } from "./k-means.ts";

export interface ClusterCountOptions {
  readonly seed: number;
  /** The most clusters considered; 20 by default. */
  readonly maxClusters?: number;
}

/** Starts of k-means for each number of clusters tried: only the number is kept, so fewer than for a final result. */
const TRIAL_RESTARTS = 3;

/** A further cluster must raise the separation by more than rounding. */
const LEAST_GAIN = 1e-9;

/**
 * How many clusters the rows make: k-means is tried for 1, 2, … clusters and the number with the greatest separation
 * is taken, the smaller of equals.
 *
 * @param matrix rows of unit length (or empty), no two alike, no value negative
 * @returns 1 … min(maxClusters, rows)
 * @throws RangeError if there is no row
 */
export function chooseClusterCount(matrix: CsrMatrix, options: ClusterCountOptions): number {
  const { seed, maxClusters = 20 } = options;
  let best = 1;
  let bestSeparation = -Infinity;
  for (let clusterCount = 1; clusterCount <= Math.min(maxClusters, matrix.rowCount); clusterCount++) {
    const { labels } = kMeans(matrix, { clusterCount, seed, restarts: TRIAL_RESTARTS });
    const value = separation(matrix, labels, clusterCount);
    if (value <= bestSeparation + LEAST_GAIN) continue;
    best = clusterCount;
    bestSeparation = value;
  }
  return best;
}

/**
 * The mean of b − a over the rows, where a is a row's mean cosine distance to the other rows of its cluster and
 * b that to the rows of the nearest other cluster: the silhouette (Rousseeuw 1987) without its division by max(a, b).
 * Undivided it stays on the scale of the cosine distance, so that one cluster can be judged too: there b is 1, the
 * distance to a row that shares no term. A lone row has a = 0.
 *
 * For rows of unit length the mean cosine distance to a cluster is 1 − x · (mean of the cluster), so the cost is one
 * pass over the stored values for each cluster, not one over all pairs of rows.
 */
export function separation(matrix: CsrMatrix, labels: Int32Array, clusterCount: number): number {
  const sums = Array.from({ length: clusterCount }, () => new Float64Array(matrix.columnCount));
  const sizes = new Int32Array(clusterCount);
  for (let row = 0; row < matrix.rowCount; row++) {
    addRow(matrix, row, 1, sums[labels[row]]);
    sizes[labels[row]]++;
  }
  let total = 0;
  for (let row = 0; row < matrix.rowCount; row++) total += rowSeparation(matrix, row, labels[row], sums, sizes);
  return total / matrix.rowCount;
}

function rowSeparation(
  matrix: CsrMatrix,
  row: number,
  own: number,
  sums: readonly Float64Array[],
  sizes: Int32Array,
): number {
  let within = 0;
  let beyond = 1;
  for (let cluster = 0; cluster < sums.length; cluster++) {
    if (sizes[cluster] === 0) continue;
    const product = rowDot(matrix, row, sums[cluster]);
    if (cluster !== own) {
      beyond = Math.min(beyond, 1 - product / sizes[cluster]);
    } else if (sizes[own] > 1) {
      let square = 0;
      for (let p = matrix.starts[row]; p < matrix.starts[row + 1]; p++) square += matrix.values[p] ** 2;
      within = 1 - (product - square) / (sizes[own] - 1);
    }
  }
  return beyond - within;
}
