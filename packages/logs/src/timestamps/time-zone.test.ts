import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { HOUR_US, MINUTE_US, SECOND_US } from "./calendar.ts";
import { isTimeZone, parseTimeZone } from "./time-zone.ts";

/** Minutes ahead of UTC when clocks show a time, written as if it were UTC. */
function offsetAt(zone: string, local: string): number {
  return parseTimeZone(zone).offsetUsAt(Date.parse(`${local}Z`) * 1000) / MINUTE_US;
}

describe("a time zone", () => {
  test.each([
    ["UTC", "2026-07-01T12:00:00", 0],
    ["+05:30", "2026-07-01T12:00:00", 330],
    ["-0800", "2026-07-01T12:00:00", -480],
    ["Europe/Berlin", "2026-01-15T12:00:00", 60],
    ["Europe/Berlin", "2026-07-15T12:00:00", 120],
    ["America/New_York", "2026-07-15T12:00:00", -240],
    ["Asia/Kathmandu", "2026-07-15T12:00:00", 345],
    ["Australia/Lord_Howe", "2026-01-15T12:00:00", 660],
    ["Australia/Lord_Howe", "2026-07-15T12:00:00", 630],
  ])("%s is ahead of UTC at %s by %d minutes", (zone, local, minutes) => {
    expect(offsetAt(zone, local)).toBe(minutes);
  });

  test("changes its offset in the minute in which clocks are changed", () => {
    expect(offsetAt("Europe/Berlin", "2026-03-29T01:59:59")).toBe(60);
    expect(offsetAt("Europe/Berlin", "2026-03-29T03:00:00")).toBe(120);
    expect(offsetAt("Europe/Berlin", "2026-10-25T03:00:00")).toBe(60);
  });

  test("takes a time that clocks show twice for the first of the two", () => {
    expect(offsetAt("Europe/Berlin", "2026-10-25T02:30:00")).toBe(120);
  });

  test("takes a time that clocks skip as if they had not been changed", () => {
    expect(offsetAt("Europe/Berlin", "2026-03-29T02:30:00")).toBe(60);
  });

  test("gives the same offset whether or not it was asked before", () => {
    const zone = parseTimeZone("Europe/Berlin");
    const second = fc.integer({ min: Date.UTC(1990, 0) / 1000, max: Date.UTC(2036, 0) / 1000 });
    fc.assert(
      fc.property(second, (seconds) => {
        const us = seconds * SECOND_US;
        const offsetUs = zone.offsetUsAt(us);
        expect([HOUR_US, 2 * HOUR_US]).toContain(offsetUs);
        expect(parseTimeZone("Europe/Berlin").offsetUsAt(us)).toBe(offsetUs);
      }),
      { numRuns: 30 },
    );
  });

  test("that is not known is refused with the name", () => {
    for (const name of ["", "Mars/Olympus", "+25:00", "+02:75", "2", "+2"]) {
      expect(isTimeZone(name)).toBe(false);
      expect(() => parseTimeZone(name)).toThrow(`time zone ${JSON.stringify(name)} is not known`);
    }
  });
});
