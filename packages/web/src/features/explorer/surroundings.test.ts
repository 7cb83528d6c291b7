import type { LogEntry } from "@faultline/contract";
import { expect, test } from "vitest";
import { entryAsText, shareAddress } from "./entry-text.ts";
import { neighbours } from "./surroundings.ts";

const entry = (line: number) => ({ id: line, line_number: line, raw_line: `line ${line}` }) as LogEntry;

test("neighbours are at most eight lines to each side, in the file's order", () => {
  const newestFirst = Array.from({ length: 40 }, (_, index) => entry(40 - index));
  expect(neighbours(newestFirst, 20).map(({ line_number }) => line_number)).toEqual(
    Array.from({ length: 17 }, (_, index) => 12 + index),
  );
  expect(neighbours(newestFirst, 2)[0]!.line_number).toBe(1);
  expect(neighbours(newestFirst, 99)).toEqual([]);
});

test("an entry is copied as it was received", () => {
  expect(entryAsText(entry(3))).toBe("line 3");
});

test("a shared address fixes a relative range to its times and keeps everything else", () => {
  const here = { href: "http://localhost/explore?range=1h&level=ERROR&record=7#keyword" } as Location;
  const times = { start: "2026-11-22T11:00:00.000Z", end: "2026-11-22T12:00:00.000Z" };
  const shared = new URL(shareAddress(here, times));
  expect(Object.fromEntries(shared.searchParams)).toEqual({ level: "ERROR", record: "7", ...times });
  expect(shared.hash).toBe("");
  expect(shareAddress({ href: "http://localhost/explore?q=a+b" } as Location, times)).toBe(
    "http://localhost/explore?q=a+b",
  );
});
