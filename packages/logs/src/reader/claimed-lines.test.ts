import { expect, test } from "vitest";
import { loadFormats } from "../index.ts";
import { read } from "./testing/read.ts";

const slow = {
  kind: "pattern",
  name: "slow-queries",
  title: "Slow queries",
  rank: 95,
  patterns: ["%% Time: {timestamp}", "%% User: {user:word}"],
  continues: ["%% User: {user:word}", "%% Took: {took:word} Rows: {rows:int}", "SET timestamp={timestamp:epoch};"],
  runsOn: true,
  samples: [{ line: "%% Time: 2026-11-22T14:03:07Z", timestamp: "2026-11-22T14:03:07.000000Z", message: "x" }],
};
const formats = loadFormats([{ file: "slow.json", text: JSON.stringify(slow) }]);

test("further lines of a record have fields of their own, in their order, and the rest is its message", () => {
  const rows = read(
    "%% Time: 2026-11-22T14:03:07Z\n%% User: ann\n%% Took: 1.5 Rows: 3\nSELECT a,\n  b\nFROM t;\n" +
      "%% User: bob\n%% Took: 0.5 Rows: 1\nSET timestamp=1795356187;\nDELETE FROM t;\n",
    { formats },
  );
  expect(rows.map(({ lines, timestamp, message, attributes }) => ({ lines, timestamp, message, attributes }))).toEqual([
    {
      lines: 6,
      timestamp: "2026-11-22T14:03:07.000000Z",
      message: "SELECT a,\n  b\nFROM t;",
      attributes: { user: "ann", took: "1.5", rows: "3" },
    },
    {
      lines: 4,
      timestamp: "2026-11-22T14:03:07.000000Z",
      message: "DELETE FROM t;",
      attributes: { user: "bob", took: "0.5", rows: "1" },
    },
  ]);
  expect(rows[1]!.confidence).toBe(60);
});

test("a record that runs on ends where a line is of another format", () => {
  const app = "2026-11-22T14:03:07.412Z INFO cart-service added item 7\n";
  const rows = read(`${app}${app}%% User: ann\nDELETE\n${app}`, { formats });
  expect(rows.map((row) => row.format)).toEqual(["app", "app", "slow-queries", "app"]);
});
