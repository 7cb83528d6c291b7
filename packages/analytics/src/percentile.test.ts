import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { median, percentile } from "./percentile.ts";

describe("percentiles", () => {
  it("interpolate between the two nearest ranks", () => {
    expect(percentile([4, 1, 3, 2], 50)).toBe(2.5);
    expect(percentile([10, 20, 30, 40, 50], 10)).toBe(14);
    expect(percentile([10, 20, 30, 40, 50], 90)).toBe(46);
    expect(median([3, 1, 2])).toBe(2);
  });

  it("are the extremes at 0 and 100, and never fall as the percentage rises", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), { minLength: 1 }),
        fc.double({ min: 0, max: 100, noNaN: true }),
        fc.double({ min: 0, max: 100, noNaN: true }),
        (values, a, b) => {
          expect(percentile(values, 0) === Math.min(...values)).toBe(true);
          expect(percentile(values, 100) === Math.max(...values)).toBe(true);
          expect(percentile(values, Math.min(a, b))).toBeLessThanOrEqual(percentile(values, Math.max(a, b)));
        },
      ),
    );
  });

  it("are refused for no values and outside 0–100", () => {
    expect(() => percentile([], 50)).toThrow(RangeError);
    expect(() => percentile([1], 101)).toThrow("within 0–100");
    expect(() => percentile([1], Number.NaN)).toThrow(RangeError);
  });
});
