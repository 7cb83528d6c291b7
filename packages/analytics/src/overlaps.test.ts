import { expect, it } from "vitest";
import { overlapsIn } from "./overlaps.ts";
import { RandomSource } from "./random-source.ts";

/** A day in which some 60 windows are out, one or two in a row, and those of the rows given besides. */
function outOf(rows: readonly (readonly [start: number, length: number])[], jobs = 40): Float64Array {
  const random = RandomSource.fromSeed(1);
  const out = new Float64Array(720);
  for (let job = 0; job < jobs; job++) {
    const start = random.nextInteger(720);
    out.fill(1, start, start + 1 + random.nextInteger(2));
  }
  for (const [start, length] of rows) out.fill(1, start, start + length);
  return out;
}

const never = (): boolean => false;

it("Windows out in a row are an overlap where such windows come all over the range, and not where they never do", () => {
  expect(overlapsIn(outOf([[300, 5]]), 7, never)(299, 1)).toBe(true);
  expect(overlapsIn(outOf([[300, 5]], 0), 7, never)(299, 1)).toBe(false);
  expect(
    overlapsIn(
      outOf([[300, 5]]).map((side) => -side),
      7,
      never,
    )(299, -1),
  ).toBe(true);
});

it("More of them than overlap by chance are no overlap, nor is a part of those that last", () => {
  expect(overlapsIn(outOf([[300, 15]]), 15, never)(300, 1)).toBe(false);
  expect(overlapsIn(outOf([[300, 5]]), 3, never)(301, 1)).toBe(true);
  expect(overlapsIn(outOf([[300, 60]]), 3, never)(330, 1)).toBe(false);
});

it("Windows that come back with a period do not overlap", () => {
  const out = outOf([[300, 5]]);
  expect(overlapsIn(out, 7, (window) => window < 300 || window > 304)(299, 1)).toBe(false);
});
