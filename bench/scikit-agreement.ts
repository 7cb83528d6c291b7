// How far the methods are from scikit-learn's own results. Part of `npm run bench:accuracy`.
import {
  averagePathLength,
  csrFromDense,
  growIsolationForest,
  kMeans,
  scoreRows,
  tfIdf,
  wordTokens,
} from "../packages/analytics/src/index.ts";
import { averagePrecision, meanAndDeviation, rocAuc } from "../packages/analytics/src/testing/ranking.ts";
import { type DumpedTree, forestOf, matrix } from "../packages/analytics/src/testing/scikit-forest.ts";
import { readScikitReference } from "../packages/analytics/src/testing/scikit-reference.ts";
import { type ScikitParameters, tfIdfOptionsOf } from "../packages/analytics/src/testing/scikit-tf-idf.ts";

export interface Agreement {
  readonly what: string;
  readonly difference: number;
  readonly allowed: number;
}

/** Null without scikit-learn's results. */
export function scikitAgreement(): Agreement[] | null {
  const paths = readScikitReference<{ n: number[]; c: number[] }>("average_path_length");
  if (paths === null) return null;
  return [
    {
      what: "average path lengths",
      difference: farthest(paths.n.map((n, i) => averagePathLength(n) - paths.c[i]!)),
      allowed: 1e-12,
    },
    treeScores(),
    ...rankings(),
    tfIdfWeights(),
    ...clusterings(),
  ];
}

function treeScores(): Agreement {
  const dump = readScikitReference<{
    X: number[][];
    max_samples: number;
    trees: DumpedTree[];
    score_samples: number[];
  }>("iforest_dump")!;
  const scores = scoreRows(forestOf(dump.trees, dump.X[0]!.length, dump.max_samples), matrix(dump.X));
  const differences = dump.score_samples.map((score, row) => score + scores[row]!);
  return { what: "scores of its trees", difference: farthest(differences), allowed: 1e-9 };
}

/** Over 20 seeds; the last twelve rows were drawn as outliers. */
function rankings(): Agreement[] {
  const rows = matrix(readScikitReference<number[][]>("iforest_X")!);
  const { auc_ap_mean_std_20seeds: theirs } = readScikitReference<{ auc_ap_mean_std_20seeds: number[][] }>(
    "iforest_statistics",
  )!;
  const isOutlier = (row: number): boolean => row >= rows.rowCount - 12;
  const ours = theirs.map((_, seed) => {
    const scores = scoreRows(growIsolationForest(rows, { seed }), rows);
    return [rocAuc(scores, isOutlier), averagePrecision(scores, isOutlier)];
  });
  return ["ROC-AUC", "average precision"].map((what, column) => {
    const [mean, deviation] = meanAndDeviation(theirs.map((row) => row[column]!));
    const [own] = meanAndDeviation(ours.map((row) => row[column]!));
    return {
      what: `mean ${what} of 20 seeds: ${own.toFixed(4)} and ${mean.toFixed(4)}`,
      difference: Math.abs(own - mean),
      allowed: deviation,
    };
  });
}

function tfIdfWeights(): Agreement {
  const { docs, cases } = readScikitReference<{
    docs: string[];
    cases: { params: ScikitParameters; rows: Record<string, number>[] }[];
  }>("tfidf")!;
  const differences = cases.flatMap(({ params, rows }) => {
    const { terms, matrix: weights } = tfIdf(docs.map(wordTokens), tfIdfOptionsOf(params));
    return rows.flatMap((row, i) => {
      const own = new Map<string, number>();
      for (let p = weights.starts[i]!; p < weights.starts[i + 1]!; p++)
        own.set(terms[weights.columns[p]!]!, weights.values[p]!);
      return [...new Set([...own.keys(), ...Object.keys(row)])].map((term) => (own.get(term) ?? 0) - (row[term] ?? 0));
    });
  });
  return { what: "tf-idf in 7 settings", difference: farthest(differences), allowed: 1e-9 };
}

function clusterings(): Agreement[] {
  type Fixed = { init: number[][]; centers: number[][] };
  const reference = readScikitReference<{ X: number[][]; explicit_init: Fixed; empty_cluster: Fixed }>("kmeans")!;
  const points = csrFromDense(reference.X.flat(), 2);
  return (["explicit_init", "empty_cluster"] as const).map((name) => {
    const { init, centers } = reference[name];
    const initialCenters = Float64Array.from(init.flat());
    const own = kMeans(points, { clusterCount: init.length, seed: 0, initialCenters });
    const differences = centers.flat().map((value, i) => value - own.centers[i]!);
    return { what: `k-means from a fixed start (${name})`, difference: farthest(differences), allowed: 1e-9 };
  });
}

function farthest(differences: readonly number[]): number {
  return Math.max(...differences.map(Math.abs));
}
