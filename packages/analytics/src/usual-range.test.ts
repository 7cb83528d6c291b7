import { describe, expect, it } from "vitest";
import { usualCount, usualRate, usualVariety } from "./usual-range.ts";

describe("the usual of a count", () => {
  it("is its median, with z the distance on Anscombe's scale in deviations of at least 1", () => {
    const usual = usualCount([100, 100, 100, 100, 5_000]);
    expect(usual.median).toBe(100);
    expect(usual.z(100)).toBe(0);
    expect(usual.z(144)).toBeCloseTo(2 * Math.sqrt(144.375) - 2 * Math.sqrt(100.375), 12);
  });

  it("takes its deviation from the median absolute deviation, which a burst cannot move", () => {
    const counts = [80, 90, 100, 110, 120, 90, 110];
    // Of the distances from 100 on that scale the middle one is that of 90.
    const deviation = 1.4826 * (2 * Math.sqrt(100.375) - 2 * Math.sqrt(90.375));
    expect(usualCount(counts).z(400)).toBeCloseTo((2 * Math.sqrt(400.375) - 2 * Math.sqrt(100.375)) / deviation, 9);
    expect(usualCount([...counts, 9_999]).z(400)).toBeGreaterThan(0.5 * usualCount(counts).z(400));
  });

  it("has a usual range that ends at |z| = 3.5 and never below 0", () => {
    const usual = usualCount([100, 100, 100]);
    expect(usual.z(usual.low)).toBeCloseTo(-3.5, 9);
    expect(usual.z(usual.high)).toBeCloseTo(3.5, 9);
    expect(usualCount([0, 0, 0]).low).toBe(0);
  });

  it("finds a tenth more immaterial, and a third more material", () => {
    const usual = usualCount([100_000, 100_000, 100_000]);
    expect(usual.z(110_000)).toBeGreaterThan(3.5);
    expect(usual.isMaterial(110_000)).toBe(false);
    expect(usual.isMaterial(134_000)).toBe(true);
    expect(usual.isMaterial(66_000)).toBe(true);
  });
});

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

  it("has a usual range outside of which |z| is above 3.5", () => {
    for (const entries of [1, 4, 10, 1_000, 1_000_000]) {
      const usual = usualRate([0.1, 0.2, 0.2, 0.2, 0.3])(entries);
      for (const edge of [usual.low, usual.high].filter((share) => share > 0 && share < 1)) {
        expect(Math.abs(usual.z(edge))).toBeCloseTo(3.5, 6);
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
    expect([usual.low, usual.high].map((value) => Math.round(value * 1e6) / 1e6)).toEqual([0.065, 0.135]);
  });
});

describe("the usual of a variety", () => {
  it("finds one service fewer unusual only where that is rare", () => {
    const eights = Array.from({ length: 95 }, () => 8);
    expect(usualVariety(eights).z(7)).toBeLessThan(-3.5);
    expect(usualVariety([...eights, 7, 7, 7, 7, 7]).z(7)).toBeLessThan(-3.5);
    expect(usualVariety([...eights, ...Array.from({ length: 15 }, () => 7)]).z(7)).toBeGreaterThan(-3.5);
  });
});
