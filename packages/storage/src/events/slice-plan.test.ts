import { expect, test } from "vitest";
import { SlicePlan, type TimeSlice } from "./slice-plan.ts";

const PIECES = [10, 20, 30, 40].map((start) => ({ start, entries: 5 }));

function takeAll(plan: SlicePlan, sizes: readonly number[]): TimeSlice[] {
  return sizes.map((size) => plan.take(size));
}

test("Slices go back from the newest, side by side, open at both ends", () => {
  const plan = new SlicePlan(PIECES, true);
  expect(takeAll(plan, [1, 10, 100])).toEqual([
    { start: 40, end: null, entries: 5 },
    { start: 20, end: 40, entries: 10 },
    { start: null, end: 20, entries: 5 },
  ]);
  expect(plan.isDone).toBe(true);
});

test("They go on from the oldest, too", () => {
  const plan = new SlicePlan(PIECES, false);
  expect(takeAll(plan, [5, 100])).toEqual([
    { start: null, end: 20, entries: 5 },
    { start: 20, end: null, entries: 15 },
  ]);
});

test("A plan begins with the piece that has a minute in it", () => {
  const backward = new SlicePlan(PIECES, true);
  backward.startAt(25);
  expect(backward.take(1)).toMatchObject({ start: 20, end: 30 });
  const forward = new SlicePlan(PIECES, false);
  forward.startAt(25);
  expect(forward.take(1)).toMatchObject({ start: 20, end: 30 });
  const early = new SlicePlan(PIECES, true);
  early.startAt(-100);
  expect(early.take(100)).toMatchObject({ start: null, end: 20 });
});

test("Where there is nothing, there is no slice", () => {
  expect(new SlicePlan([], true).isDone).toBe(true);
});
