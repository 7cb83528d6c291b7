import { addRow, type CsrMatrix, rowDot } from "./csr-matrix.ts";

/** Similarities are mean cosines between the rows of two clusters, within 0–1. */
export interface AverageLinkageOptions {
  /** Clusters are joined while they are more alike than this. */
  readonly leastSimilarity: number;
  /** As long as there are more clusters than so many … */
  readonly maxClusters: number;
  /** … those are joined too that are only more alike than this. */
  readonly leastSimilarityBeyond: number;
}

/** Clusters are numbered in the order of their first rows. */
export interface Linkage {
  readonly labels: Int32Array;
  readonly clusterCount: number;
}

/** Cosines that differ by rounding only are equal. */
const ROUNDING = 1e-9;

/**
 * Agglomerative clustering by average linkage (UPGMA: Sokal and Michener 1958): the two clusters whose rows are most
 * alike on average are joined, again and again. So the number of clusters follows from how alike rows must be, whether
 * there is one kind of row or as many kinds as rows, and a kind of many rows counts no more than one of few.
 *
 * Takes rows² memory and rows³ / 6 comparisons: for hundreds of rows, not thousands.
 *
 * @param matrix rows of unit length, or empty
 */
export function averageLinkage(matrix: CsrMatrix, options: AverageLinkageOptions): Linkage {
  const { leastSimilarity, maxClusters, leastSimilarityBeyond } = options;
  const count = matrix.rowCount;
  const similarity = cosines(matrix);
  const sizes = new Int32Array(count).fill(1);
  const owner = Int32Array.from({ length: count }, (_, row) => row);
  const active = [...owner];
  while (active.length > 1) {
    const [a, b] = mostAlike(similarity, active, count);
    const least = active.length > maxClusters ? leastSimilarityBeyond : leastSimilarity;
    if (similarity[a * count + b] <= least + ROUNDING) break;
    for (const other of active) {
      const joint = sizes[a] * similarity[a * count + other] + sizes[b] * similarity[b * count + other];
      similarity[a * count + other] = similarity[other * count + a] = joint / (sizes[a] + sizes[b]);
    }
    sizes[a] += sizes[b];
    owner.forEach((cluster, row) => {
      if (cluster === b) owner[row] = a;
    });
    active.splice(active.indexOf(b), 1);
  }
  const numberOf = new Map(active.map((cluster, number) => [cluster, number]));
  return { labels: owner.map((cluster) => numberOf.get(cluster)!), clusterCount: active.length };
}

function mostAlike(similarity: Float64Array, active: readonly number[], count: number): [number, number] {
  let best: [number, number] = [active[0], active[1]];
  let most = -Infinity;
  for (let i = 0; i < active.length; i++) {
    const offset = active[i] * count;
    for (let j = i + 1; j < active.length; j++) {
      const value = similarity[offset + active[j]];
      if (value <= most + ROUNDING) continue;
      most = value;
      best = [active[i], active[j]];
    }
  }
  return best;
}

/** The cosine of every two rows, row after row. */
function cosines(matrix: CsrMatrix): Float64Array {
  const count = matrix.rowCount;
  const products = new Float64Array(count * count);
  for (let a = 0; a < count; a++) {
    const vector = new Float64Array(matrix.columnCount);
    addRow(matrix, a, 1, vector);
    for (let b = 0; b < count; b++) products[a * count + b] = rowDot(matrix, b, vector);
  }
  return products;
}
