import { describe, expect, test } from "vitest";
import { createLogReader } from "../index.ts";
import { read, referenceTimeMs } from "./testing/read.ts";

const APP = "2026-11-22T14:03:07.412Z INFO cart-service added item 7";

describe("a record", () => {
  test("holds its stack trace, and its message too", () => {
    const trace = "java.io.IOException: gone\n\tat a.B.c(B.java:3)\nCaused by: x.Y: z\n\t... 3 more";
    const rows = read(`${APP}\n${APP} failed\n${trace}\n\n${APP}\n`);
    expect(rows.map((row) => row.lines)).toEqual([1, 6, 1]);
    expect(rows[1]!.message).toBe(`added item 7 failed\n${trace}`);
  });

  test("whose message ends before its line keeps both message and trace", () => {
    const line = "[2026-11-22 14:03:07,412] ERROR lost 7 (kafka.log.Log)";
    const rows = read(`${line}\njava.io.IOException: gone\n\tat a.B\n${line}\n`);
    expect(rows.map((row) => row.message)).toEqual(["lost 7\njava.io.IOException: gone\n\tat a.B", "lost 7"]);
    expect(rows[0]!.shape).not.toBe(rows[1]!.shape);
  });

  test("goes on with a statement that is wrapped", () => {
    const rows = read(`${APP} SELECT a,\n  b\nFROM t\nWHERE c\n${APP}\n`);
    expect(rows.map((row) => row.lines)).toEqual([4, 1]);
  });

  test("that no format takes is kept as failed, amid good ones", () => {
    const rows = read(`${APP}\n%% garbage %%\n${APP}\n`);
    expect(rows.map((row) => [row.status, row.format])).toEqual([
      ["parsed", "app"],
      ["failed", ""],
      ["parsed", "app"],
    ]);
    expect(rows[1]).toMatchObject({ message: "%% garbage %%", timestamp: null, level: null, confidence: 0 });
  });

  test("without level is partial, with all its parts of full confidence", () => {
    const [first, second] = read(`2026-11-22 14:03:10 hello\n${APP}\n`);
    expect([first!.status, first!.confidence]).toEqual(["partial", 60]);
    expect([second!.status, second!.confidence]).toEqual(["parsed", 100]);
  });

  test("may be an object of JSON over several lines", () => {
    const object = (message: string) =>
      `{\n  "time": "2026-11-22T14:03:09Z",\n  "level": "warn",\n  "msg": "${message}",\n  "at": {\n    "line": 3\n  }\n}\n`;
    const rows = read(`${object("hi")}\n${object('say \\"hi\\"')}${APP}\n`);
    expect(rows.map(({ line, lines, status, format }) => [line, lines, status, format])).toEqual([
      [1, 9, "parsed", "json"],
      [10, 8, "parsed", "json"],
      [18, 1, "parsed", "app"],
    ]);
    expect(rows.map(({ message }) => message)).toEqual(["hi", 'say "hi"', "added item 7"]);
    expect(rows[1]).toMatchObject({ timestamp: "2026-11-22T14:03:09.000000Z", attributes: { "at.line": "3" } });
    expect(rows[0]!.shape).not.toBe(rows[1]!.shape);
  });

  test("that only looks like an object of JSON over several lines is failed, and whole", () => {
    const rows = read(`${APP}\n{\n  "level": "warn",\n  no\n}\n${APP}\n`);
    expect(rows.map((row) => [row.lines, row.status])).toEqual([
      [1, "parsed"],
      [4, "failed"],
      [1, "parsed"],
    ]);
    expect(rows[1]!.message).toBe('{\n  "level": "warn",\n  no\n}');
  });

  test("whose time is a placeholder has none, and keeps the rest", () => {
    const [row] = read("0001-01-01T00:00:00Z ERROR cart-service lost item 8\n");
    expect(row).toMatchObject({ status: "partial", timestamp: null, level: "ERROR", service: "cart-service" });
    const [json] = read('{"time":"0001-01-01T00:00:00Z","level":"warn","msg":"hi"}\n');
    expect(json).toMatchObject({ status: "partial", timestamp: null, attributes: { time: "0001-01-01T00:00:00Z" } });
  });

  test.each([
    ['"WARN "', "WARNING"],
    ["50", "ERROR"],
    ['"3"', "ERROR"],
    ['"3x"', null],
    ['"9/"', null],
  ])("whose level is given as %s is of level %s", (text, level) => {
    expect(read(`{"level":${text},"msg":"hi"}\n`)[0]!.level).toBe(level);
  });

  test("that is too long is cut, and nothing of it is lost", () => {
    const rows = read(`${APP} ${"x".repeat(500)}\n${APP}\n`, { maxRecordBytes: 200 });
    expect(rows.map((row) => [row.status, row.raw.length])).toEqual([
      ["parsed", 200],
      ["failed", 200],
      ["failed", APP.length + 502 - 400],
      ["parsed", APP.length + 1],
    ]);
  });

  test("with too many lines ends and another begins", () => {
    const rows = read(`${APP}\n${"\tat a.b\n".repeat(10_500)}`);
    expect(rows.map((row) => row.lines)).toEqual([10_000, 501]);
  });
});

describe("a file", () => {
  test("may change its format midway", () => {
    const json = '{"ts":"2026-11-22T14:03:09Z","level":"warn","msg":"hi"}';
    const rows = read(`${APP}\n`.repeat(500) + `${json}\n`.repeat(500));
    expect(rows.filter((row) => row.format === "app")).toHaveLength(500);
    expect(rows.filter((row) => row.format === "json")).toHaveLength(500);
  });

  test("may mix formats line by line", () => {
    const rows = read(`${APP}\nNov 22 14:03:10 web-3 sshd[12]: hello\n`.repeat(300));
    expect(new Set(rows.map((row) => row.format))).toEqual(new Set(["app", "syslog-rfc3164"]));
    expect(rows.every((row) => row.status !== "failed")).toBe(true);
  });

  test("that begins with garbage is recognised once it makes sense", () => {
    const garbage = Array.from({ length: 3000 }, (_, i) => `%% ${i} %%\n`).join("");
    const rows = read(garbage + `${APP}\n`.repeat(3000));
    expect(rows.filter((row) => row.format === "app").length).toBeGreaterThanOrEqual(3000 - 1024);
  });

  test("may begin with a byte order mark, which is kept and not read", () => {
    const [row] = read(`\uFEFF${APP}\n`);
    expect(row).toMatchObject({ status: "parsed", raw: `\uFEFF${APP}\n` });
  });

  test("of CRLF lines is read without the carriage returns", () => {
    const rows = read(`${APP}\r\n${APP}\r\n`);
    expect(rows.map((row) => row.message)).toEqual(["added item 7", "added item 7"]);
  });

  test("may begin and end with blank lines: the first belong to the first record, later ones to the one before", () => {
    const rows = read(`\n\n${APP}\n\n \n${APP}`);
    expect(rows.map((row) => [row.line, row.lines, row.status])).toEqual([
      [1, 5, "parsed"],
      [6, 1, "parsed"],
    ]);
  });

  test("of nothing but blank lines is one failed record, an empty one none", () => {
    expect(read("\n\n")).toMatchObject([{ status: "failed", lines: 2, message: "" }]);
    expect(read("")).toEqual([]);
  });

  test("of endless blank lines is read in bounded records", () => {
    const rows = read("\n".repeat(25_000) + APP);
    expect(rows.map((row) => [row.line, row.lines, row.status])).toEqual([
      [1, 10_001, "failed"],
      [10_002, 10_000, "failed"],
      [20_002, 4_999, "failed"],
      [25_001, 1, "parsed"],
    ]);
  });

  test("whose first line is longer than a sample is recognised all the same", () => {
    const [row] = read(`{"ts":"2026-11-22T14:03:09Z","level":"warn","msg":"${"x".repeat(300_000)}"}\n${APP}\n`);
    expect(row).toMatchObject({ status: "parsed", format: "json", level: "WARNING" });
  });

  test("may have keys made of data: each record keeps its own", () => {
    const line = (i: number) => `{"level":"info","msg":"m","unit":"s","key${i}":"v${i}"}\n`;
    const text = Array.from({ length: 70_000 }, (_, i) => line(i)).join("");
    const rows = read(text, { blockRecords: 10_000 });
    const isRight = ({ attributes }: (typeof rows)[0], i: number) =>
      attributes[`key${i}`] === `v${i}` && attributes["unit"] === "s" && Object.keys(attributes).length === 2;
    expect(rows.every(isRight)).toBe(true);
  });

  test("without years is dated by the reference time, across New Year", () => {
    const rows = read("Dec 31 23:59:59 h a: x\nJan  1 00:00:01 h a: y\n", { referenceTimeMs: Date.UTC(2026, 5, 1) });
    expect(rows.map((row) => row.timestamp)).toEqual(["2025-12-31T23:59:59.000000Z", "2026-01-01T00:00:01.000000Z"]);
  });

  test("whose messages begin with words that differ has no services", () => {
    const words = ["Starting", "Opened", "Closed", "Loaded", "Saved", "Sent", "Read", "Wrote", "Found", "Lost"];
    const rows = read(words.map((word) => `2026-11-22 14:03:07 INFO ${word} the thing\n`).join(""));
    expect(rows.map((row) => row.service)).toEqual(words.map(() => null));
    expect(rows[0]!.message).toBe("Starting the thing");
  });

  test("may have any number of distinct services", () => {
    const text = Array.from({ length: 70_000 }, (_, i) => `2026-11-22T14:03:07Z INFO svc-${i} up\n`).join("");
    const rows = read(text, { blockRecords: 80_000 });
    expect(rows.every((row, i) => row.service === `svc-${i}`)).toBe(true);
  });
});

test("numbers of processes that are aligned to the right begin records, other indented lines do not", () => {
  const zabbix = ["  812:20261122:140307.412 started\n", " 4712:20261122:140308.412 ready\n"];
  const kamailio = [" 3(4714) ERROR: <core> no route\n", "12(4723) ERROR: <core> no route\n"];
  expect(read(zabbix.join("")).map((row) => row.raw)).toEqual(zabbix);
  expect(read(kamailio.join("")).map((row) => row.raw)).toEqual(kamailio);
  expect(read(`${APP}\n  812: of 900\n  (7) rows\n`)).toHaveLength(1);
});

test("limits that make no sense are refused by name", () => {
  expect(() => createLogReader({ referenceTimeMs, blockBytes: 0 })).toThrow("blockBytes");
  expect(() => createLogReader({ referenceTimeMs, maxRecordBytes: 1.5 })).toThrow("maxRecordBytes");
});
