import type { LogFile } from "@faultline/contract";
import { expect, test } from "vitest";
import { rateBetween, remainingMs, shareRead } from "./processing-rate.ts";

const half = { size_bytes: 1000, processed_bytes: 500 } as LogFile;

test("a rate is what was read divided by the time it took", () => {
  const rate = rateBetween({ atMs: 0, bytes: 0, lines: 0 }, { atMs: 2000, bytes: 500, lines: 10 }, null);
  expect(rate).toEqual({ bytesPerSecond: 250, linesPerSecond: 5 });
  expect(remainingMs(half, rate)).toBe(2000);
});

test("a rate moves towards a new measurement without jumping to it", () => {
  const previous = { bytesPerSecond: 100, linesPerSecond: 10 };
  const rate = rateBetween({ atMs: 0, bytes: 0, lines: 0 }, { atMs: 1000, bytes: 200, lines: 20 }, previous)!;
  expect(rate.bytesPerSecond).toBeGreaterThan(100);
  expect(rate.bytesPerSecond).toBeLessThan(200);
});

test("two readings of the same moment change nothing", () => {
  const previous = { bytesPerSecond: 100, linesPerSecond: 10 };
  expect(rateBetween({ atMs: 5, bytes: 0, lines: 0 }, { atMs: 5, bytes: 9, lines: 9 }, previous)).toBe(previous);
});

test("time left is not claimed without a rate or a size, and a share never exceeds the whole", () => {
  expect(remainingMs(half, null)).toBeNull();
  expect(remainingMs(half, { bytesPerSecond: 0, linesPerSecond: 0 })).toBeNull();
  expect(shareRead({ size_bytes: 0, processed_bytes: 9 } as LogFile)).toBeNull();
  expect(shareRead({ size_bytes: 10, processed_bytes: 12 } as LogFile)).toBe(1);
});
