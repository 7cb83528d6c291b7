import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csrFromDense } from "./csr-matrix.ts";
import { kMeans, nearestCenters } from "./k-means.ts";
import { scikitReference } from "./testing/scikit-reference.ts";

const TWO_PAIRS = csrFromDense([0, 0, 0, 2, 10, 0, 10, 2], 2);

const anyPoints = fc
  .array(fc.tuple(fc.integer({ min: -20, max: 20 }), fc.integer({ min: -20, max: 20 })), {
    minLength: 1,
    maxLength: 30,
  })
  .map((points) => csrFromDense(points.flat(), 2));

describe("k-means", () => {
  it("finds two pairs of points, their means and the sum of squares about them", () => {
    const { labels, centers, inertia } = kMeans(TWO_PAIRS, { clusterCount: 2, seed: 1 });
    expect(labels[0]).toBe(labels[1]);
    expect(labels[2]).toBe(labels[3]);
    expect([...centers].map((value) => value + 0)).toEqual(labels[0] === 0 ? [0, 1, 10, 1] : [10, 1, 0, 1]);
    expect(inertia).toBeCloseTo(4, 12);
  });

  it("counts a row as often as it weighs", () => {
    const { centers, inertia } = kMeans(csrFromDense([0, 4], 1), {
      clusterCount: 1,
      seed: 1,
      weights: Float64Array.of(3, 1),
    });
    expect(centers[0]).toBe(1);
    expect(inertia).toBe(3 * 1 + 9);
  });

  it("gives an empty cluster the row farthest from its centre", () => {
    const points = csrFromDense([0, 1, 2, 9], 1);
    const { labels, iterations } = kMeans(points, {
      clusterCount: 2,
      seed: 1,
      initialCenters: Float64Array.of(1, 1000),
    });
    expect([...labels]).toEqual([0, 0, 0, 1]);
    expect(iterations).toBeGreaterThan(1);
  });

  it("leaves a cluster empty where there are fewer distinct rows than clusters", () => {
    const { inertia, labels } = kMeans(csrFromDense([5, 5, 5, 1], 1), { clusterCount: 3, seed: 1 });
    expect(inertia).toBe(0);
    expect(new Set(labels).size).toBe(2);
  });

  it("leaves each row with its nearest centre, gains by another cluster, and repeats itself by seed", () => {
    fc.assert(
      fc.property(anyPoints, fc.integer({ min: 1, max: 5 }), fc.integer(), (points, wanted, seed) => {
        const clusterCount = Math.min(wanted, points.rowCount);
        const result = kMeans(points, { clusterCount, seed, restarts: 3 });
        expect([...nearestCenters(points, result.centers, clusterCount)]).toEqual([...result.labels]);
        expect(kMeans(points, { clusterCount, seed, restarts: 3 })).toEqual(result);
        const single = kMeans(points, { clusterCount: 1, seed });
        expect(result.inertia).toBeLessThanOrEqual(single.inertia + 1e-9);
      }),
    );
  });

  it("labels rows by the last centres when it is stopped early", () => {
    const points = csrFromDense([0, 1, 2, 3, 10], 1);
    const initialCenters = Float64Array.of(0, 2);
    const { labels, centers } = kMeans(points, { clusterCount: 2, seed: 1, initialCenters, maxIterations: 1 });
    expect([...centers]).toEqual([0.5, 5]);
    expect([...labels]).toEqual([0, 0, 0, 1, 1]);
  });

  it("reaches the best of many well separated clusters from k-means++ starts", () => {
    const points = Array.from({ length: 120 }, (_, i) => [100 * (i % 12) + (i % 5), 50 * (i % 3)]);
    const { labels } = kMeans(csrFromDense(points.flat(), 2), { clusterCount: 12, seed: 3 });
    for (let i = 12; i < 120; i++) expect(labels[i]).toBe(labels[i % 12]);
    expect(new Set(labels).size).toBe(12);
  });

  it("begins so well that nearly every single start reaches the best of many clusters", () => {
    const kinds = 25;
    const points = Array.from({ length: kinds * 10 }, (_, i) => 10 * (i % kinds) + ((Math.floor(i / kinds) * 7) % 5));
    // Each kind twice at 0, 1, 2, 3 and 4 from its first: a sum of squares of 20.
    const best = kinds * 20;
    let reached = 0;
    for (let seed = 0; seed < 60; seed++) {
      const { inertia } = kMeans(csrFromDense(points, 1), { clusterCount: kinds, seed, restarts: 1 });
      if (inertia < best + 1e-9) reached++;
    }
    // The best of 2 + ⌊ln 25⌋ draws reaches it from 55 starts, the better of two draws from 30, a single draw from 10.
    expect(reached).toBeGreaterThanOrEqual(45);
  });

  it("refuses a number of clusters, weights or centres that do not fit", () => {
    expect(() => kMeans(TWO_PAIRS, { clusterCount: 5, seed: 1 })).toThrow("5 clusters of 4 rows");
    expect(() => kMeans(TWO_PAIRS, { clusterCount: 1, seed: 1, weights: Float64Array.of(1) })).toThrow("4 weights");
    expect(() => kMeans(TWO_PAIRS, { clusterCount: 2, seed: 1, initialCenters: Float64Array.of(1) })).toThrow(
      "4 numbers",
    );
    expect(() => csrFromDense([1, 2, 3], 2)).toThrow(RangeError);
  });

  it("equals scikit-learn's from fixed starts to 1e-9, an empty cluster included", (context) => {
    const reference = scikitReference<Record<"explicit_init" | "empty_cluster", FixedStart> & ScikitPoints>(
      "kmeans",
      context,
    );
    const points = csrFromDense(reference.X.flat(), 2);
    for (const expected of [reference.explicit_init, reference.empty_cluster]) {
      const initialCenters = Float64Array.from(expected.init.flat());
      const result = kMeans(points, { clusterCount: expected.init.length, seed: 0, initialCenters });
      expect([...result.labels]).toEqual(expected.labels);
      expect(result.iterations).toBe(expected.n_iter);
      expect(Math.abs(result.inertia - expected.inertia)).toBeLessThan(1e-9);
      expected.centers.flat().forEach((value, i) => expect(Math.abs(result.centers[i] - value)).toBeLessThan(1e-9));
    }
    const best = kMeans(points, { clusterCount: 3, seed: 1 }).inertia;
    expect(Math.abs(best - reference.best_of_50_inertia)).toBeLessThan(1e-9);
  });
});

interface ScikitPoints {
  X: number[][];
  best_of_50_inertia: number;
}

interface FixedStart {
  init: number[][];
  centers: number[][];
  labels: number[];
  inertia: number;
  n_iter: number;
}
