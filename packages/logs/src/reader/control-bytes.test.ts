import { expect, test } from "vitest";
import { ByteBuffer } from "../byte-buffer.ts";
import { decodeText, encodeText } from "../text.ts";
import { removeControls } from "./control-bytes.ts";
import { read } from "./testing/read.ts";

const APP = "2026-11-22T14:03:07.412Z INFO cart-service added item 7";

function clean(text: string): string {
  const out = new ByteBuffer(4);
  const bytes = encodeText(text);
  removeControls(bytes, 0, bytes.length, out);
  return decodeText(out.bytes, 0, out.length);
}

test.each([
  ["\u001b[1;31mred\u001b[0m", "red"],
  ["\u001b[38;5;196m\u001b[2Kx\u001b[K", "x"],
  ["\u001b]0;title\u0007x\u001b]8;;https://a.example\u001b\\link\u001b]8;;\u001b\\", "xlink"],
  ["\u001b(Bx\u001bMy\u001b7", "xy"],
  ["\u001bPq#0\u001b\\x", "x"],
  ["x\u001b", "x"],
  ["x\u001b[", "x"],
  ["x\u001b[31", "x"],
  ["\u001b]0;a title that never ends", "0;a title that never ends"],
  ["a\u0000\u0000b", "ab"],
])("of %j remains %j", (text, expected) => {
  expect(clean(text)).toBe(expected);
});

test("a line is read without its colours, which the raw record keeps", () => {
  const line =
    "\u001b[90m2026-11-22T14:03:07.412Z\u001b[0m \u001b[32mINFO \u001b[0m cart-service \u001b[1madded\u001b[0m item 7\n";
  expect(read(line)).toMatchObject([{ format: "app", level: "INFO", message: "added item 7", raw: line }]);
});

test("a record goes on with coloured lines", () => {
  const rows = read(`${APP}\n\u001b[31mjava.io.IOException: gone\u001b[0m\n\u001b[31m\tat a.b.C(D.java:1)\n${APP}\n`);
  expect(rows.map((row) => row.lines)).toEqual([3, 1]);
  expect(rows[0]!.message).toBe("added item 7\njava.io.IOException: gone\n\tat a.b.C(D.java:1)");
});

test("zeros before a record, as a truncated file has them, do not hide it", () => {
  const rows = read(`${"\u0000".repeat(5000)}${APP}\n${APP}\u0000\u0000\n${"\u0000".repeat(9)}\n${APP}\n`);
  expect(rows.map((row) => [row.lines, row.status, row.message])).toEqual([
    [1, "parsed", "added item 7"],
    [2, "parsed", "added item 7"],
    [1, "parsed", "added item 7"],
  ]);
  expect(rows[0]!.raw).toHaveLength(5000 + APP.length + 1);
});

test("other control bytes are left as they are", () => {
  expect(read(`${APP} \u0007\u0001\b\n`)[0]).toMatchObject({
    status: "parsed",
    message: "added item 7 \u0007\u0001\b",
  });
});

test("what is found in a line without its colours does not depend on the lines before it", () => {
  const row = "\u001b[32m2026-11-22 14:03:07 192.0.2.80 GET /cart ite\n";
  const header = "\u001b[32m#Fields: date time cs-method cs-uri-stem sc-status sc-bytes time-taken c-ip cs(Referer)\n";
  const rows = read(`${row}${header}\u001b[32m#\n`, { blockRecords: 2 });
  expect(rows.at(-1)).toMatchObject({ message: "#", format: "", level: null });
});
