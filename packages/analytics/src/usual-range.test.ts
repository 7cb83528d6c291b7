import { describe, expect, it } from "vitest";
import { usualRate } from "./usual-range.ts";

describe("the usual of a rate", () => {
  it("judges a rate over few entries by less than one over many", () => {
    const usualOver = usualRate([0, 0, 0.01, 0, 0]);
    expect(usualOver(2).z(0.5)).toBeLessThan(3.5);
    expect(usualOver(200).z(0.5)).toBeGreaterThan(20);
  });

  it("takes no error in so few entries for a rate, but four in four where there are usually none", () => {
    const usualOver = usualRate([0, 0, 0, 0, 0]);
    for (const [errors, entries] of [
      [1, 1],
      [2, 2],
      [3, 3],
      [1, 2],
      [3, 8],
    ] as const) {
      expect(usualOver(entries).z(errors / entries), `${errors} of ${entries}`).toBeLessThan(3.5);
    }
    for (const [errors, entries] of [
      [4, 4],
      [5, 9],
      [8, 100],
    ] as const) {
      expect(usualOver(entries).z(errors / entries), `${errors} of ${entries}`).toBeGreaterThan(3.5);
    }
  });

  it("judges by the spread of the rates where that says less than chance does", () => {
    const usual = usualRate([0.3, 0.4, 0.5, 0.6, 0.7])(1_000_000);
    expect(usual.z(0.7)).toBeCloseTo(0.2 / (1.4826 * 0.1), 9);
  });

  it("has a usual range outside of which |z| is above 2.5", () => {
    for (const entries of [1, 4, 10, 1_000, 1_000_000]) {
      const usual = usualRate([0.1, 0.2, 0.2, 0.2, 0.3])(entries);
      for (const edge of [usual.low, usual.high].filter((share) => share > 0 && share < 1)) {
        expect(Math.abs(usual.z(edge))).toBeCloseTo(2.5, 6);
      }
      expect([usual.low >= 0, usual.high <= 1]).toEqual([true, true]);
    }
    const none = usualRate([0, 0.5])(0);
    expect(none.low).toBeGreaterThanOrEqual(0);
    expect(none.high).toBeLessThanOrEqual(1);
  });

  it("finds a few points of difference immaterial", () => {
    const usual = usualRate([0.1, 0.1, 0.1])(1_000_000);
    expect(usual.isMaterial(0.14)).toBe(false);
    expect(usual.isMaterial(0.16)).toBe(true);
    expect([usual.low, usual.high].map((value) => Math.round(value * 1e6) / 1e6)).toEqual([0.075, 0.125]);
  });
});
