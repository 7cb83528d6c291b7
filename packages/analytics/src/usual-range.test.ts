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
