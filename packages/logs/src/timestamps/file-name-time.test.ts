import { describe, expect, test } from "vitest";
import { createLogReader } from "../index.ts";
import { rowsOf } from "../reader/testing/rows.ts";
import { encodeText } from "../text.ts";
import { referenceTimeOf } from "./file-name-time.ts";

const WRITTEN = Date.UTC(2026, 10, 22);

describe("the reference time of a file", () => {
  test.each([
    ["messages-20260101", "2026-01-02"],
    ["app-2026-01-01.log.gz", "2026-01-02"],
    ["/var/log/2025-12-24/app_2026_01_01.log", "2026-01-02"],
    ["from-20251201-to-20260101.log", "2026-01-02"],
  ])("named %s is the end of %s", (name, day) => {
    expect(new Date(referenceTimeOf(name, WRITTEN)).toISOString().slice(0, 10)).toBe(day);
  });

  test.each([
    "messages",
    "app.log.1",
    "messages-20270101",
    "build-2026010199.log",
    "2026-02-30.log",
    "20260101/app.log",
  ])("named %s is when it was written", (name) => expect(referenceTimeOf(name, WRITTEN)).toBe(WRITTEN));

  test("gives year-less records their year", () => {
    const reader = createLogReader({ referenceTimeMs: referenceTimeOf("messages-20260101", WRITTEN) });
    const text =
      "Nov 30 14:03:07 web-3 sshd[7]: one\nDec 31 23:59:59 web-3 sshd[7]: two\nJan  1 00:00:01 web-3 sshd[7]: three\n";
    const rows = rowsOf([...reader.push(encodeText(text)), ...reader.end()]);
    expect(rows.map((row) => row.timestamp?.slice(0, 10))).toEqual(["2025-11-30", "2025-12-31", "2026-01-01"]);
  });
});
