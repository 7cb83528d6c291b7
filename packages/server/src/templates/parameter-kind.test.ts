import { expect, test } from "vitest";
import { kindOfValues } from "./parameter-kind.ts";

test.each([
  ["number", ["17", "-3.5", "1,024", "99%"]],
  ["duration", ["5ms", "12 s", "1.5h"]],
  ["size", ["512 bytes", "1.5KiB", "3 MB"]],
  ["uuid", ["3f2b8c1e-6b1d-4a7e-9a55-0d6f1f0a2b11"]],
  ["address", ["10.0.0.1", "10.0.0.1:8080", "10.0.0.0/8", "fe80::1", "aa:bb:cc:dd:ee:ff"]],
  ["time", ["2026-11-22T14:03:07Z", "2026-11-22", "14:03:07.412"]],
  ["url", ["https://a.example/x?y=1"]],
  ["email", ["ada@example.org"]],
  ["path", ["/var/log/x.log", "C:\\temp", "./x"]],
  ["hex", ["0x7f", "deadbeef01"]],
  ["text", ["ada", "facade", "db-1", "blk_-160899"]],
  ["text", []],
] as const)("Values are of the kind %s: %j", (kind, values) => {
  for (const value of values) expect([value, kindOfValues([{ value, count: 1 }])]).toEqual([value, kind]);
  expect(kindOfValues(values.map((value) => ({ value, count: 1 })))).toBe(kind);
});

test("A kind is that of nearly all entries", () => {
  const of = (others: number) =>
    kindOfValues([
      { value: "7", count: 90 },
      { value: "x", count: others },
    ]);
  expect([of(10), of(11)]).toEqual(["number", "text"]);
});
