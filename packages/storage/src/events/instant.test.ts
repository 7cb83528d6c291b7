import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatInstantUs, parseInstantUs } from "./instant.ts";

describe("Instants in microseconds", () => {
  it.each([
    ["1970-01-01T00:00:00Z", 0],
    ["1970-01-01T00:00:00.000001Z", 1],
    ["1970-01-01T00:00:00.1Z", 100_000],
    ["1970-01-01T00:00:00.1234567Z", 123_456],
    ["1969-12-31T23:59:59.999999Z", -1],
    ["1970-01-01T02:00:00.5+02:00", 500_000],
    ["1970-01-01T00:00:01", 1_000_000],
    ["1970-01-01 00:00:01", 1_000_000],
    ["1970-01-02", 86_400_000_000],
  ])("reads %s", (text, us) => {
    expect(parseInstantUs(text)).toBe(us);
  });

  it.each(["", "yesterday", "2026-13-01T00:00:00Z", "1.5"])("refuses %j", (text) => {
    expect(() => parseInstantUs(text)).toThrow(RangeError);
  });

  it("reads back what it writes", () => {
    const years1900To2255 = fc.integer({ min: -2_208_988_800_000_000, max: 2 ** 53 - 1 });
    fc.assert(
      fc.property(years1900To2255, (us) => {
        expect(parseInstantUs(formatInstantUs(us))).toBe(us);
      }),
    );
  });
});
