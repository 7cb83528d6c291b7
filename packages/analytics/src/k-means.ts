// K-means by Lloyd's iteration (Lloyd 1982) over sparse rows, with scikit-learn's stopping rule and empty clusters.
// Centres are kept transposed while distances are taken, so that the innermost loop runs over adjacent numbers.
import { addRow, type CsrMatrix } from "./csr-matrix.ts";
import { seedCenters } from "./k-means-seeding.ts";
import { RandomSource } from "./random-source.ts";

export interface KMeansOptions {
  readonly clusterCount: number;
  readonly seed: number;
  /** A weight ≥ 0 for each row, not all 0; all 1 by default. */
  readonly weights?: Float64Array;
  /** Starts from k-means++, of which the best is kept; 10 by default. */
  readonly restarts?: number;
  /** 300 by default. */
  readonly maxIterations?: number;
  /** Ends when the centres move by less than this share of the columns' mean variance; 1e-4 by default. */
  readonly tolerance?: number;
  /** Starts once, from these centres, row after row, in place of k-means++. */
  readonly initialCenters?: Float64Array;
}

export interface KMeans {
  /** Cluster of each row. */
  readonly labels: Int32Array;
  /** Row after row: `centers[cluster * columnCount + column]`. */
  readonly centers: Float64Array;
  /** Weighted sum of the squared distances to the nearest centre. */
  readonly inertia: number;
  readonly iterations: number;
}

/** @throws RangeError unless there are 1 … rows clusters, and weights and initial centres are of the right length */
export function kMeans(matrix: CsrMatrix, options: KMeansOptions): KMeans {
  const { clusterCount, restarts = 10, initialCenters } = options;
  const weights = options.weights ?? new Float64Array(matrix.rowCount).fill(1);
  if (!(clusterCount >= 1 && clusterCount <= matrix.rowCount)) {
    throw new RangeError(`${clusterCount} clusters of ${matrix.rowCount} rows cannot be made`);
  }
  if (weights.length !== matrix.rowCount) {
    throw new RangeError(`${matrix.rowCount} weights expected, ${weights.length} given`);
  }
  const limits = {
    maxIterations: options.maxIterations ?? 300,
    shift: (options.tolerance ?? 1e-4) * meanColumnVariance(matrix),
  };
  if (initialCenters !== undefined) {
    const expected = clusterCount * matrix.columnCount;
    if (initialCenters.length !== expected) {
      throw new RangeError(`initial centres of ${expected} numbers expected, ${initialCenters.length} given`);
    }
    return iterate(matrix, weights, initialCenters.slice(), clusterCount, limits);
  }
  const random = RandomSource.fromSeed(options.seed);
  let best: KMeans | null = null;
  for (let start = 0; start < restarts || best === null; start++) {
    const centers = seedCenters(matrix, weights, clusterCount, random);
    const result = iterate(matrix, weights, centers, clusterCount, limits);
    if (best === null || result.inertia < best.inertia) best = result;
  }
  return best;
}

/** The nearest centre of each row by Euclidean distance; the first of equals. */
export function nearestCenters(matrix: CsrMatrix, centers: Float64Array, clusterCount: number): Int32Array {
  const { starts, columns, values, columnCount } = matrix;
  const transposed = new Float64Array(centers.length);
  const halfNorms = new Float64Array(clusterCount);
  for (let cluster = 0; cluster < clusterCount; cluster++) {
    for (let column = 0; column < columnCount; column++) {
      const value = centers[cluster * columnCount + column];
      transposed[column * clusterCount + cluster] = value;
      halfNorms[cluster] += (value * value) / 2;
    }
  }
  const labels = new Int32Array(matrix.rowCount);
  const distances = new Float64Array(clusterCount);
  for (let row = 0; row < matrix.rowCount; row++) {
    // |x − c|² ranks as |c|² / 2 − x · c does, since |x|² is the same for every centre.
    distances.set(halfNorms);
    for (let p = starts[row]; p < starts[row + 1]; p++) {
      const offset = columns[p] * clusterCount;
      const value = values[p];
      for (let cluster = 0; cluster < clusterCount; cluster++)
        distances[cluster] -= value * transposed[offset + cluster];
    }
    let nearest = 0;
    for (let cluster = 1; cluster < clusterCount; cluster++) {
      if (distances[cluster] < distances[nearest]) nearest = cluster;
    }
    labels[row] = nearest;
  }
  return labels;
}

interface Limits {
  readonly maxIterations: number;
  readonly shift: number;
}

function iterate(
  matrix: CsrMatrix,
  weights: Float64Array,
  start: Float64Array,
  clusterCount: number,
  limits: Limits,
): KMeans {
  let centers = start;
  let labels: Int32Array = new Int32Array(matrix.rowCount).fill(-1);
  let iterations = 0;
  let settled = false;
  while (iterations < limits.maxIterations && !settled) {
    const nextLabels = nearestCenters(matrix, centers, clusterCount);
    const nextCenters = weightedMeans(matrix, weights, nextLabels, centers, clusterCount);
    const shift = squaredDistance(centers, nextCenters);
    settled = nextLabels.every((label, row) => label === labels[row]);
    labels = nextLabels;
    centers = nextCenters;
    iterations++;
    if (!settled && shift <= limits.shift) break;
  }
  // Unless the labels stood still the last centres are newer than the labels.
  if (!settled) labels = nearestCenters(matrix, centers, clusterCount);
  const distances = squaredDistances(matrix, labels, centers, clusterCount);
  const inertia = distances.reduce((sum, distance, row) => sum + weights[row] * distance, 0);
  return { labels, centers, inertia, iterations };
}

function weightedMeans(
  matrix: CsrMatrix,
  weights: Float64Array,
  labels: Int32Array,
  centers: Float64Array,
  clusterCount: number,
): Float64Array {
  const { columnCount } = matrix;
  const sums = new Float64Array(clusterCount * columnCount);
  const clusterWeights = new Float64Array(clusterCount);
  for (let row = 0; row < matrix.rowCount; row++) {
    clusterWeights[labels[row]] += weights[row];
    addRow(matrix, row, weights[row], sums, labels[row] * columnCount);
  }
  if (clusterWeights.includes(0)) {
    const distances = squaredDistances(matrix, labels, centers, clusterCount);
    fillEmptyClusters(matrix, weights, labels, distances, sums, clusterWeights);
  }
  for (let cluster = 0; cluster < clusterCount; cluster++) {
    const isEmpty = clusterWeights[cluster] === 0;
    for (let i = cluster * columnCount; i < (cluster + 1) * columnCount; i++) {
      sums[i] = isEmpty ? centers[i] : sums[i] / clusterWeights[cluster];
    }
  }
  return sums;
}

/** As scikit-learn: each empty cluster takes one of the rows farthest from their centres. */
function fillEmptyClusters(
  matrix: CsrMatrix,
  weights: Float64Array,
  labels: Int32Array,
  distances: Float64Array,
  sums: Float64Array,
  clusterWeights: Float64Array,
): void {
  const farthest = Array.from(distances.keys()).sort((a, b) => distances[b] - distances[a] || a - b);
  clusterWeights.forEach((weight, cluster) => {
    if (weight !== 0) return;
    const row = farthest.shift();
    // With fewer distinct rows than clusters there is nothing to move: the cluster stays empty, its centre in place.
    if (row === undefined || distances[row] === 0 || weights[row] === 0) return;
    addRow(matrix, row, -weights[row], sums, labels[row] * matrix.columnCount);
    addRow(matrix, row, weights[row], sums, cluster * matrix.columnCount);
    clusterWeights[labels[row]] -= weights[row];
    clusterWeights[cluster] = weights[row];
  });
}

/** Squared distance of each row to the centre of its own cluster. */
function squaredDistances(
  matrix: CsrMatrix,
  labels: Int32Array,
  centers: Float64Array,
  clusterCount: number,
): Float64Array {
  const { starts, columns, values, columnCount } = matrix;
  const norms = Float64Array.from({ length: clusterCount }, (_, cluster) =>
    centers.subarray(cluster * columnCount, (cluster + 1) * columnCount).reduce((sum, value) => sum + value * value, 0),
  );
  return Float64Array.from({ length: matrix.rowCount }, (_, row) => {
    // Columns where the row is 0 contribute the centre's square; the others are taken exactly.
    let distance = norms[labels[row]];
    for (let p = starts[row]; p < starts[row + 1]; p++) {
      const center = centers[labels[row] * columnCount + columns[p]];
      distance += (values[p] - center) ** 2 - center * center;
    }
    return Math.max(0, distance);
  });
}

function squaredDistance(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] - b[i]) ** 2;
  return sum;
}

function meanColumnVariance({ rowCount, columnCount, columns, values }: CsrMatrix): number {
  const means = new Float64Array(columnCount);
  const filled = new Float64Array(columnCount);
  for (let p = 0; p < values.length; p++) {
    means[columns[p]] += values[p] / rowCount;
    filled[columns[p]]++;
  }
  let sum = 0;
  for (let p = 0; p < values.length; p++) sum += (values[p] - means[columns[p]]) ** 2;
  for (let column = 0; column < columnCount; column++) sum += (rowCount - filled[column]) * means[column] ** 2;
  return columnCount === 0 ? 0 : sum / rowCount / columnCount;
}
