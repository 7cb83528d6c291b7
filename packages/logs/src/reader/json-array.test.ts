import { describe, expect, test } from "vitest";
import { read } from "./testing/read.ts";

const RECORDS = [
  { time: "2026-11-22T14:03:07Z", level: "warn", msg: 'a "{" in it', cart: { items: [7, { n: 8 }] } },
  { time: "2026-11-22T14:03:08Z", level: "error", msg: "lost \\ item" },
  { time: "2026-11-22T14:03:09Z", level: "info", msg: "up" },
];
const FOUND = [
  ["WARNING", 'a "{" in it'],
  ["ERROR", "lost \\ item"],
  ["INFO", "up"],
];
const oneALine = RECORDS.map((record) => JSON.stringify(record)).join(",\n");

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html */
function subscribed(logEvents: readonly object[]): string {
  const about = { messageType: "DATA_MESSAGE", owner: "123456789012", logGroup: "/aws/lambda/cart" };
  return JSON.stringify({ ...about, logStream: "2026/11/22/[$LATEST]8", subscriptionFilters: ["all"], logEvents });
}

describe.each([
  ["over several lines each", JSON.stringify(RECORDS, null, 2)],
  ["over several lines, the first on that of the bracket", JSON.stringify(RECORDS, null, 2).replace("[\n  {", "[{")],
  ["over several lines, the last with the bracket", JSON.stringify(RECORDS, null, 2).replace("}\n]", "}]")],
  ["on a line each", `[\n${oneALine}\n]\n`],
  ["on a line each, with the brackets", `[${oneALine}]\n`],
  ["in an object that begins with it", JSON.stringify({ events: RECORDS, next: { token: "f/3" } }, null, 2)],
  ["on a line each in such an object", `{\n"events": [\n${oneALine}\n],\n"next": 3\n}\n`],
  ["all on one line", JSON.stringify(RECORDS)],
  ["all on one line with blanks between them", `[ ${RECORDS.map((each) => JSON.stringify(each)).join(" , ")} ]\r\n`],
  ["all on one line, in an object of nothing else", `${JSON.stringify({ Records: RECORDS })}\n`],
  [
    "in what CloudWatch sends to its subscribers, each line some events",
    [RECORDS.slice(0, 2), RECORDS.slice(2)].map((records) => `${subscribed(records)}\n`).join(""),
  ],
  [
    "in what CloudWatch sends, one batch right behind the other",
    [RECORDS.slice(0, 2), RECORDS.slice(2)].map(subscribed).join(""),
  ],
  ["one right behind the other", RECORDS.map((each) => JSON.stringify(each)).join("")],
  [
    "some right behind the other",
    `${RECORDS.map((each) => JSON.stringify(each))
      .join("")
      .replace('}{"time":"2026-11-22T14:03:09', '}\n{"time":"2026-11-22T14:03:09')}\n`,
  ],
  ["after blank lines", `\n\n${JSON.stringify(RECORDS, null, "\t")}\n\n`],
])("objects in an array of JSON, %s,", (_, text) => {
  test.each([{}, { blockRecords: 1 }])("are records, and the brackets none", (options) => {
    const rows = read(text, options);
    expect(rows.map(({ level, message }) => [level, message])).toEqual(FOUND);
    expect(rows.map(({ status, format }) => [status, format])).toEqual(FOUND.map(() => ["parsed", "json"]));
    expect(rows.map(({ raw }) => raw).join("")).toBe(text);
  });
});

test.each(["first", "between"])("a message of CloudWatch without events, %s, is a record of its own", (where) => {
  const control = JSON.stringify({ messageType: "CONTROL_MESSAGE", owner: "CloudwatchLogs", logEvents: [] });
  const batches = RECORDS.map((record) => subscribed([record]));
  const lines = where === "first" ? [control, ...batches] : [batches[0]!, control, control, ...batches.slice(1)];
  const rows = read(`${lines.join("\n")}\n`);
  expect(rows.filter(({ raw }) => !raw.includes("CONTROL")).map(({ level, message }) => [level, message])).toEqual(
    FOUND,
  );
  expect(rows.map(({ status }) => status)).not.toContain("failed");
});

test("messages of objects over several lines are read as the lines that they are, where no level is stated", () => {
  const messages = ["2026-11-22 14:03:07,412 WARN [main] com.shop.Cart - lost item 8", "ERROR: no such table", "up"];
  const rows = read(
    JSON.stringify(
      messages.map((message) => ({ time: "2026-11-22T14:03:07.9Z", message })),
      null,
      2,
    ),
  );
  expect(rows.map(({ format, level, message }) => [format, level, message])).toEqual([
    ["json+log4j", "WARNING", "lost item 8"],
    ["json", "ERROR", "ERROR: no such table"],
    ["json", null, "up"],
  ]);
});

test("arrays may follow each other, and then a log of another kind", () => {
  const page = JSON.stringify({ events: RECORDS }, null, 2);
  const app = "2026-11-22T14:03:07.412Z INFO cart-service up";
  const rows = read(`${page}\n${page}\n${JSON.stringify(RECORDS, null, 2)}\n${app}\n${app}\n`);
  expect(rows.map(({ message }) => message)).toEqual(
    [...FOUND, ...FOUND, ...FOUND].map(([, text]) => text).concat("up", "up"),
  );
});

test("what is cut off or joined in an array costs the objects concerned, not those after them", () => {
  const lines = oneALine.split("\n");
  const cut = read(`[\n${lines[0]}\n${lines[1]!.slice(0, 30)}\n${lines[1]}\n${lines[2]}\n]\n`);
  expect(cut.map(({ level }) => level)).toEqual(["WARNING", null, "ERROR", "INFO"]);
  const joined = read(JSON.stringify(RECORDS, null, 2).replaceAll("},\n  {", "}, {"));
  expect(joined).toHaveLength(RECORDS.length);
});

test.each(["]}", '], "next": 3}', '],\n"next": {\n"token": 3\n}\n}'])(
  "a log after an object that ends with %s is read",
  (end) => {
    const app = "2026-11-22T14:03:07.412Z INFO cart-service up";
    const rows = read(`{\n"events": [\n${oneALine}\n${end}\n${app}\n${app}\n`);
    expect(rows.map(({ message }) => message)).toEqual([...FOUND.map(([, text]) => text), "up", "up"]);
  },
);

test("an object with a list that is not its first value is one record", () => {
  const [record, ...others] = read(
    JSON.stringify({ time: "2026-11-22T14:03:07Z", msg: "lost", causes: RECORDS }, null, 2),
  );
  expect(record).toMatchObject({ message: "lost", timestamp: "2026-11-22T14:03:07.000000Z" });
  expect(others).toEqual([]);
});

test("a list with other fields behind it belongs to the record of its line", () => {
  const line = JSON.stringify({ items: [{ id: 1 }, { id: 2 }], level: "error", msg: "lost", time: RECORDS[0]!.time });
  const rows = read(`${line}\n${line}\n`);
  expect(rows.map(({ level, message }) => [level, message])).toEqual([
    ["ERROR", "lost"],
    ["ERROR", "lost"],
  ]);
});

test("a list with nothing behind it but where its next page begins is of records", () => {
  const text = JSON.stringify({ events: RECORDS, nextForwardToken: "f/3", nextBackwardToken: null });
  expect(read(text).map(({ level, message }) => [level, message])).toEqual(FOUND);
});

test.each([
  "[{main}] 2026-11-22T14:03:07Z ERROR disk full",
  '[{"main"}] 2026-11-22T14:03:07Z ERROR disk full',
  "{t-1} {req-0} ERROR disk full",
  '[{pid,0},{msg,"lost"}] disk full',
])("%s is one line of prose", (line) => {
  const rows = read(`${line}\n${line}\n`);
  expect(rows.map(({ lines, message }) => [lines, message.endsWith("disk full")])).toEqual([
    [1, true],
    [1, true],
  ]);
});

test("a bracket in the middle of a log begins nothing", () => {
  const app = "2026-11-22T14:03:07.412Z INFO cart-service items:\n[\n  {\n    7\n  }\n]\n";
  expect(read(app + app).map(({ lines }) => lines)).toEqual([6, 6]);
});

test("an object that is never closed ends where a record must", () => {
  const text = `[\n  {\n${'    "a": 1,\n'.repeat(100)}`;
  const rows = read(text, { maxRecordBytes: 200 });
  expect(rows.length).toBeGreaterThan(4);
  expect(rows.map(({ raw }) => raw).join("")).toBe(text);
});
