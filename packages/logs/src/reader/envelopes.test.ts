import { describe, expect, test } from "vitest";
import { encodeText } from "../text.ts";
import { blocksOf, read } from "./testing/read.ts";
import { rowsOf } from "./testing/rows.ts";

const docker = (log: string, stream = "stdout") =>
  `${JSON.stringify({ log, stream, time: "2026-11-22T14:03:07.500000001Z" })}\n`;
const cri = (text: string, flag = "F", stream = "stdout") =>
  `2026-11-22T14:03:07.500000001Z ${stream} ${flag} ${text}\n`;

const ERROR = "2026-11-22T14:03:07.412Z ERROR cart-service lost item 8";
const TRACE = ["java.io.IOException: gone", "\tat a.b.C.d(C.java:12)", "Caused by: x.Y: z", "\t... 3 more"];

describe.each([
  ["docker-json", (line: string, stream?: string) => docker(`${line}\n`, stream)],
  ["cri", (line: string, stream?: string) => cri(line, "F", stream)],
  ["compose-prefix", (line: string, stream = "stdout") => `${stream}-1  | ${line}\n`],
  [
    "kubectl-prefix",
    (line: string, stream = "stdout") => `[pod/cart-x2x9z/${stream}] 2026-11-22T14:03:07.5Z ${line}\n`,
  ],
] as const)("a line of %s", (name, wrap) => {
  test("is read as what stands in it", () => {
    const [row] = read(wrap(ERROR));
    expect(row).toMatchObject({
      format: `${name}+app`,
      status: "parsed",
      level: "ERROR",
      service: "cart-service",
      message: "lost item 8",
      timestamp: "2026-11-22T14:03:07.412000Z",
      raw: wrap(ERROR),
    });
  });

  test("with a stack trace after it is one record, whose message is without what stands before each line", () => {
    const text = [...Array<string>(6).fill(ERROR), ...TRACE, ERROR].map((line) => wrap(line)).join("");
    const rows = read(text);
    expect(rows.map((row) => row.lines)).toEqual([1, 1, 1, 1, 1, 5, 1]);
    expect(rows[5]!.message).toBe(["lost item 8", ...TRACE].join("\n"));
    expect(rows[5]!.attributes["exception.type"]).toBe("java.io.IOException");
    expect(rows.map((row) => row.raw).join("")).toBe(text);
  });

  test("keeps a trace that nothing announces together, and the lines around it apart", () => {
    const lines = [...Array<string>(5).fill("listening"), "  with 4 workers", ...TRACE, "still there"];
    const rows = read(lines.map((line) => wrap(line)).join("")).slice(4);
    expect(rows.map((row) => row.message)).toEqual(["listening", "  with 4 workers", TRACE.join("\n"), "still there"]);
    expect(rows.map((row) => row.level)).toEqual([null, null, "ERROR", null]);
  });

  test("belongs to the record before it only if it comes from the same place", () => {
    const rows = read(wrap(ERROR) + wrap(TRACE[0]!) + wrap(TRACE[1]!, "stderr") + wrap(ERROR));
    expect(rows.map((row) => row.lines)).toEqual([2, 1, 1]);
  });

  test("may hold an object of JSON over several lines", () => {
    const rows = read(["{", '  "level": "warn",', '  "msg": "hi"', "}", ERROR].map((line) => wrap(line)).join(""));
    expect(rows.map((row) => [row.lines, row.level, row.message])).toEqual([
      [4, "WARNING", "hi"],
      [1, "ERROR", "lost item 8"],
    ]);
    expect(rows[0]!.format).toBe(`${name}+json`);
  });
});

describe("a line that the engine has cut", () => {
  test.each([
    [
      "docker-json",
      [docker('{"level":"warn",'), docker('"msg":"say \\"hi\\"",'), docker('"n":7}\n'), docker("next\n")],
    ],
    ["cri", [cri('{"level":"warn",', "P"), cri('"msg":"say \\"hi\\"",', "P"), cri('"n":7}'), cri("next")]],
  ])("is put together and read: %s", (name, lines) => {
    const rows = read(lines.join(""));
    expect(rows.map((row) => [row.lines, row.format])).toEqual([
      [3, `${name}+json`],
      [1, name],
    ]);
    expect(rows[0]).toMatchObject({ level: "WARNING", message: 'say "hi"', attributes: { n: "7", stream: "stdout" } });
    expect(rows[0]!.raw).toBe(lines.slice(0, 3).join(""));
  });

  test("does not go on with a line of another stream", () => {
    const rows = read(cri("half of", "P") + cri("other", "F", "stderr") + cri(" one"));
    expect(rows.map((row) => row.message)).toEqual(["half of", "other", " one"]);
  });
});

describe("what is known of a line from around it", () => {
  test("is kept as attributes where the line names its own origin", () => {
    const [row] = read(`web-1  | ${ERROR}\n`);
    expect(row).toMatchObject({ service: "cart-service", attributes: { service: "web-1" } });
  });

  test.each([
    ["is more exact than the line", "2026-11-22 14:03:07", "2026-11-22T14:03:07.500000Z"],
    ["is of the same moment in another zone", "2026-11-22 09:03:06.120", "2026-11-22T14:03:07.500000Z"],
    ["is later than the line", "2026-11-22 14:02:11.120", "2026-11-22T14:02:11.120000Z"],
  ])("gives the time if it is better: it %s", (_, inner, expected) => {
    expect(read(cri(`${inner} INFO up`))[0]!.timestamp).toBe(expected);
  });
});

describe("the message of a record without a level", () => {
  const json = (fields: object) => `${JSON.stringify({ "@timestamp": "2026-11-22T14:03:07.5Z", ...fields })}\n`;

  test("is read as the line that it is", () => {
    const [row] = read(json({ message: "2026-11-22 14:03:07,412 WARN [main] com.shop.Cart - lost item 8" }));
    expect(row).toMatchObject({
      format: "json+log4j",
      timestamp: "2026-11-22T14:03:07.412000Z",
      level: "WARNING",
      service: "com.shop.Cart",
      message: "lost item 8",
    });
  });

  test("gives the level with which it begins", () => {
    const messages = ["ERROR: no such table", "[warn] disk 93% full", "no error at all"];
    const rows = read(messages.map((message) => json({ message })).join(""));
    expect(rows.map((row) => row.level)).toEqual(["ERROR", "WARNING", null]);
    expect(rows.map((row) => row.message)).toEqual(messages);
  });

  test("stays as it is where the record states a level, whatever stands in it", () => {
    const message = "2026-11-22 14:03:07,412 WARN [main] com.shop.Cart - lost item 8";
    const rows = read(json({ message }) + json({ level: "info", message }) + json({ message }));
    expect(rows.map((row) => [row.level, row.format])).toEqual([
      ["WARNING", "json+log4j"],
      ["INFO", "json"],
      ["WARNING", "json+log4j"],
    ]);
    expect(rows[1]!.message).toBe(message);
  });

  const row = (pod: string, log: string) =>
    `2026-11-22T14:03:07.5Z,${pod},"${JSON.stringify({ log, stream: "stdout" }).replaceAll('"', '""')}"\n`;

  test("is read where the engine has cut it, and put together with what comes next of the same pod", () => {
    const rows = read(
      `time,pod,log\n${row("cart-0", ERROR)}${row("till-0", `${ERROR}\n`)}${row("cart-0", ERROR)}${row("cart-0", " here\n")}`,
    );
    expect(rows.map(({ format, level, message }) => [format, level, message]).slice(1)).toEqual([
      ["csv+docker-json+app", "ERROR", "lost item 8"],
      ["csv+docker-json+app", "ERROR", "lost item 8"],
      ["csv+docker-json+app", "ERROR", "lost item 8 here"],
    ]);
  });

  test("goes on with no line of another pod", () => {
    const lines = [row("cart-0", `${ERROR}\n`), row("till-0", `${TRACE[0]}\n`), row("till-0", `${TRACE[1]}\n`)];
    const rows = read(`time,pod,log\n${lines.join("")}${lines[0]}`);
    expect(rows.map(({ lines, service }) => [lines, service])).toEqual([
      [1, null],
      [1, "cart-service"],
      [2, "till"],
      [1, "cart-service"],
    ]);
  });
});

describe("a message of syslog", () => {
  const syslog = (text: string) => `Nov 22 14:03:07 web-3 app[12]: ${text}\n`;

  test("that is a line of another format adds its fields", () => {
    const rows = read(
      syslog('{"level":"error","msg":"declined","order":42}') +
        syslog('192.0.2.7 - - [22/Nov/2026:14:03:06 +0000] "GET /a HTTP/1.1" 503 5'),
    );
    expect(rows[0]).toMatchObject({ level: "ERROR", message: "declined", host: "web-3", service: "app" });
    expect(rows[0]!.attributes).toMatchObject({ pid: "12", order: "42" });
    expect(rows[1]).toMatchObject({ level: "ERROR", format: "syslog-rfc3164+access" });
    expect(rows[1]!.attributes["status"]).toBe("503");
  });

  test("that is none stays as it is, each in a record of its own", () => {
    const rows = read(syslog("started") + syslog("  and indented") + syslog("at 3 o'clock"));
    expect(rows.map((row) => row.format)).toEqual(Array.from({ length: 3 }, () => "syslog-rfc3164"));
  });
});

test("lines may stand in lines that stand in lines, but no deeper", () => {
  const deep = cri(docker(`web-1  | ${ERROR}\n`).trimEnd()).trimEnd();
  expect(read(`${deep}\n`)[0]).toMatchObject({ format: "cri+docker-json+compose-prefix", message: ERROR });
});

test("containers in one log are each read as what they write", () => {
  const lines = Array.from({ length: 40 }, (_, i) =>
    i % 2 === 0 ? docker(`${ERROR}\n`) : docker("I1122 14:03:07.412345    1 file.go:12] synced\n"),
  );
  const rows = rowsOf(blocksOf(encodeText(lines.join("")), { blockRecords: 7 }));
  expect(new Set(rows.map((row) => row.format))).toEqual(new Set(["docker-json+app", "docker-json+klog"]));
});

test("lines to which only a timestamp was added are read like any others, traces included", () => {
  const lines = ["2026-11-22 14:03:07,411 ERROR [main] shop.Cart - no item", ...TRACE];
  const text = lines.map((line) => `2026-11-22T14:03:07.412345678Z ${line}\n`).join("");
  expect(read(text + text)).toMatchObject([
    { lines: 5, format: "plain+log4j", level: "ERROR", raw: text, message: ["no item", ...TRACE].join("\n") },
    { lines: 5, timestamp: "2026-11-22T14:03:07.411000Z" },
  ]);
});
