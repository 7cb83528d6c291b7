import { expect, test } from "vitest";
import { read } from "./testing/read.ts";

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
