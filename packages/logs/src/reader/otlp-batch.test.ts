import { expect, test } from "vitest";
import { encodeText } from "../text.ts";
import { blocksOf, read } from "./testing/read.ts";

const recordOf = (text: string, severity: string) => ({
  timeUnixNano: "1795356187412345678",
  severityText: severity,
  body: { stringValue: text },
  attributes: [{ key: "http.status_code", value: { intValue: "503" } }],
});

const resourceOf = (service: string, ...lists: readonly (readonly object[])[]) => ({
  resource: { attributes: [{ key: "service.name", value: { stringValue: service } }] },
  scopeLogs: lists.map((logRecords, at) => ({ scope: { name: `scope-${at}` }, logRecords })),
});

const REQUESTS = [
  {
    resourceLogs: [
      resourceOf("cart", [recordOf('no "stock"', "Error"), recordOf("up", "Info")], [recordOf("slow", "Warn")]),
      resourceOf("till", [], [recordOf("drawer is open", "Error")]),
    ],
  },
  { resourceLogs: [resourceOf("cart", [recordOf("alone", "Info")])] },
  { resourceLogs: [resourceOf("cart", [recordOf("last", "Info"), recordOf("of all", "Info")])] },
];
const FOUND = [
  ["cart", "scope-0", "ERROR", 'no "stock"'],
  ["cart", "scope-0", "INFO", "up"],
  ["cart", "scope-1", "WARNING", "slow"],
  ["till", "scope-1", "ERROR", "drawer is open"],
  ["cart", "scope-0", "INFO", "alone"],
  ["cart", "scope-0", "INFO", "last"],
  ["cart", "scope-0", "INFO", "of all"],
];
const text = REQUESTS.map((each) => `${JSON.stringify(each)}\n`).join("");
const found = (rows: ReturnType<typeof read>) =>
  rows.map(({ service, attributes, level, message }) => [service, attributes["scope.name"], level, message]);

test.each([{}, { blockRecords: 1 }, { blockBytes: 1 }])(
  "each record of a request is one, of its own scope and resource",
  (options) => {
    const rows = read(text, options);
    expect(found(rows)).toEqual(FOUND);
    expect(rows.map(({ raw }) => raw).join("")).toBe(text);
    expect(rows.map(({ line, lines }) => [line, lines])).toEqual(FOUND.map((_, at) => [at + 1, 1]));
    for (const row of rows)
      expect(row).toMatchObject({ format: "otlp", status: "parsed", timestamp: "2026-11-22T14:03:07.412345Z" });
    expect(rows[0]!.attributes).toMatchObject({ status: "503" });
  },
);

test("a file that ends within a request gives the records before the cut, and what is left of the next with them", () => {
  const whole = JSON.stringify(REQUESTS[0]);
  const cut = whole.slice(0, whole.indexOf("slow"));
  const rows = read(cut);
  expect(rows.map(({ status, level }) => [status, level])).toEqual([
    ["parsed", "ERROR"],
    ["parsed", "INFO"],
  ]);
  expect(rows[1]!.message).toMatch(/^up\n.*"severityText":"Warn"/);
  expect(rows.map(({ raw }) => raw).join("")).toBe(cut);
});

test("a resource that is larger than is repeated with each record is left out", () => {
  const request = { resourceLogs: [resourceOf("x".repeat(5000), [recordOf("up", "Info"), recordOf("down", "Error")])] };
  expect(read(JSON.stringify(request)).map(({ message, service }) => [message, service])).toEqual([
    ["up", "scope-0"],
    ["down", "scope-0"],
  ]);
});

test("a record has no resource and no scope but those that stand before it in its own list", () => {
  const records = (text: string) => [recordOf(`${text} 1`, "Info"), recordOf(`${text} 2`, "Info")];
  const [a, b] = [resourceOf("a", records("a")), resourceOf("b", records("b"))];
  const request = {
    resourceLogs: [
      a,
      { resource: a.resource, scopeLogs: [{ logRecords: records("without scope") }] },
      { scopeLogs: [{ logRecords: records("without both") }] },
      { scopeLogs: b.scopeLogs, resource: b.resource },
      { scopeLogs: [{ logRecords: records("behind another's") }] },
    ],
  };
  const rows = read(JSON.stringify(request));
  const names = rows.map(({ service, attributes, message }) => [message, service, attributes["scope.name"]]);
  expect(names.filter((_, at) => at % 2 === 1)).toEqual([
    ["a 2", "a", "scope-0"],
    ["without scope 2", "a", undefined],
    ["without both 2", null, undefined],
    ["b 2", "scope-0", undefined],
    ["behind another's 2", null, undefined],
  ]);
});

test("control bytes are in no record of a resource", () => {
  const text = JSON.stringify({ resourceLogs: [resourceOf("A#B", [recordOf("1", "Info"), recordOf("2", "Info")])] });
  expect(read(text.replace("#", "\u001b[31m\u0000")).map(({ service }) => service)).toEqual(["AB", "AB"]);
});

test("what comes of records without anything in them is bounded by what they are", () => {
  const attributes = Array.from({ length: 100 }, (_, at) => ({ key: `key-${at}`, value: { stringValue: "x" } }));
  const head = JSON.stringify({ resourceLogs: [{ resource: { attributes }, scopeLogs: [{ logRecords: [1] }] }] });
  const blocks = blocksOf(encodeText(head.replace("[1]", `[${"{},".repeat(5000)}{}]`)));
  expect(blocks.reduce((sum, { block }) => sum + block.attributeOffset[block.length]!, 0)).toBe(0);
  expect(blocks.reduce((sum, { block }) => sum + block.length, 0)).toBe(5001);
});

test("a record longer than one may be is cut in the same places however the file is cut into chunks", () => {
  // So long that no line waits for others that formats are recognised by.
  const records = [recordOf("short", "Error"), recordOf("x".repeat(300_000), "Info")];
  const bytes = encodeText(JSON.stringify({ resourceLogs: [resourceOf("cart", records)] }));
  const placesWith = (cuts: readonly number[]) =>
    blocksOf(bytes, { maxRecordBytes: 200_000 }, cuts).map(({ block }) =>
      block.rawStart.subarray(0, block.length + 1).join(),
    );
  const whole = placesWith([]);
  for (const cut of [1000, 100_000, 190_000, 201_000, 250_000, 299_000]) expect(placesWith([cut])).toEqual(whole);
});
