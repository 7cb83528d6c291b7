import { describe, expect, it } from "vitest";
import { type Excursion, excursionOfPart, excursionsAmong, withoutExcursions } from "./excursions.ts";
import type { Step } from "./level-steps.ts";
import { RandomSource } from "./random-source.ts";
import { drawPoisson } from "./testing/random-draws.ts";

function step(at: number, before: number, after: number, isJump = false): Step {
  return { at, before, after, abruptness: 0.8, isLow: false, isJump };
}

function partOf(meanAt: (window: number) => number): Float64Array {
  const random = RandomSource.fromSeed(1);
  return Float64Array.from({ length: 400 }, (_, window) => drawPoisson(meanAt(window), random));
}

const [loss] = excursionsAmong([step(200, 100, 40), step(300, 40, 100)], { longest: 200 }) as [Excursion];
const isLost = (window: number): boolean => window >= 200 && window < 300;
const mean = (counts: Float64Array): number => counts.reduce((a, b) => a + b, 0) / counts.length;

describe("an excursion of all entries", () => {
  it("is that of a part of few which is lost with them", () => {
    const errors = partOf((window) => (isLost(window) ? 0.4 : 1) * 3);
    const found = excursionOfPart(errors, loss)!;
    expect(mean(withoutExcursions(errors, [found]).subarray(200, 300)) / 3).toBeCloseTo(1, 0);
  });

  it("is that of no part which goes on as before", () => {
    expect(
      excursionOfPart(
        partOf(() => 3),
        loss,
      ),
    ).toBeNull();
  });

  it("leaves what a part is around it, where nothing is left of either", () => {
    const [outage] = excursionsAmong([step(200, 100, 0), step(300, 0, 100)], { longest: 200 }) as [Excursion];
    const infos = partOf((window) => (isLost(window) ? 0 : 20));
    const found = excursionOfPart(infos, outage)!;
    expect(mean(withoutExcursions(infos, [found]).subarray(200, 300)) / 20).toBeCloseTo(1, 1);
  });

  it("keeps its steps for itself: none of them ends what begins elsewhere", () => {
    const steps = [step(302, 100, 300), step(390, 300, 100)];
    expect(excursionsAmong(steps, { longest: 200 })).toHaveLength(1);
    expect(excursionsAmong(steps, { longest: 200, known: [loss] })).toEqual([loss]);
  });
});
