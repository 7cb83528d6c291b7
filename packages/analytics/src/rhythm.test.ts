import { describe, expect, it } from "vitest";
import { isOfRhythm } from "./rhythm.ts";

const DAY = 24;

/** Values of an hour each. */
function hours(days: number, valueAt: (day: number, hour: number) => number): Float64Array {
  return Float64Array.from({ length: days * DAY }, (_, i) => valueAt(Math.floor(i / DAY), i % DAY));
}

const filled = (length: number, value: number) => new Float64Array(length).fill(value);
const isWeekend = (day: number) => day % 7 >= 5;

describe("a stretch is of a rhythm", () => {
  it("if it is as a week before, though not as the days around it", () => {
    const values = hours(14, (day) => (isWeekend(day) ? 2 : 6));
    expect(isOfRhythm(values, { from: 12 * DAY, otherwise: filled(2 * DAY, 6) }, DAY)).toBe(true);
  });

  it("and not if the week before was as it would be otherwise", () => {
    const values = hours(14, (day) => (day === 9 ? 2 : 6));
    expect(isOfRhythm(values, { from: 9 * DAY, otherwise: filled(DAY, 6) }, DAY)).toBe(false);
  });

  it("and not a weekend as busy as the days before it, where the weekend before was quiet", () => {
    const values = hours(14, (day) => (isWeekend(day) && day < 7 ? 2 : 6));
    expect(isOfRhythm(values, { from: 12 * DAY, otherwise: filled(2 * DAY, 2) }, DAY)).toBe(false);
  });

  it("of days, where no week can be compared, if most of at least three others are like it", () => {
    const nightly = (day: number, hour: number) => (hour < 6 && day !== 1 ? 2 : 6);
    const night = { from: 2 * DAY, otherwise: filled(6, 6) };
    expect(isOfRhythm(hours(5, nightly), night, DAY)).toBe(true);
    expect(isOfRhythm(hours(4, nightly), night, DAY)).toBe(false);
    expect(isOfRhythm(hours(3, nightly), night, DAY)).toBe(false);
  });

  it("only where windows are one after another in time", () => {
    const values = hours(14, (day) => (isWeekend(day) ? 2 : 6));
    expect(isOfRhythm(values, { from: 12 * DAY, otherwise: filled(2 * DAY, 6) }, null)).toBe(false);
  });
});
