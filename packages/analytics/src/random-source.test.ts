import { describe, expect, it } from "vitest";
import { RandomSource } from "./random-source.ts";

/** The generator's definition over whole numbers without overflow, to check the 32-bit arithmetic against. */
function* definition(state: [bigint, bigint, bigint, bigint]): Generator<number> {
  const cut = (x: bigint): bigint => BigInt.asUintN(32, x);
  const rotate = (x: bigint, by: bigint): bigint => cut((x << by) | (x >> (32n - by)));
  let [a, b, c, d] = state;
  for (;;) {
    yield Number(cut(rotate(cut(b * 5n), 7n) * 9n));
    const shifted = cut(b << 9n);
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotate(d, 11n);
  }
}

describe("the random source", () => {
  it("begins as xoshiro128** worked out by hand from the state 1, 2, 3, 4", () => {
    const random = new RandomSource([1, 2, 3, 4]);
    expect([random.nextUint32(), random.nextUint32(), random.nextUint32()]).toEqual([11_520, 0, 5_927_040]);
  });

  it("keeps to the definition for a thousand numbers", () => {
    const random = new RandomSource([0x9e3779b9, 0x243f6a88, 0xb7e15162, 0x6a09e667]);
    const expected = definition([0x9e3779b9n, 0x243f6a88n, 0xb7e15162n, 0x6a09e667n]);
    for (let i = 0; i < 1_000; i++) expect(random.nextUint32()).toBe(expected.next().value);
  });

  it("gives the same sequence for the same seed and another for another", () => {
    const draw = (seed: number): number[] => {
      const random = RandomSource.fromSeed(seed);
      return Array.from({ length: 8 }, () => random.nextFloat());
    };
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
    expect(new Set(draw(0)).size).toBe(8);
  });

  it("spreads whole numbers evenly below the bound", () => {
    const random = RandomSource.fromSeed(1);
    const counts = Array.from({ length: 7 }, () => 0);
    for (let i = 0; i < 70_000; i++) counts[random.nextInteger(7)]++;
    // Five standard deviations of a binomial count of 70,000 draws at 1/7.
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(465);
  });
});
