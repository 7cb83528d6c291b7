import { describe, expect, it } from "vitest";
import { type Departure, describeDepartures, type WindowFeature } from "./window-features.ts";

const departure = (feature: WindowFeature, value: number, low: number, high: number): Departure => ({
  feature,
  value,
  usual: (low + high) / 2,
  low,
  high,
  z: 9,
});

describe("the sentence on a window", () => {
  it("names what left its usual range, and the range", () => {
    expect(describeDepartures([departure("error_count", 1284, 0, 5.6), departure("error_rate", 0.312, 0, 0.018)])).toBe(
      "1,284 errors (usually 0–5) and an error rate of 31 % (usually 0–2 %).",
    );
  });

  it("keeps the grammar of none, one and a range of one value", () => {
    expect(describeDepartures([departure("unique_services", 1, 7.3, 8.7)])).toBe("1 service (usually 8).");
    expect(describeDepartures([departure("total_count", 0, 112.4, 200.9)])).toBe("No entries (usually 113–200).");
  });

  it("names at most three", () => {
    const all = (["total_count", "error_count", "warn_count", "info_count"] as const).map((name) =>
      departure(name, 50, 1, 9),
    );
    expect(describeDepartures(all)).toBe(
      "50 entries (usually 1–9), 50 errors (usually 1–9) and 50 warnings (usually 1–9).",
    );
  });

  it("says so where nothing left its range", () => {
    expect(describeDepartures([])).toBe("An unusual mix of values, each within its usual range.");
  });
});
