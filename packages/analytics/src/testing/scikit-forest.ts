import { averagePathLength, type DenseMatrix, type IsolationForest } from "../isolation-forest.ts";

export interface DumpedTree {
  left: number[];
  right: number[];
  feature: number[];
  threshold: number[];
  n: number[];
}

/** scikit-learn's trees laid out as ours: a leaf is its own child and knows its path length. */
export function forestOf(trees: readonly DumpedTree[], columnCount: number, sampleCount: number): IsolationForest {
  const roots: number[] = [];
  const feature: number[] = [];
  const threshold: number[] = [];
  const children: number[] = [];
  const pathLength: number[] = [];
  for (const tree of trees) {
    const root = feature.length;
    const depths = tree.left.map(() => 0);
    roots.push(root);
    tree.left.forEach((left, node) => {
      const isLeaf = left < 0;
      if (!isLeaf) depths[left] = depths[tree.right[node]] = depths[node] + 1;
      feature.push(isLeaf ? 0 : tree.feature[node]);
      threshold.push(isLeaf ? Infinity : tree.threshold[node]);
      children.push(root + (isLeaf ? node : left), root + (isLeaf ? node : tree.right[node]));
      pathLength.push(isLeaf ? depths[node] + averagePathLength(tree.n[node]) : 0);
    });
  }
  return {
    columnCount,
    sampleCount,
    depth: Math.ceil(Math.log2(sampleCount)),
    roots: Int32Array.from(roots),
    feature: Int32Array.from(feature),
    threshold: Float64Array.from(threshold),
    children: Int32Array.from(children),
    pathLength: Float64Array.from(pathLength),
  };
}

export function matrix(rows: readonly (readonly number[])[]): DenseMatrix {
  return { rowCount: rows.length, columnCount: rows[0].length, values: Float64Array.from(rows.flat()) };
}
