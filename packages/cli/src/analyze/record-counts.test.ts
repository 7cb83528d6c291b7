import { createLogReader } from "@faultline/logs";
import { expect, test } from "vitest";
import { CommandError } from "../command-error.ts";
import { RecordCounts } from "./record-counts.ts";

function count(lines: readonly string[], limits: { shapes: number; cells: number }): RecordCounts {
  const counts = new RecordCounts(limits);
  const reader = createLogReader({ referenceTimeMs: Date.UTC(2026, 2, 14) });
  const blocks = [...reader.push(new TextEncoder().encode(`${lines.join("\n")}\n`)), ...reader.end()];
  for (const { block } of blocks) counts.add(block);
  return counts;
}

const at = (minute: number, message: string): string =>
  `2026-03-14T08:${String(minute).padStart(2, "0")}:00Z INFO shop ${message}`;
const NAMES = ["alpha", "beta", "gamma", "delta", "epsilon"];

test("messages beyond those that are told apart are counted as one of their own", () => {
  const lines = NAMES.map((name, minute) => at(minute, `${name} started`));
  const counts = count(lines, { shapes: 4, cells: 100 });
  expect(counts.hasOthers).toBe(true);
  expect(counts.shapes.map(({ mask }) => mask)).toEqual([
    "alpha started",
    "beta started",
    "gamma started",
    "(other messages)",
  ]);
  expect(counts.kinds.map((kind) => [kind.shape, kind.count])).toEqual([
    [0, 1],
    [1, 1],
    [2, 1],
    [3, 2],
  ]);
  expect(count(lines, { shapes: 10, cells: 100 }).hasOthers).toBe(false);
});

test("counts of more kinds in more minutes than there is room for are refused", () => {
  const lines = NAMES.map((name, minute) => at(minute, `${name} started`));
  expect(() => count(lines, { shapes: 10, cells: 4 })).toThrow(CommandError);
  expect(count(lines, { shapes: 10, cells: 5 }).total).toBe(5);
});
