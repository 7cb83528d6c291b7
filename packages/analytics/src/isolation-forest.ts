// Isolation Forest: Liu, Ting and Zhou, "Isolation Forest", ICDM 2008, with scikit-learn's semantics. Trees lie in flat
// arrays, and a leaf is its own child, so that scoring is one loop of fixed length without a branch or an object.
import { growTrees } from "./isolation-tree.ts";
import { percentile } from "./percentile.ts";
import { RandomSource } from "./random-source.ts";

/** Rows of numbers, row after row: `values[row * columnCount + column]`. */
export interface DenseMatrix {
  readonly rowCount: number;
  readonly columnCount: number;
  readonly values: Float32Array | Float64Array;
}

/** All trees one after the other; node numbers are positions in these arrays. */
export interface IsolationForest {
  readonly columnCount: number;
  /** Rows each tree was grown from: the n of the normalising c(n). */
  readonly sampleCount: number;
  /** Steps from a root after which every walk has come to a leaf. */
  readonly depth: number;
  /** Root of each tree. */
  readonly roots: Int32Array;
  /** Column compared at a node; 0 at a leaf. */
  readonly feature: Int32Array;
  /** A value ≤ threshold goes left; +Infinity at a leaf. */
  readonly threshold: Float64Array;
  /** Left child at 2 · node, right child at 2 · node + 1; a leaf is its own left child. */
  readonly children: Int32Array;
  /** At a leaf: edges from the root plus c(rows in the leaf). */
  readonly pathLength: Float64Array;
}

export interface IsolationForestOptions {
  readonly seed: number;
  /** 100 by default, as in the paper. */
  readonly treeCount?: number;
  /** Rows per tree, drawn without replacement; min(256, rows) by default, as in the paper. */
  readonly sampleCount?: number;
  /** Called before each tree. */
  readonly rest?: () => void;
}

const EULER_GAMMA = 0.5772156649015329;

/**
 * c(n), the average path length of an unsuccessful search in a binary search tree of n rows (equation 1 of the paper),
 * with the harmonic number H(n − 1) as ln(n − 1) + γ.
 */
export function averagePathLength(n: number): number {
  if (n <= 1) return 0;
  if (n === 2) return 1;
  return 2 * (Math.log(n - 1) + EULER_GAMMA) - (2 * (n - 1)) / n;
}

/**
 * Grows a forest. The same rows, options and seed give the same forest.
 *
 * @throws RangeError if there is no row or column, if a value is not finite as a 32-bit float, or for a tree or sample
 *   count below 1
 */
export function growIsolationForest(rows: DenseMatrix, options: IsolationForestOptions): IsolationForest {
  const { treeCount = 100, seed, rest = () => undefined } = options;
  const sampleCount = Math.min(options.sampleCount ?? 256, rows.rowCount);
  if (rows.rowCount < 1 || rows.columnCount < 1) throw new RangeError("an isolation forest needs a row and a column");
  if (!(treeCount >= 1 && sampleCount >= 1)) {
    throw new RangeError(`an isolation forest of ${treeCount} trees over ${sampleCount} rows each cannot be grown`);
  }
  const depth = Math.ceil(Math.log2(Math.max(2, sampleCount)));
  const values = singlePrecision(rows);
  const random = RandomSource.fromSeed(seed);
  const shape = { treeCount, sampleCount, depth, averagePathLength, rest };
  const trees = growTrees(values, rows.columnCount, shape, random);
  return { columnCount: rows.columnCount, sampleCount, depth, ...trees };
}

/** Rows are scored this many at a time: the block stays in the first-level cache while every tree walks it. */
const BLOCK_ROWS = 256;

/**
 * The anomaly score of every row (equation 2 of the paper): 2^(−E[h] / c(n)), within 0–1, higher is more anomalous; 0.5
 * where the trees say nothing. It is minus scikit-learn's `score_samples`.
 *
 * @throws RangeError if the columns are not the forest's, or a value is not finite as a 32-bit float
 */
export function scoreRows(forest: IsolationForest, rows: DenseMatrix): Float64Array {
  if (rows.columnCount !== forest.columnCount) {
    throw new RangeError(`the forest has ${forest.columnCount} columns, the rows have ${rows.columnCount}`);
  }
  const { values, rowCount, distinctOf } = distinctRows(singlePrecision(rows), rows.columnCount);
  const scores = new Float64Array(rowCount);
  for (let start = 0; start < rowCount; start += BLOCK_ROWS) {
    addPathLengths(forest, values, start, Math.min(start + BLOCK_ROWS, rowCount), scores);
  }
  const normaliser = forest.roots.length * averagePathLength(forest.sampleCount);
  for (let row = 0; row < rowCount; row++) {
    scores[row] = normaliser === 0 ? 0.5 : 2 ** (-scores[row] / normaliser);
  }
  return Float64Array.from(distinctOf, (row) => scores[row]);
}

/**
 * The rows without what is repeated, and of each row which of these it equals: most windows of a quiet log are empty, and
 * a row takes a hundred times longer to score than to compare. Some of those whose hashes are equal stay repeated.
 */
function distinctRows(values: Float32Array, columnCount: number) {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  const distinct = new Float32Array(values.length);
  const distinctBits = new Uint32Array(distinct.buffer);
  const distinctOf = new Int32Array(values.length / columnCount);
  const byHash = new Map<number, number>();
  let rowCount = 0;
  for (let row = 0, start = 0; row < distinctOf.length; row++, start += columnCount) {
    let hash = FNV_OFFSET;
    for (let i = start; i < start + columnCount; i++) hash = Math.imul(hash ^ bits[i] ^ (bits[i] >>> 16), FNV_PRIME);
    const known = byHash.get(hash);
    if (known !== undefined && isSame(bits, start, distinctBits, known * columnCount, columnCount)) {
      distinctOf[row] = known;
      continue;
    }
    distinct.set(values.subarray(start, start + columnCount), rowCount * columnCount);
    byHash.set(hash, rowCount);
    distinctOf[row] = rowCount++;
  }
  return { values: distinct, rowCount, distinctOf };
}

/** Of the 32-bit Fowler–Noll–Vo hash. */
const FNV_OFFSET = 0x811c9dc5 | 0;
const FNV_PRIME = 0x01000193;

function isSame(bits: Uint32Array, start: number, others: Uint32Array, otherStart: number, length: number): boolean {
  for (let i = 0; i < length; i++) if (bits[start + i] !== others[otherStart + i]) return false;
  return true;
}

/**
 * The score above which a row is anomalous. `"auto"` is 0.5, where the paper puts a row that isolates neither sooner nor
 * later than the average; a share c in (0, 0.5] is the score that the share c of these scores exceeds.
 *
 * @throws RangeError for a share outside (0, 0.5]
 */
export function scoreThreshold(scores: Float64Array, contamination: number | "auto"): number {
  if (contamination === "auto") return 0.5;
  if (!(contamination > 0 && contamination <= 0.5)) {
    throw new RangeError(`contamination must be within (0, 0.5], not ${contamination}`);
  }
  return -percentile(
    scores.map((score) => -score),
    100 * contamination,
  );
}

function addPathLengths(
  forest: IsolationForest,
  values: Float32Array,
  start: number,
  end: number,
  sums: Float64Array,
): void {
  const { roots, feature, threshold, children, pathLength, depth, columnCount } = forest;
  for (let tree = 0; tree < roots.length; tree++) {
    const root = roots[tree];
    for (let row = start; row < end; row++) {
      const offset = row * columnCount;
      let node = root;
      for (let step = 0; step < depth; step++) {
        node = children[2 * node + (values[offset + feature[node]] > threshold[node] ? 1 : 0)];
      }
      sums[row] += pathLength[node];
    }
  }
}

/** scikit-learn grows and walks its trees over 32-bit floats; thresholds stay 64-bit. */
function singlePrecision(rows: DenseMatrix): Float32Array {
  const values = Float32Array.from(rows.values);
  const expected = rows.rowCount * rows.columnCount;
  if (values.length !== expected) throw new RangeError(`${expected} values expected, ${values.length} given`);
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) {
    const row = Math.floor(bad / rows.columnCount);
    throw new RangeError(`row ${row}, column ${bad % rows.columnCount}: ${rows.values[bad]} is not a finite number`);
  }
  return values;
}
