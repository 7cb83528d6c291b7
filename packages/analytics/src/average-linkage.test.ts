import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { averageLinkage } from "./average-linkage.ts";
import { csrFromDense } from "./csr-matrix.ts";

const HALF = { leastSimilarity: 0.5, maxClusters: Infinity, leastSimilarityBeyond: 0.5 };

/** Rows of unit length in the plane, at these angles from the first axis. */
function atDegrees(...angles: readonly number[]) {
  return csrFromDense(
    angles.flatMap((angle) => [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)]),
    2,
  );
}

describe("average linkage", () => {
  it("joins rows whose cosine is above the least, and no others", () => {
    expect([...averageLinkage(atDegrees(0, 59), HALF).labels]).toEqual([0, 0]);
    expect([...averageLinkage(atDegrees(0, 61), HALF).labels]).toEqual([0, 1]);
    expect([...averageLinkage(atDegrees(0, 60), HALF).labels]).toEqual([0, 1]);
  });

  it("judges a cluster by the mean over its rows", () => {
    // 0 and 20 are joined first; 70 is at cosines 0.34 and 0.64 to them, 0.49 on average, and 62 at 0.47 and 0.74.
    expect([...averageLinkage(atDegrees(0, 20, 70), HALF).labels]).toEqual([0, 0, 1]);
    expect([...averageLinkage(atDegrees(0, 20, 62), HALF).labels]).toEqual([0, 0, 0]);
    // A third row at 0 draws the mean for 62 down to 0.56, a third at −40 to below one half.
    expect(averageLinkage(atDegrees(0, 20, 0, 62), HALF).clusterCount).toBe(1);
    expect([...averageLinkage(atDegrees(0, 20, -40, 75), HALF).labels]).toEqual([0, 0, 0, 1]);
  });

  it("joins what is less alike only while there are too many clusters", () => {
    const few = { leastSimilarity: 0.5, maxClusters: 3, leastSimilarityBeyond: 0.08 };
    expect([...averageLinkage(atDegrees(0, 85, 180, 275), few).labels]).toEqual([0, 0, 1, 2]);
    expect(averageLinkage(atDegrees(0, 90, 180), { ...few, maxClusters: 1 }).clusterCount).toBe(3);
  });

  it("keeps a kind of one row apart from a kind of a hundred", () => {
    const angles = Array.from({ length: 100 }, (_, i) => i / 10);
    const { labels, clusterCount } = averageLinkage(atDegrees(...angles, 88), HALF);
    expect(clusterCount).toBe(2);
    expect([...labels]).toEqual([...angles.map(() => 0), 1]);
  });

  it("numbers clusters by their first rows, and gives none for no rows", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 90 }), { maxLength: 25 }), (angles) => {
        const { labels, clusterCount } = averageLinkage(atDegrees(...angles), HALF);
        expect([...new Set(labels)]).toEqual(Array.from({ length: clusterCount }, (_, i) => i));
        expect(labels.length).toBe(angles.length);
      }),
    );
  });
});
