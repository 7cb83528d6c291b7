import type { LogEntry } from "@faultline/contract";
import { expect, test } from "vitest";
import { rowText } from "./message-lines.ts";

const entry = (message: string, line_count = 1, raw_line = message) => ({ message, line_count, raw_line }) as LogEntry;

test("a row shows the first line, and all lines once it is unfolded", () => {
  const trace = entry("java.io.IOException: no\n\tat a.b(C.java:1)\n\tat d.e(F.java:2)", 3);
  expect(rowText(trace, false, false)).toEqual({ text: "java.io.IOException: no", hiddenLines: 2 });
  expect(rowText(trace, true, false)).toEqual({ text: trace.message, hiddenLines: 0 });
});

test("lines of the record that are no part of its message are shown too", () => {
  const split = entry("failed", 2, "12:00 ERROR failed\n  because\n");
  expect(rowText(split, false, false)).toEqual({ text: "failed", hiddenLines: 1 });
  expect(rowText(split, true, false).text).toBe("12:00 ERROR failed\n  because");
  expect(rowText(entry("", 1, "raw only\n"), false, false).text).toBe("raw only");
});

test("there is an end to what a row shows", () => {
  expect(rowText(entry("x".repeat(9000)), false, false).text).toHaveLength(401);
  expect(rowText(entry("x".repeat(9000)), false, true).text).toHaveLength(2001);
  const long = rowText(entry("x\n".repeat(999)), true, false);
  expect(long.text.split("\n")).toHaveLength(200);
  expect(long.hiddenLines).toBe(800);
});
