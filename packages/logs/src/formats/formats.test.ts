import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { createLogReader } from "../index.ts";
import { rowsOf } from "../reader/testing/rows.ts";
import { encodeText } from "../text.ts";
import { FORMATS } from "./index.ts";

const referenceTimeMs = Date.UTC(2026, 11, 1);

function read(line: string) {
  const reader = createLogReader({ referenceTimeMs });
  return rowsOf([...reader.push(encodeText(`${line}\n`)), ...reader.end()]);
}

for (const { name, kind, samples } of FORMATS) {
  describe(`format ${name}`, () => {
    for (const { line, ...expected } of samples) {
      test(`reads ${line.slice(0, 80)}`, () => {
        const rows = read(line);
        const row = rows.pop();
        // Samples of tables begin with their header.
        expect(rows.filter((other) => kind !== "table" || other.format !== name)).toEqual([]);
        const { timestamp, level, service, host, message, trace_id, attributes, format } = row!;
        expect({ timestamp, level, service, host, message, trace_id, attributes }).toEqual(expected);
        expect(format.split("+")[0]).toBe(name);
      });
    }
  });
}

test("names of formats are unique", () => {
  expect(new Set(FORMATS.map((format) => format.name)).size).toBe(FORMATS.length);
});

test("every definition in the folder is a format that the product knows", () => {
  const inFolder = readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith(".json"))
    .map((name) => name.slice(0, -".json".length));
  expect(FORMATS.map((format) => format.name).sort()).toEqual(inFolder.sort());
});
