import { describe, expect, it } from "vitest";
import { countAtResidual, devianceResidual } from "./count-deviance.ts";

describe("the deviance of a count", () => {
  it("is 0 at the mean, and as far as a normal value of the same chance", () => {
    expect(devianceResidual(40, 40, 0)).toBe(0);
    // P(X ≥ 7) is 3.3e-6 for a Poisson mean of 0.6: 4.5 standard deviations of a normal value.
    expect(devianceResidual(7, 0.6, 0)).toBeCloseTo(4.65, 1);
    // P(X = 0) is 8.3e-7 for a mean of 14: 4.8 of them below.
    expect(devianceResidual(0, 14, 0)).toBeLessThan(-4.8);
  });

  it("is less the more the counts vary", () => {
    expect(devianceResidual(200, 100, 0)).toBeGreaterThan(8);
    expect(devianceResidual(200, 100, 0.1)).toBeLessThan(3);
    expect(devianceResidual(200, 100, 0.1)).toBeGreaterThan(2);
  });

  it("is inverted by the count that is so far from the mean", () => {
    for (const dispersion of [0, 0.05]) {
      for (const residual of [-2.5, 1, 2.5]) {
        const count = countAtResidual(residual, 120, dispersion);
        expect(devianceResidual(count, 120, dispersion)).toBeCloseTo(residual, 6);
      }
    }
    expect(countAtResidual(-2.5, 0.5, 0)).toBe(0);
  });
});
