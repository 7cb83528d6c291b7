import { expect, test } from "vitest";
import { read } from "./testing/read.ts";

const APP = "2026-11-22T14:03:07.412Z INFO cart-service added item 7";

test("a file that ends with a blank line which no record has room for has it where it stands", () => {
  const rows = read(`${APP}\n${APP}\n`, { maxRecordBytes: APP.length, blockRecords: 1 });
  expect(rows.map(({ line, raw }) => [line, raw])).toEqual([
    [1, APP],
    [2, `\n${APP}`],
    [4, "\n"],
  ]);
});
