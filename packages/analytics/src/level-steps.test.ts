import { describe, expect, it } from "vitest";
import { countScale } from "./count-scale.ts";
import { type Excursion, excursionsAmong } from "./excursions.ts";
import { lastingSteps, levelShifts } from "./level-shifts.ts";
import { findSteps, HIGH_STEPS, LONG_STEPS, type Step } from "./level-steps.ts";
import { RandomSource } from "./random-source.ts";
import { drawPoisson } from "./testing/random-draws.ts";

const scale = countScale(0);

function stepsOf(count: number, meanAt: (window: number) => number, width = HIGH_STEPS): Step[] {
  const random = RandomSource.fromSeed(1);
  const values = Float64Array.from({ length: count }, (_, window) => scale.of(drawPoisson(meanAt(window), random)));
  return findSteps(values, { spread: 1, scale }, width);
}

/** Hours in windows of two minutes. */
const HOUR = 30;

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
    expect(excursionsAmong(steps, { longest: 200 }).map(({ away, back }) => [away.at, back.at])).toEqual([[290, 300]]);
  });

  it("are shifts where the levels before and after last, and nothing undoes them", () => {
    const steps = stepsOf(500, (window) => (window < 200 ? 100 : window >= 290 && window < 320 ? 100 : 40));
    const shiftsOf = (least: number) =>
      levelShifts(lastingSteps(steps, excursionsAmong(steps, { longest: 50 }), { least, windowCount: 500 }), 500);
    const shifts = shiftsOf(45)!;
    expect([...new Set(shifts.subarray(0, 200))]).toEqual([0]);
    expect(new Set(shifts.subarray(200)).size).toBe(1);
    expect(Math.exp(shifts[200]!)).toBeCloseTo(0.4, 1);
    expect(shiftsOf(201)).toBeNull();
  });

  it("of few entries are found over many windows, where they are abrupt, and not in the slope of a day", () => {
    const outage = stepsOf(720, (window) => (window >= 200 && window < 330 ? 4 : 12), LONG_STEPS);
    expect(excursionsAmong(outage, { longest: 200 })).toHaveLength(1);
    const [{ away, back }] = excursionsAmong(outage, { longest: 200 }) as [Excursion];
    expect(Math.abs(away.at - 200)).toBeLessThan(6);
    expect(Math.abs(back.at - 330)).toBeLessThan(6);
    const days = stepsOf(3600, (window) => 9 + 6 * Math.cos((window / (12 * HOUR)) * Math.PI), LONG_STEPS);
    expect(excursionsAmong(days, { longest: 210 })).toEqual([]);
  });

  it("to more and back, seen over many windows alone, are hours of work", () => {
    const step = (at: number, before: number, after: number) => ({
      at,
      before,
      after,
      abruptness: 0.8,
      isLow: true,
      isJump: false,
    });
    expect(excursionsAmong([step(200, 9, 4), step(330, 4, 9)], { longest: 200 })).toHaveLength(1);
    const work = [step(200, 4, 9), step(330, 9, 4)];
    expect(excursionsAmong(work, { longest: 200 })).toEqual([]);
  });
});
