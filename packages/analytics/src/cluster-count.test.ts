import { describe, expect, it } from "vitest";
import { chooseClusterCount, separation } from "./cluster-count.ts";
import { csrFromDense } from "./csr-matrix.ts";

describe("the separation of clusters", () => {
  it("is the distance to the nearest other cluster less that within the own", () => {
    // Two rows at a right angle to one, and at cosine 0.6 to each other.
    const rows = csrFromDense([1, 0, 0, 0, 1, 0, 0, 0.6, 0.8], 3);
    const labels = Int32Array.of(0, 1, 1);
    // Row 0: 1 − 0. Rows 1 and 2: 1 − 0.4.
    expect(separation(rows, labels, 2)).toBeCloseTo((1 + 0.6 + 0.6) / 3, 12);
  });

  it("of a single cluster compares with a row that shares nothing", () => {
    const rows = csrFromDense([1, 0, 0.6, 0.8], 2);
    expect(separation(rows, Int32Array.of(0, 0), 1)).toBeCloseTo(1 - 0.4, 12);
  });
});

describe("the number of clusters", () => {
  const around = (axis: number, tilt: number): number[] => {
    const row = Array.from({ length: 12 }, () => 0);
    row[axis] = Math.sqrt(1 - tilt * tilt);
    row[11] = tilt;
    return row;
  };

  it("is the number of directions that rows gather about", () => {
    for (const directions of [1, 2, 5, 10]) {
      const rows = Array.from({ length: 60 }, (_, i) => around(i % directions, 0.05 + (i % 7) / 30));
      expect(chooseClusterCount(csrFromDense(rows.flat(), 12), { seed: 1 })).toBe(directions);
    }
  });

  it("is that of the rows where no two share a column, but never above the limit", () => {
    const unit = csrFromDense(
      Array.from({ length: 9 * 9 }, (_, i) => (i % 10 === 0 ? 1 : 0)),
      9,
    );
    expect(chooseClusterCount(unit, { seed: 1 })).toBe(9);
    expect(chooseClusterCount(unit, { seed: 1, maxClusters: 4 })).toBe(4);
  });

  it("is one for a single row", () => {
    expect(chooseClusterCount(csrFromDense([1], 1), { seed: 1 })).toBe(1);
  });
});
