import { describe, expect, it } from "vitest";
import { countScale } from "./count-scale.ts";
import { findJumps } from "./level-jumps.ts";
import { RandomSource } from "./random-source.ts";
import { drawPoisson } from "./testing/random-draws.ts";

const scale = countScale(0);

function jumpsOf(meanAt: (window: number) => number, seed = 1): number[] {
  const random = RandomSource.fromSeed(seed);
  const values = Float64Array.from({ length: 720 }, (_, window) => scale.of(drawPoisson(meanAt(window), random)));
  return findJumps(values, { spread: 1, scale }).map(({ at }) => at);
}

/** Offices that open within half an hour around the window 255, and close around 525. */
function office(window: number): number {
  const rise = (at: number): number => 1 / (1 + Math.exp((at - window) / 3.75));
  return 20 + 160 * (rise(255) - rise(525));
}

const SEEDS = [1, 2, 3, 4, 5];

describe("jumps", () => {
  it("are where an outage begins just before an office opens and ends in the middle of its day", () => {
    for (const seed of SEEDS) {
      const found = jumpsOf((window) => office(window) * (window >= 238 && window < 368 ? 0.3 : 1), seed);
      for (const edge of [238, 368]) expect(Math.min(...found.map((at) => Math.abs(at - edge)))).toBeLessThanOrEqual(2);
    }
  });

  it("are hardly any in a day on which an office opens and closes", () => {
    const found = SEEDS.flatMap((seed) => jumpsOf(office, seed));
    expect(found.length / SEEDS.length).toBeLessThanOrEqual(1);
  });

  it("are none of jobs of a few windows each", () => {
    const found = SEEDS.flatMap((seed) => jumpsOf((window) => (window % 60 < 5 ? 400 : 100), seed));
    expect(found).toEqual([]);
  });

  it("say between which counts they are, whatever the slope around them", () => {
    const random = RandomSource.fromSeed(1);
    const level = (window: number): number => (100 + 3 * window) * (window < 60 ? 1 : 0.4);
    const values = Float64Array.from({ length: 120 }, (_, window) => scale.of(drawPoisson(level(window), random)));
    const [{ at, before, after }] = findJumps(values, { spread: 1, scale }) as [ReturnType<typeof findJumps>[0]];
    expect(at).toBe(60);
    expect(before / 280).toBeCloseTo(1, 1);
    expect(after / 112).toBeCloseTo(1, 1);
  });
});
