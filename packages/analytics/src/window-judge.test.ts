import { describe, expect, it } from "vitest";
import { RandomSource } from "./random-source.ts";
import { generateWindows, STEADY } from "./testing/window-days.ts";
import { WINDOW_FEATURES } from "./window-features.ts";
import { factsOf, measureWindows } from "./window-judge.ts";

const DAY = 720;

describe("the usual of a feature", () => {
  it("goes on through a loss of all entries, also where its own are too few to show it", () => {
    const isLost = (window: number): boolean => window >= 300 && window < 430;
    const rates = (window: number) => {
      const share = isLost(window) ? 0.4 : 1;
      return { ...STEADY, infos: 120 * share, debugs: 3 * share, warnings: 3 * share };
    };
    const features = generateWindows(DAY, rates, RandomSource.fromSeed(1));
    const measures = measureWindows(features, factsOf(features, DAY, { windowMs: 120_000 }));
    for (const feature of ["debug_count", "warn_count"] as const) {
      const { usual } = measures[WINDOW_FEATURES.indexOf(feature)]!.usualAt(365);
      expect(usual, feature).toBeGreaterThan(2);
      expect(usual, feature).toBeLessThan(4);
    }
  });
});
