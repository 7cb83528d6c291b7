import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  averagePathLength,
  type DenseMatrix,
  growIsolationForest,
  scoreRows,
  scoreThreshold,
} from "./isolation-forest.ts";
import { RandomSource } from "./random-source.ts";

function matrix(rows: readonly (readonly number[])[]): DenseMatrix {
  return { rowCount: rows.length, columnCount: rows[0].length, values: Float64Array.from(rows.flat()) };
}

/** Rows around 0, and after them rows far out. */
function cloudWithOutliers(inliers: number, outliers: number, columns: number): number[][] {
  const random = RandomSource.fromSeed(99);
  const bell = (): number => random.nextFloat() + random.nextFloat() + random.nextFloat() - 1.5;
  const cloud = Array.from({ length: inliers }, () => Array.from({ length: columns }, bell));
  const far = Array.from({ length: outliers }, (_, i) => Array.from({ length: columns }, () => 6 + i));
  return [...cloud, ...far];
}

const anyRows = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 40 })).chain(([columns, rows]) =>
  fc.array(fc.array(fc.integer({ min: -5, max: 1000 }), { minLength: columns, maxLength: columns }), {
    minLength: rows,
    maxLength: rows,
  }),
);

describe("the average path length", () => {
  it("is 0 for no row and one row, 1 for two, and 2 H(n − 1) − 2 (n − 1) / n beyond", () => {
    expect([0, 1, 2].map(averagePathLength)).toEqual([0, 0, 1]);
    expect(averagePathLength(3)).toBeCloseTo(2 * (Math.log(2) + 0.5772156649015329) - 4 / 3, 14);
    let harmonic = 0;
    for (let i = 1; i < 10_000; i++) harmonic += 1 / i;
    expect(averagePathLength(10_000)).toBeCloseTo(2 * harmonic - (2 * 9_999) / 10_000, 3);
  });
});

describe("the isolation forest", () => {
  it("isolates one of two rows after one step, which scores exactly one half", () => {
    const rows = matrix([[0], [1]]);
    const forest = growIsolationForest(rows, { seed: 1, treeCount: 10 });
    expect(forest.depth).toBe(1);
    // Every path has one edge and c(2) is 1: 2^(−1/1).
    expect([...scoreRows(forest, rows)]).toEqual([0.5, 0.5]);
  });

  it("scores rows that are all alike one half, and a single row too", () => {
    const same = matrix(Array.from({ length: 50 }, () => [3, 3]));
    for (const score of scoreRows(growIsolationForest(same, { seed: 1 }), same)) expect(score).toBeCloseTo(0.5, 12);
    const single = matrix([[7]]);
    expect([...scoreRows(growIsolationForest(single, { seed: 1 }), single)]).toEqual([0.5]);
  });

  it("never splits on a column that does not vary", () => {
    const rows = matrix(Array.from({ length: 60 }, (_, i) => [5, i, 5]));
    const forest = growIsolationForest(rows, { seed: 3, treeCount: 20 });
    const split = [...forest.feature].filter((_, node) => forest.threshold[node] !== Infinity);
    expect(new Set(split)).toEqual(new Set([1]));
  });

  it("chooses columns that vary equally often, and cuts evenly across a column's range", () => {
    const random = RandomSource.fromSeed(5);
    const rows = matrix(Array.from({ length: 300 }, () => [random.nextFloat(), random.nextFloat(), 1]));
    const forest = growIsolationForest(rows, { seed: 4, treeCount: 4_000 });
    const roots = [...forest.roots];
    const first = roots.filter((root) => forest.feature[root] === 0).length;
    expect(Math.abs(first - 2_000)).toBeLessThan(5 * Math.sqrt(1_000));
    const lowerHalf = roots.filter((root) => forest.threshold[root] < 0.5).length;
    expect(Math.abs(lowerHalf - 2_000)).toBeLessThan(5 * Math.sqrt(1_000));
  });

  it("grows each tree from min(256, rows) rows to a depth of at most ⌈log2 of it⌉", () => {
    const rows = matrix(cloudWithOutliers(1_000, 1, 3));
    const forest = growIsolationForest(rows, { seed: 1 });
    expect(forest.sampleCount).toBe(256);
    expect(forest.depth).toBe(8);
    expect(forest.roots.length).toBe(100);
    for (const path of forest.pathLength) expect(path).toBeLessThanOrEqual(8 + averagePathLength(256));
    expect(growIsolationForest(matrix([[1], [2], [3]]), { seed: 1 })).toMatchObject({ sampleCount: 3, depth: 2 });
  });

  it("draws a tree's rows without replacement", () => {
    // Three different rows always come apart within two steps: five nodes. A row drawn twice would leave fewer.
    const forest = growIsolationForest(matrix([[1], [2], [3]]), { seed: 2, treeCount: 50 });
    expect([...forest.roots]).toEqual(Array.from({ length: 50 }, (_, tree) => 5 * tree));
    expect(forest.feature.length).toBe(250);
  });

  it("scores rows far out above every other", () => {
    const rows = matrix(cloudWithOutliers(500, 5, 4));
    const scores = scoreRows(growIsolationForest(rows, { seed: 11 }), rows);
    expect(Math.min(...scores.subarray(500))).toBeGreaterThan(Math.max(...scores.subarray(0, 500)));
    expect(Math.min(...scores.subarray(500))).toBeGreaterThan(0.7);
  });

  it("keeps scores within 0–1, gives equal rows equal scores, and repeats itself by seed", () => {
    fc.assert(
      fc.property(anyRows, fc.integer(), (list, seed) => {
        const rows = matrix(list);
        const scores = scoreRows(growIsolationForest(rows, { seed, treeCount: 10 }), rows);
        const again = scoreRows(growIsolationForest(rows, { seed, treeCount: 10 }), rows);
        expect([...scores]).toEqual([...again]);
        const byRow = new Map(list.map((row, i) => [row.join(), scores[i]]));
        list.forEach((row, i) => {
          expect(scores[i]).toBeGreaterThan(0);
          expect(scores[i]).toBeLessThan(1);
          expect(byRow.get(row.join())).toBe(scores[i]);
        });
      }),
    );
  });

  it("scores the same whatever power of two the values are scaled by", () => {
    const rows = cloudWithOutliers(200, 3, 3);
    const scores = (factor: number): number[] => {
      const scaled = matrix(rows.map((row) => row.map((value) => value * factor)));
      return [...scoreRows(growIsolationForest(scaled, { seed: 5 }), scaled)];
    };
    expect(scores(1024)).toEqual(scores(1));
  });

  it("scores a row the same wherever it stands among the rows that are scored", () => {
    const rows = cloudWithOutliers(300, 3, 3);
    const forest = growIsolationForest(matrix(rows), { seed: 5 });
    const scores = scoreRows(forest, matrix(rows));
    expect([...scoreRows(forest, matrix(rows.toReversed()))].toReversed()).toEqual([...scores]);
  });

  it("refuses values that are not finite as 32-bit floats, naming the row and column", () => {
    expect(() =>
      growIsolationForest(
        matrix([
          [1, 2],
          [3, Number.NaN],
        ]),
        { seed: 1 },
      ),
    ).toThrow("row 1, column 1");
    expect(() => growIsolationForest(matrix([[1e300]]), { seed: 1 })).toThrow("row 0, column 0");
    const forest = growIsolationForest(matrix([[1, 2]]), { seed: 1 });
    expect(() => scoreRows(forest, matrix([[1]]))).toThrow("the forest has 2 columns, the rows have 1");
  });
});

describe("the score threshold", () => {
  it("is one half for auto, and otherwise leaves the share of scores above it", () => {
    const scores = Float64Array.from({ length: 101 }, (_, i) => i / 100);
    expect(scoreThreshold(scores, "auto")).toBe(0.5);
    const cut = scoreThreshold(scores, 0.1);
    expect(cut).toBeCloseTo(0.9, 12);
    expect(scores.filter((score) => score > cut).length).toBe(10);
  });

  it("refuses a share outside (0, 0.5]", () => {
    for (const share of [0, -1, 0.6, Number.NaN])
      expect(() => scoreThreshold(Float64Array.of(1), share)).toThrow(RangeError);
  });
});
