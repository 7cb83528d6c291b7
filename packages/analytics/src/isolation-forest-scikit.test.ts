import { describe, expect, it } from "vitest";
import { averagePathLength, growIsolationForest, scoreRows, scoreThreshold } from "./isolation-forest.ts";
import { averagePrecision, meanAndDeviation, rocAuc } from "./testing/ranking.ts";
import { type DumpedTree, forestOf, matrix } from "./testing/scikit-forest.ts";
import { scikitReference } from "./testing/scikit-reference.ts";

describe("against scikit-learn", () => {
  it("average path lengths are equal to 1e-12", (context) => {
    const { n, c } = scikitReference<{ n: number[]; c: number[] }>("average_path_length", context);
    n.forEach((rows, i) => expect(Math.abs(averagePathLength(rows) - c[i])).toBeLessThan(1e-12));
    expect(n.length).toBeGreaterThan(10);
  });

  it("its own trees score every row equal to 1e-9", (context) => {
    const dump = scikitReference<{
      X: number[][];
      max_samples: number;
      trees: DumpedTree[];
      score_samples: number[];
      offset: number;
      decision_function: number[];
    }>("iforest_dump", context);
    const scores = scoreRows(forestOf(dump.trees, dump.X[0].length, dump.max_samples), matrix(dump.X));
    const cut = scoreThreshold(scores, "auto");
    expect(cut).toBe(-dump.offset);
    scores.forEach((score, row) => {
      expect(Math.abs(-score - dump.score_samples[row])).toBeLessThan(1e-9);
      expect(Math.abs(cut - score - dump.decision_function[row])).toBeLessThan(1e-9);
    });
    expect(scores.length).toBe(312);
  });

  it("over 20 seeds ROC-AUC, average precision and the scores agree with its own 20 seeds", (context) => {
    const rows = matrix(scikitReference<number[][]>("iforest_X", context));
    const statistics = scikitReference<{
      auc_ap_mean_std_20seeds: number[][];
      "contamination_0.05": { n_outliers: number };
    }>("iforest_statistics", context);
    // The last twelve rows were drawn as outliers.
    const isOutlier = (row: number): boolean => row >= 300;
    const ours = statistics.auc_ap_mean_std_20seeds.map((_, seed) => {
      const scores = scoreRows(growIsolationForest(rows, { seed }), rows);
      expect(scores.filter((score) => score > scoreThreshold(scores, 0.05)).length).toBe(
        statistics["contamination_0.05"].n_outliers,
      );
      return [rocAuc(scores, isOutlier), averagePrecision(scores, isOutlier), ...meanAndDeviation([...scores])];
    });
    ["ROC-AUC", "average precision", "mean score", "deviation of scores"].forEach((name, column) => {
      const [expected, deviation] = meanAndDeviation(statistics.auc_ap_mean_std_20seeds.map((row) => row[column]));
      const [mean] = meanAndDeviation(ours.map((row) => row[column]));
      expect(Math.abs(mean - expected), `${name}: ${mean} against ${expected}`).toBeLessThanOrEqual(deviation);
    });
  });
});
