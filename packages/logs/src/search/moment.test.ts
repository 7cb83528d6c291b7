import { expect, test } from "vitest";
import { momentOf } from "./moment.ts";

const shown = (text: string) => {
  const moment = momentOf(text);
  return moment && [moment.startUs, moment.endUs].map((us) => new Date(us / 1000).toISOString());
};

test("A moment is as long as it is exact", () => {
  expect(shown("2026")).toEqual(["2026-01-01T00:00:00.000Z", "2027-01-01T00:00:00.000Z"]);
  expect(shown("2026-11")).toEqual(["2026-11-01T00:00:00.000Z", "2026-12-01T00:00:00.000Z"]);
  expect(shown("2026-11-22")).toEqual(["2026-11-22T00:00:00.000Z", "2026-11-23T00:00:00.000Z"]);
  expect(shown("2026-11-22T14")).toEqual(["2026-11-22T14:00:00.000Z", "2026-11-22T15:00:00.000Z"]);
  expect(shown("2026-11-22 14:30")).toEqual(["2026-11-22T14:30:00.000Z", "2026-11-22T14:31:00.000Z"]);
  expect(shown("2026-11-22T14:30:05+02:00")).toEqual(["2026-11-22T12:30:05.000Z", "2026-11-22T12:30:06.000Z"]);
  expect(momentOf("1969-12-31T23:59:59.000001Z")).toEqual({ startUs: -999_999, endUs: -999_998 });
});

test("What is no moment is none", () => {
  for (const text of ["", "noon", "2026-13", "2026-02-29", "2026-11-22T25", "26-11-22", "2026-11-22T14:30+99:99"]) {
    expect(momentOf(text), text).toBeNull();
  }
});
