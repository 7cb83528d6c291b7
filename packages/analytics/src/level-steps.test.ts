import { describe, expect, it } from "vitest";
import { countScale } from "./count-scale.ts";
import { excursionsAmong } from "./excursions.ts";
import { levelShifts } from "./level-shifts.ts";
import { findSteps, type Step } from "./level-steps.ts";
import { RandomSource } from "./random-source.ts";
import { drawPoisson } from "./testing/random-draws.ts";

const scale = countScale(0);

function stepsOf(count: number, meanAt: (window: number) => number): Step[] {
  const random = RandomSource.fromSeed(1);
  const values = Float64Array.from({ length: count }, (_, window) => scale.of(drawPoisson(meanAt(window), random)));
  return findSteps(values, { spread: 1, scale });
}

describe("steps of a level", () => {
  it("are found at the window with which the new level begins", () => {
    const levels = [100, 40, 90, 200, 100];
    const steps = stepsOf(500, (window) => levels[Math.floor(window / 100)]!);
    expect(steps.map(({ at }) => at)).toEqual([100, 200, 300, 400]);
    for (const [i, { before, after }] of steps.entries()) {
      expect(Math.abs(before / levels[i]! - 1)).toBeLessThan(0.1);
      expect(Math.abs(after / levels[i + 1]! - 1)).toBeLessThan(0.1);
    }
  });

  it("are those away and back of an excursion, however short, and not of one that began with an earlier step", () => {
    const steps = stepsOf(500, (window) => (window < 200 ? 100 : window >= 290 && window < 300 ? 100 : 40));
    expect(excursionsAmong(steps, 200).map(({ away, back }) => [away.at, back.at])).toEqual([[290, 300]]);
  });

  it("are shifts where the levels before and after last, and nothing undoes them", () => {
    const steps = stepsOf(500, (window) => (window < 200 ? 100 : window >= 290 && window < 320 ? 100 : 40));
    const shiftsOf = (least: number) => levelShifts(steps, excursionsAmong(steps, 50), { least, windowCount: 500 });
    const shifts = shiftsOf(45)!;
    expect([...new Set(shifts.subarray(0, 200))]).toEqual([0]);
    expect(new Set(shifts.subarray(200)).size).toBe(1);
    expect(Math.exp(shifts[200]!)).toBeCloseTo(0.4, 1);
    expect(shiftsOf(201)).toBeNull();
  });
});
