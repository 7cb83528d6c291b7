import { describe, expect, it } from "vitest";
import { joinRanges, rangesWithin } from "./narrow-filter.ts";

describe("Ranges of time joined", () => {
  const joined = (ranges: readonly [number, number][], most: number) =>
    joinRanges(
      ranges.map(([leastUs, greatestUs]) => ({ leastUs, greatestUs })),
      most,
    ).map(({ leastUs, greatestUs }) => [leastUs, greatestUs]);

  it("are apart from each other and in order", () => {
    expect(joined([], 3)).toEqual([]);
    expect(
      joined(
        [
          [50, 60],
          [10, 20],
          [15, 30],
          [12, 14],
          [30, 31],
        ],
        9,
      ),
    ).toEqual([
      [10, 31],
      [50, 60],
    ]);
  });

  it("are at most so many, those with the least between them being one", () => {
    expect(
      joined(
        [
          [0, 1],
          [3, 4],
          [10, 11],
          [12, 13],
          [30, 31],
        ],
        3,
      ),
    ).toEqual([
      [0, 4],
      [10, 13],
      [30, 31],
    ]);
    expect(
      joined(
        [
          [0, 1],
          [2, 3],
          [4, 5],
          [6, 7],
        ],
        2,
      ),
    ).toHaveLength(2);
    expect(
      joined(
        [
          [0, 1],
          [2, 3],
          [4, 5],
        ],
        1,
      ),
    ).toEqual([[0, 5]]);
  });

  it("are those that overlap a part of time, whose end is not in it", () => {
    const ranges = [0, 10, 20, 30].map((leastUs) => ({ leastUs, greatestUs: leastUs + 5 }));
    expect(rangesWithin(ranges, 5, 20)).toEqual(ranges.slice(0, 2));
    expect(rangesWithin(ranges, -Infinity, Infinity)).toEqual(ranges);
    expect(rangesWithin(ranges, 6, 10)).toEqual([]);
  });
});
