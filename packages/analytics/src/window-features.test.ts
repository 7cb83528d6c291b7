import { describe, expect, it } from "vitest";
import type { NamedDeparture } from "./named-counts.ts";
import { type Departure, describeReasons, type Reasons, type WindowFeature } from "./window-features.ts";

const departure = (feature: WindowFeature, value: number, low: number, high: number): Departure => ({
  feature,
  value,
  usual: (low + high) / 2,
  low,
  high,
  z: 9,
});
const TEMPLATES = ["connection to <*> refused", "pool of <*> exhausted"];
const SERVICES = ["checkout", "payment"];

function sentence(reasons: Partial<Reasons>): string {
  return describeReasons(
    { departures: [], templates: [], services: [], ...reasons },
    (key) => TEMPLATES[key],
    (key) => SERVICES[key],
  );
}

describe("the sentence on a window", () => {
  it("names what left its usual range, and the range", () => {
    expect(
      sentence({ departures: [departure("error_count", 1284, 0, 5.6), departure("error_rate", 0.312, 0, 0.018)] }),
    ).toBe("1,284 errors where 0 to 5 are usual and an error rate of 31 % where 0 to 2 % are usual.");
  });

  it("keeps the grammar of none, one and a range of one value", () => {
    expect(sentence({ departures: [departure("unique_services", 2, 0.3, 1.7)] })).toBe("2 services where 1 is usual.");
    expect(sentence({ departures: [departure("unique_services", 1, 7.3, 8.7)] })).toBe("1 service where 8 are usual.");
    expect(sentence({ departures: [departure("total_count", 0, 112.4, 200.9)] })).toBe(
      "No entries where 113 to 200 are usual.",
    );
  });

  it("names templates that are new or surged, and services that are silent, fallen or surged", () => {
    const named = (key: number, change: NamedDeparture["change"], count: number, usual: number) =>
      [{ key, change, count, usual }] satisfies NamedDeparture[];
    const departures = [departure("error_count", 44, 0, 3.2)];
    expect(sentence({ departures, templates: named(0, "new", 38, 0) })).toBe(
      '44 errors where 0 to 3 are usual; first seen here: "connection to <*> refused" (38).',
    );
    expect(sentence({ templates: named(1, "surged", 12, 0.4) })).toBe(
      'More than usual: "pool of <*> exhausted" (12, usually less than one).',
    );
    expect(sentence({ services: named(1, "silent", 0, 40.2) })).toBe("Silent: payment (usually about 40).");
    expect(sentence({ services: named(0, "fallen", 3, 40) })).toBe(
      "Less than usual from: checkout (3, usually about 40).",
    );
    expect(sentence({ services: named(0, "surged", 4000, 40) })).toBe(
      "More than usual from: checkout (4,000, usually about 40).",
    );
  });

  it("names at most three, and says how many more there are", () => {
    const all = (["total_count", "error_count", "warn_count", "info_count", "debug_count"] as const).map((name) =>
      departure(name, 50, 1, 9),
    );
    expect(sentence({ departures: all })).toBe(
      "50 entries where 1 to 9 are usual, 50 errors where 1 to 9 are usual, 50 warnings where 1 to 9 are usual and 2 more.",
    );
  });

  it("says so where nothing left its range", () => {
    expect(sentence({})).toBe("An unusual mix of values, each within its usual range.");
  });
});
