import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quicksortOrder } from "./quicksort-order.ts";

const positions = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

describe("the quicksort order", () => {
  it("has every position once and keys that never fall", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 300 }), (keys) => {
        const order = [...quicksortOrder(keys)];
        expect(order.toSorted((a, b) => a - b)).toEqual([...keys.keys()]);
        expect(order.map((position) => keys[position])).toEqual(keys.toSorted((a, b) => a - b));
      }),
    );
  });

  it("keeps equal keys in place in a short range and turns them about the pivot in a long one", () => {
    expect([...quicksortOrder(positions(17).map(() => 1))]).toEqual(positions(17));
    expect([...quicksortOrder(positions(18).map(() => 1))]).not.toEqual(positions(18));
  });

  it("ends on keys in any prearranged order", () => {
    const rising = Array.from({ length: 50_000 }, (_, i) => i);
    const organPipe = rising.map((i) => Math.min(i, 50_000 - i));
    for (const keys of [rising, rising.toReversed(), organPipe]) {
      const order = quicksortOrder(keys);
      expect(order.every((position, i) => i === 0 || keys[position] >= keys[order[i - 1]])).toBe(true);
    }
  });
});
