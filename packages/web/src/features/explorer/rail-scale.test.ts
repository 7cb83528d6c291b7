import type { TimeParts } from "@faultline/contract";
import fc from "fast-check";
import { expect, test } from "vitest";
import { placeByKey, placeOfTime, railLabels, railScale, timeAtPlace } from "./rail-scale.ts";

const START_MS = Date.parse("2026-11-19T08:00:00Z");
const HOUR_MS = 3_600_000;

/** An hour each from 08:00 on. */
function partsOf(counts: readonly number[], undated = 0): TimeParts {
  const hourAt = (hour: number) => new Date(START_MS + hour * HOUR_MS).toISOString();
  const parts = counts.map((total, hour) => {
    return { start: hourAt(hour), end: hourAt(hour + 1), total, fatal: 0, error: 0, warning: 0 };
  });
  return { parts: parts.filter(({ total }) => total > 0), undated };
}

const scaleOf = (counts: readonly number[], undated?: number) => railScale(partsOf(counts, undated))!;
const at = (clock: string) => Date.parse(`2026-11-19T${clock}Z`);

test("each part of time is as long as it has entries, the newest first", () => {
  const { segments } = scaleOf([10, 0, 30]);
  expect(segments.map(({ top, bottom, startMs }) => [top, bottom, startMs])).toEqual([
    [0, 0.75, at("10:00")],
    [0.75, 1, at("08:00")],
  ]);
  expect(railScale(partsOf([], 7))).toBeNull();
});

test("a time has its place, and a place its time", () => {
  const scale = scaleOf([10, 0, 30]);
  expect(placeOfTime(scale, "2026-11-19T10:20:00.000000Z")).toBeCloseTo(0.5);
  expect(timeAtPlace(scale, 0.5)).toBe(at("10:20"));
  expect(placeOfTime(scale, "2026-11-19T09:30:00Z"), "where nothing is").toBeCloseTo(0.75);
  expect(placeOfTime(scale, "2026-11-19T07:00:00Z"), "before all").toBe(1);
  expect(placeOfTime(scale, "2026-11-19T12:00:00Z"), "after all").toBe(0);
});

test("what has no time is at the end, and the way to it leads before all that has one", () => {
  const scale = scaleOf([10, 30], 10);
  expect(scale.datedBottom).toBe(0.8);
  expect(placeOfTime(scale, null)).toBe(0.8);
  expect(timeAtPlace(scale, 0.9)).toBeLessThan(START_MS);
});

test("whoever goes to a place is then at that place, and further down is never later", () => {
  const counts = fc
    .array(fc.nat(1000), { minLength: 1, maxLength: 40 })
    .filter((all) => all.some((count) => count > 0));
  const place = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
  fc.assert(
    fc.property(counts, place, place, (all, one, other) => {
      const scale = scaleOf(all);
      expect(placeOfTime(scale, new Date(timeAtPlace(scale, one)).toISOString())).toBeCloseTo(one, 4);
      const [upper, lower] = [Math.min(one, other), Math.max(one, other)];
      expect(timeAtPlace(scale, lower)).toBeLessThanOrEqual(timeAtPlace(scale, upper));
    }),
  );
});

test("arrows go from one part of time to the next, pages by a tenth of all, Home and End to the ends", () => {
  const scale = scaleOf([10, 0, 30, 60]);
  expect(placeByKey(scale, 0.1, "ArrowDown")).toBeCloseTo(0.6);
  expect(placeByKey(scale, 0.7, "ArrowUp")).toBe(0);
  expect(placeByKey(scale, 0.95, "ArrowUp")).toBeCloseTo(0.6);
  expect(placeByKey(scale, 0.95, "ArrowDown")).toBe(1);
  expect(placeByKey(scale, 0.5, "PageDown")).toBeCloseTo(0.6);
  expect(placeByKey(scale, 0.05, "PageUp")).toBe(0);
  expect([placeByKey(scale, 0.5, "Home"), placeByKey(scale, 0.5, "End")]).toEqual([0, 1]);
  expect(placeByKey(scale, 0.5, "x")).toBeUndefined();
});

test("arrows pass what has no time", () => {
  const scale = scaleOf([10, 30], 10);
  expect(placeByKey(scale, 0.7, "ArrowDown")).toBeCloseTo(0.8);
  expect(placeByKey(scale, 0.8, "ArrowDown")).toBe(1);
  expect(placeByKey(scale, 1, "ArrowUp")).toBeCloseTo(0.8);
  expect(placeByKey(scale, 0.8, "ArrowUp")).toBeCloseTo(0.6);
});

test("labels tell the day only where it changes", () => {
  expect(railLabels(scaleOf([5, 5]), "utc").map(({ date }) => date)).toEqual([null, null, null, null, null]);
  const days = railLabels(scaleOf(Array.from({ length: 48 }, () => 1)), "utc");
  expect(days.map(({ date }) => date)).toEqual(["21 Nov", "20 Nov", null, "19 Nov", null]);
  expect(days[0]!.clock).toBe("03:12");
  const weeks = railLabels(scaleOf(Array.from({ length: 400 }, () => 1)), "utc");
  expect(weeks[0]).toMatchObject({ clock: null, date: "4 Dec" });
});
