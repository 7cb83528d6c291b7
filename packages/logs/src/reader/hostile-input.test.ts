import { expect, test } from "vitest";
import { createLogReader } from "../index.ts";

// Each of these takes a minute or more, in the test runner, if its cost grows with the square of something.
test.each<[string, (at: number) => number, number]>([
  ["nothing but zeros", () => 0, 12],
  ["groups of hexadecimal letters without end", (at) => (at === 4095 ? 10 : at % 2 === 0 ? 97 : 58), 1],
  ["apostrophes that nothing closes", (at) => (at === 4095 ? 10 : "x 'ax"[at % 5]!.charCodeAt(0)), 4],
])(
  "a file of %s is read in time that grows with its size only",
  (_, byteAt, mib) => {
    const reader = createLogReader({ referenceTimeMs: Date.UTC(2026, 10, 23) });
    const chunk = Uint8Array.from({ length: 4096 }, (_byte, at) => byteAt(at));
    let bytes = 0;
    for (let i = 0; i < mib * 256; i++) for (const { block } of reader.push(chunk)) bytes += block.rawLength;
    for (const { block } of reader.end()) bytes += block.rawLength;
    expect(bytes).toBe(mib * 1024 * 1024);
  },
  40_000,
);

test("forty thousand keys of JSON that are made to collide are read in time that grows with their number only", () => {
  const key = (number: number) => Array.from({ length: 16 }, (_, bit) => ((number >> bit) & 1 ? "Aa" : "BB")).join("");
  const line = (first: number) => `{${Array.from({ length: 20 }, (_, i) => `"${key(first + i)}":1`).join(",")}}\n`;
  const text = Array.from({ length: 2000 }, (_, at) => line(at * 20)).join("");
  const reader = createLogReader({ referenceTimeMs: Date.UTC(2026, 10, 23) });
  const blocks = [...reader.push(new TextEncoder().encode(text)), ...reader.end()];
  expect(blocks.reduce((sum, { block }) => sum + block.length, 0)).toBe(2000);
}, 20_000);

test.each(["{}{}\n", '{"resourceLogs":[]}\n'])(
  "lines behind %j whose strings end with a backslash are read in time that grows with their number only",
  (first) => {
    const lines = '{"\\"\\\n'.repeat(40_000);
    const reader = createLogReader({ referenceTimeMs: Date.UTC(2026, 10, 23) });
    const blocks = [...reader.push(new TextEncoder().encode(first + lines)), ...reader.end()];
    expect(blocks.reduce((sum, { block }) => sum + block.rawLength, 0)).toBe(first.length + lines.length);
  },
  20_000,
);
