import { expect, test } from "vitest";
import { sparklinePoints } from "./sparkline.tsx";

test("a sparkline spans its width, with the highest value at the top and zero at the foot", () => {
  const points = sparklinePoints([0, 5, 10]);
  expect(points.map(([x]) => x)).toEqual([0, 60, 120]);
  const [zero, middle, peak] = points.map(([, y]) => y) as [number, number, number];
  expect(zero).toBe(31);
  expect(peak).toBe(2);
  expect(middle).toBe((zero + peak) / 2);
});

test("a sparkline of nothing or of one value is a flat line", () => {
  expect(sparklinePoints([]).map(([, y]) => y)).toEqual([31, 31]);
  expect(sparklinePoints([7]).map(([, y]) => y)).toEqual([2, 2]);
});
