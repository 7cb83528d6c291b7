import { expect, test } from "vitest";
import { createLogReader, levelOfCode } from "../index.ts";
import { encodeText } from "../text.ts";

test("a line of the usual application format is read into its columns", () => {
  const reader = createLogReader({ referenceTimeMs: Date.UTC(2026, 10, 23) });
  const text = "2026-11-22T14:03:07.412Z INFO  payment-service Charged card in 12 ms\n";
  const [first] = [...reader.push(encodeText(text)), ...reader.end()];
  const { block } = first!;
  expect(block.length).toBe(1);
  expect(levelOfCode(block.level[0])).toBe("INFO");
  expect(block.timestampUs[0]).toBe(Date.UTC(2026, 10, 22, 14, 3, 7, 412) * 1000);
  expect(block.service.values[block.service.codes[0]]).toBe("payment-service");
});
