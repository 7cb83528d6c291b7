import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { median } from "./percentile.ts";
import { rollingMedian } from "./rolling-median.ts";

describe("a rolling median", () => {
  it("is the median of the values around each position", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 0, max: 6 }),
        (list, halfWidth) => {
          const values = Float64Array.from(list);
          const medians = rollingMedian(values, halfWidth);
          for (let at = halfWidth; at < values.length - halfWidth; at++) {
            expect(medians[at]).toBe(median(values.subarray(at - halfWidth, at + halfWidth + 1)));
          }
        },
      ),
    );
  });

  it("keeps a step where it is, and does not see a burst of less than half its width", () => {
    const values = Float64Array.from({ length: 60 }, (_, i) => (i >= 30 ? 8 : 0));
    expect([...rollingMedian(values, 5)]).toEqual([...values]);
    values.fill(99, 12, 17);
    expect([...rollingMedian(values, 5)].slice(6, 24)).toEqual(Array<number>(18).fill(0));
  });

  it("follows a trend to the ends", () => {
    const medians = rollingMedian(
      Float64Array.from({ length: 100 }, (_, i) => i),
      10,
    );
    expect(medians[0]).toBeLessThan(1);
    expect(medians[99]).toBeGreaterThan(98);
  });

  it("does not go on beyond what was there, as after a step near the end", () => {
    const values = Float64Array.from({ length: 100 }, (_, i) => (i < 80 ? 0 : 8));
    expect([...rollingMedian(values, 10)].slice(90)).toEqual(Array<number>(10).fill(8));
  });
});
