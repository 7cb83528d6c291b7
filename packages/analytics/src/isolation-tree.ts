// Works on flat arrays and one shared index that is partitioned in place: a forest is grown without an object per node.
import type { RandomSource } from "./random-source.ts";

interface TreeShape {
  readonly treeCount: number;
  readonly sampleCount: number;
  readonly depth: number;
  readonly averagePathLength: (n: number) => number;
  /** Called before each tree. */
  readonly rest: () => void;
}

interface Trees {
  readonly roots: Int32Array;
  readonly feature: Int32Array;
  readonly threshold: Float64Array;
  readonly children: Int32Array;
  readonly pathLength: Float64Array;
}

/** A feature whose values differ by no more than this counts as constant, as in scikit-learn's splitter. */
const CONSTANT_WITHIN = Math.fround(1e-7);

/** Grows trees (algorithms 1 and 2 of the paper) over rows of 32-bit floats. */
export function growTrees(values: Float32Array, columnCount: number, shape: TreeShape, random: RandomSource): Trees {
  const { treeCount, sampleCount } = shape;
  const capacity = treeCount * (2 * sampleCount - 1);
  const trees = {
    roots: new Int32Array(treeCount),
    feature: new Int32Array(capacity),
    threshold: new Float64Array(capacity),
    children: new Int32Array(2 * capacity),
    pathLength: new Float64Array(capacity),
  };
  const rowIndex = Int32Array.from({ length: values.length / columnCount }, (_, row) => row);
  let nodeCount = 0;
  for (let tree = 0; tree < treeCount; tree++) {
    shape.rest();
    drawWithoutReplacement(rowIndex, sampleCount, random);
    trees.roots[tree] = nodeCount;
    nodeCount = growTree(trees, nodeCount, { values, columnCount, rowIndex, shape, random });
  }
  return {
    roots: trees.roots,
    feature: trees.feature.slice(0, nodeCount),
    threshold: trees.threshold.slice(0, nodeCount),
    children: trees.children.slice(0, 2 * nodeCount),
    pathLength: trees.pathLength.slice(0, nodeCount),
  };
}

interface Growth {
  readonly values: Float32Array;
  readonly columnCount: number;
  readonly rowIndex: Int32Array;
  readonly shape: TreeShape;
  readonly random: RandomSource;
}

/** Grows one tree from the first `sampleCount` rows of the index; returns the next free node. */
function growTree(trees: Trees, root: number, growth: Growth): number {
  const { shape, rowIndex } = growth;
  const pending = [{ node: root, start: 0, end: shape.sampleCount, depth: 0 }];
  let nextNode = root + 1;
  for (let task = pending.pop(); task !== undefined; task = pending.pop()) {
    const { node, start, end, depth } = task;
    const split = depth < shape.depth && end - start > 1 ? chooseSplit(growth, start, end) : null;
    if (split === null) {
      trees.threshold[node] = Infinity;
      trees.children[2 * node] = trees.children[2 * node + 1] = node;
      trees.pathLength[node] = depth + shape.averagePathLength(end - start);
      continue;
    }
    const middle = partition(growth.values, growth.columnCount, rowIndex, start, end, split);
    trees.feature[node] = split.feature;
    trees.threshold[node] = split.threshold;
    trees.children[2 * node] = nextNode;
    trees.children[2 * node + 1] = nextNode + 1;
    pending.push({ node: nextNode + 1, start: middle, end, depth: depth + 1 });
    pending.push({ node: nextNode, start, end: middle, depth: depth + 1 });
    nextNode += 2;
  }
  return nextNode;
}

interface Split {
  readonly feature: number;
  readonly threshold: number;
}

/** A feature drawn uniformly among those that vary over these rows, cut uniformly in its range; null if none varies. */
function chooseSplit(growth: Growth, start: number, end: number): Split | null {
  const { values, columnCount, rowIndex, random } = growth;
  const features = Int32Array.from({ length: columnCount }, (_, feature) => feature);
  for (let left = columnCount; left > 0; left--) {
    const drawn = random.nextInteger(left);
    const feature = features[drawn];
    features[drawn] = features[left - 1];
    let min = Infinity;
    let max = -Infinity;
    for (let i = start; i < end; i++) {
      const value = values[rowIndex[i] * columnCount + feature];
      if (value < min) min = value;
      if (value > max) max = value;
    }
    if (max <= Math.fround(min + CONSTANT_WITHIN)) continue;
    const threshold = min + random.nextFloat() * (max - min);
    // Rounding may reach max, which would leave the right side empty.
    return { feature, threshold: threshold >= max ? min : threshold };
  }
  return null;
}

/** Moves the rows at or under the threshold to the front of the range; returns where the others begin. */
function partition(
  values: Float32Array,
  columnCount: number,
  rowIndex: Int32Array,
  start: number,
  end: number,
  split: Split,
): number {
  let left = start;
  let right = end;
  while (left < right) {
    const row = rowIndex[left];
    if (values[row * columnCount + split.feature] <= split.threshold) {
      left++;
    } else {
      rowIndex[left] = rowIndex[--right];
      rowIndex[right] = row;
    }
  }
  return left;
}

/** Fisher and Yates's shuffle, stopped once the first `count` places are drawn. */
function drawWithoutReplacement(index: Int32Array, count: number, random: RandomSource): void {
  for (let place = 0; place < count; place++) {
    const drawn = place + random.nextInteger(index.length - place);
    const row = index[drawn];
    index[drawn] = index[place];
    index[place] = row;
  }
}
