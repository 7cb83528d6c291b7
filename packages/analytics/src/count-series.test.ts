import { describe, expect, it } from "vitest";
import { countSeries } from "./count-series.ts";
import { RandomSource } from "./random-source.ts";
import { drawPoisson } from "./testing/random-draws.ts";

const DAY = 720;
const BEGIN = 180;

/** A batch that begins within a window each day, and fades until midnight. */
function batchLoad(window: number): number {
  const time = window % DAY;
  return time < BEGIN ? 0 : 2_000 * (1 - (time - BEGIN) / (DAY - BEGIN)) ** 2;
}

function seriesOf(days: number, meanAt: (window: number) => number) {
  const random = RandomSource.fromSeed(1);
  const counts = Float64Array.from({ length: days * DAY }, (_, window) => drawPoisson(meanAt(window), random));
  return countSeries(counts, { basis: Int32Array.from(counts.keys()), longest: 210, windowMs: 120_000 });
}

describe("the usual of a count", () => {
  it("stays what it is over a month of days that begin with a step up and have none down", () => {
    const { means, z } = seriesOf(30, batchLoad);
    for (const day of [0, 6, 14, 28]) {
      for (const time of [BEGIN, 300, 450, 600]) {
        const window = day * DAY + time;
        expect(means[window]! / batchLoad(window), `day ${day}, window ${time}`).toBeCloseTo(1, 1);
      }
      expect(z.subarray(day * DAY, (day + 1) * DAY).filter((each) => Math.abs(each) > 5).length).toBeLessThanOrEqual(7);
    }
  });

  it("shows the loss of half on the last of such days", () => {
    const isIncident = (window: number): boolean => window >= 28 * DAY + 350 && window < 28 * DAY + 360;
    const { z } = seriesOf(30, (window) => batchLoad(window) * (isIncident(window) ? 0.5 : 1));
    expect(Math.max(...z.subarray(28 * DAY + 350, 28 * DAY + 360))).toBeLessThan(-5);
  });

  it("is as steady as it is without a loss of some hours", () => {
    const isIncident = (window: number): boolean => window >= 250 && window < 450;
    const { spread, excursions } = seriesOf(1, (window) => (isIncident(window) ? 20 : 50));
    expect(excursions).toHaveLength(1);
    expect(spread).toBeLessThan(1.15);
  });

  it("is followed to both ends of a range that begins and ends with short levels", () => {
    const slope = (window: number): number => 300 - window / 2;
    const { means } = seriesOf(0.5, (window) => (window < 50 || window >= 310 ? 3 : 1) * slope(window));
    expect(means[0]! / (3 * slope(0))).toBeCloseTo(1, 1);
    expect(means[359]! / (3 * slope(359))).toBeCloseTo(1, 1);
  });

  it("follows the edges of a day on which offices open and close", () => {
    const rise = (window: number, at: number): number => 1 / (1 + Math.exp((at - window) / 3.75));
    const load = (window: number): number => 30 + 240 * (rise(window, 255) - rise(window, 525));
    const { means, z } = seriesOf(1, load);
    for (let window = 230; window < 280; window++)
      expect(Math.abs(Math.log(means[window]! / load(window))), `window ${window}`).toBeLessThan(0.4);
    expect(Math.abs(means[270]! / load(270) - 1)).toBeLessThan(0.1);
    expect(Math.max(...z.map(Math.abs))).toBeLessThan(4);
    const { z: burst } = seriesOf(1, (window) => load(window) * (window >= 250 && window < 255 ? 6 : 1));
    expect(Math.min(...burst.subarray(250, 255))).toBeGreaterThan(5);
  });
});
