import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ParseOptions } from "../command-line.ts";
import { tarOf } from "../../../server/src/input/testing/make-archive.ts";
import { collectOutput } from "../testing/collected-output.ts";
import { parseCommand } from "./parse-command.ts";
import { timestampText } from "./parsed-record.ts";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "faultline-parse-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function write(name: string, text: string | Uint8Array): string {
  const path = join(directory, name);
  writeFileSync(path, text);
  return path;
}

const JSON_OPTIONS = { json: true, raw: false, timeZone: undefined, formatsDirectory: undefined };

async function parse(paths: readonly string[], options: Partial<ParseOptions> = {}, hasColours = false) {
  const output = collectOutput({ hasColours });
  const reported: string[] = [];
  const exitCode = await parseCommand({ ...JSON_OPTIONS, paths, ...options }, output, (line) => reported.push(line));
  return { exitCode, text: output.text, reported };
}

const recordsOf = (text: string): any[] =>
  text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

const TRACE = `2026-11-24T10:15:30.123456Z ERROR depot-api lorry 7 lost
java.lang.IllegalStateException: no such lorry
\tat depot.Fleet.find(Fleet.java:31)
`;

describe("faultline parse --json", () => {
  test("prints one object a record, the fields that programs rely on first", async () => {
    const path = write("depot.log", `${TRACE}no format takes this\n`);
    const { exitCode, text, reported } = await parse([path]);
    expect(exitCode).toBe(0);
    expect(reported).toEqual([]);
    const [trace, stranger] = recordsOf(text);
    expect(Object.keys(trace).slice(0, 13)).toEqual(
      "file line_number line_count timestamp level service host message parser_name parse_status parse_confidence template_id template".split(
        " ",
      ),
    );
    expect(trace).toMatchObject({
      file: path,
      line_number: 1,
      line_count: 3,
      timestamp: "2026-11-24T10:15:30.123456Z",
      level: "ERROR",
      parser_name: "app",
      parse_status: "parsed",
      template_id: expect.stringMatching(/^[0-9a-f]{16}$/),
      template: "lorry <*> lost java.lang.IllegalStateException",
    });
    expect(trace.message).toMatch(/lorry 7 lost\njava\.lang[^]*\(Fleet\.java:31\)$/);
    expect(trace.parse_confidence).toBeGreaterThan(0.8);
    expect(trace.parse_confidence).toBeLessThanOrEqual(1);
    expect(stranger).toMatchObject({
      line_number: 4,
      line_count: 1,
      timestamp: null,
      level: null,
      message: "no format takes this",
      parser_name: null,
      parse_status: "failed",
      parse_confidence: 0,
    });
  });

  test("gives records that one statement wrote the same template, in whatever file they stand", async () => {
    const line = (user: string, n: number) =>
      `2026-11-24T10:15:30Z INFO depot-api key ${n} accepted for user ${user}\n`;
    const one = write("one.log", ["ada", "grace", "linus"].map(line).join(""));
    const two = write("two.log", `${line("alan", 9)}2026-11-24T10:15:31Z INFO depot-api cache is full\n`);
    const records = recordsOf((await parse([one, two])).text);
    const ids = records.map(({ template_id }) => template_id);
    expect(records[0].template).toBe("key <*> accepted for user <*>");
    expect(new Set(ids.slice(0, 4)).size).toBe(1);
    expect(ids[4]).not.toBe(ids[0]);
  });

  test("with --raw, the records joined are the file", async () => {
    const content = `${TRACE}\r\nodd \u0000 line\n\n${TRACE}the end`;
    const { text } = await parse([write("odd.log", content)], { raw: true });
    expect(
      recordsOf(text)
        .map(({ raw }) => raw)
        .join(""),
    ).toBe(content);
  });

  test("keeps attributes whatever their name", async () => {
    const line = `{"time":"2026-11-24T10:15:30Z","level":"info","msg":"ok","__proto__":"x","toString":"y"}`;
    const { text } = await parse([write("a.ndjson", `${line}\n${line}\n`)]);
    const attributes = /"attributes":(\{.*?\})/.exec(text)![1]!;
    expect(attributes).toContain(`"__proto__":"x"`);
    expect(attributes).toContain(`"toString":"y"`);
  });

  test("reads times without a zone as those of the zone given, and refuses one that does not exist", async () => {
    const path = write("local.log", "2026-07-01 12:00:00,250 ERROR [main] depot.Fleet - late\n".repeat(3));
    const { text } = await parse([path], { timeZone: "Europe/Berlin" });
    expect(recordsOf(text)[0].timestamp).toBe("2026-07-01T10:00:00.250000Z");
    await expect(parse([path], { timeZone: "Mars/Olympus" })).rejects.toThrow(/--time-zone: .*Mars\/Olympus/);
  });

  test("gives times without a year the one that the file's age and its own order call for", async () => {
    const path = write(
      "messages",
      ["Dec 30 23:59:59", "Jan  2 00:00:01"].map((at) => `${at} gate7 cron[81]: run\n`).join(""),
    );
    const modifiedAt = new Date("2024-01-03T00:00:00Z");
    utimesSync(path, modifiedAt, modifiedAt);
    const { text } = await parse([path]);
    expect(recordsOf(text).map(({ timestamp }) => timestamp)).toEqual([
      "2023-12-30T23:59:59.000000Z",
      "2024-01-02T00:00:01.000000Z",
    ]);
  });

  test("reads with a format of one's own, and names file and field of one that is wrong", async () => {
    mkdirSync(join(directory, "formats"));
    const path = write("till.log", "§ 2026-11-24T08:00:00Z § WARN § drawer open\n".repeat(2));
    const definition = {
      kind: "pattern",
      name: "till",
      title: "Till",
      rank: 80,
      patterns: ["§ {timestamp:iso} § {level} § {message}"],
      samples: [
        {
          line: "§ 2026-11-24T08:00:00Z § WARN § drawer open",
          timestamp: "2026-11-24T08:00:00.000000Z",
          level: "WARNING",
          message: "drawer open",
        },
      ],
    };
    write("formats/till.json", JSON.stringify(definition));
    const options = { formatsDirectory: join(directory, "formats") };
    const { text } = await parse([path], options);
    expect(recordsOf(text)[0]).toMatchObject({ parser_name: "till", level: "WARNING", message: "drawer open" });
    write("formats/till.json", JSON.stringify({ ...definition, rank: "high" }));
    await expect(parse([path], options)).rejects.toThrow(/till\.json: rank: /);
  });

  test("names every path that does not exist", async () => {
    const paths = ["nowhere.log", "gone"].map((name) => join(directory, name));
    await expect(parse(paths)).rejects.toThrow(/nowhere\.log: there is no such file or folder/);
  });
});

describe("input that is no plain UTF-8", () => {
  test("is read whatever it is compressed with or encoded in", async () => {
    const text = TRACE.repeat(5);
    const paths = [
      write("a.log.gz", gzipSync(text)),
      write("b.log", Buffer.concat([gzipSync(text), gzipSync(text)])),
      write("c.log", Buffer.from(`\ufeff${text}`, "utf16le")),
    ];
    const { exitCode, text: printed } = await parse(paths);
    expect(exitCode).toBe(0);
    const records = recordsOf(printed);
    expect(paths.map((path) => records.filter(({ file }) => file === path).length)).toEqual([5, 10, 5]);
    expect(new Set(records.map(({ message }) => message)).size).toBe(1);
  });

  test("is each file in an archive, by its path in it", async () => {
    const path = write(
      "logs.tar",
      tarOf([
        ["web/a.log", TRACE],
        ["b.log", TRACE.repeat(2)],
      ]),
    );
    const { exitCode, text } = await parse([path]);
    expect(exitCode).toBe(0);
    expect(recordsOf(text).map(({ file }) => file)).toEqual([`${path}/web/a.log`, `${path}/b.log`, `${path}/b.log`]);
  });

  test("gives what can be read before it breaks off; the rest goes on, and the end is 1", async () => {
    const lines = Array.from(
      { length: 3000 },
      (_, at) => `2026-11-24T10:15:30.${String(at).padStart(6, "0")}Z INFO depot ok\n`,
    );
    const whole = gzipSync(lines.join(""));
    const cut = whole.subarray(0, whole.length / 2);
    const paths = [write("cut.log.gz", cut), write("whole.log", TRACE)];
    const { exitCode, text, reported } = await parse(paths);
    expect(exitCode).toBe(1);
    expect(reported).toEqual([expect.stringMatching(/cut\.log\.gz: .*unexpected end of file/)]);
    const records = recordsOf(text);
    expect(records.filter(({ file }) => file === paths[0]).length).toBeGreaterThan(100);
    expect(records.at(-1).file).toBe(paths[1]);
  });
});

describe("faultline parse for people", () => {
  test("prints time, level, service and message, and says what was found", async () => {
    const { text, reported } = await parse([write("depot.log", `${TRACE}what is this\n`)], { json: false });
    expect(text.split("\n")).toEqual([
      expect.stringMatching(/^2026-11-24T10:15:30\.123456Z ERROR {3}.*lorry 7 lost$/),
      "java.lang.IllegalStateException: no such lorry",
      "\tat depot.Fleet.find(Fleet.java:31)",
      expect.stringMatching(/^- +\? {7}what is this$/),
      "",
    ]);
    expect(reported).toEqual([
      expect.stringMatching(/depot\.log: 2 records in 4 lines; 1 parsed, 1 not parsed; app; 2026-11-24T10:15:30/),
    ]);
  });

  test("colours levels on a terminal and lets no log text steer it", async () => {
    const path = write("rogue.log", "2026-11-24T10:15:30Z ERROR depot rung\u0007\b \u202etxt\n");
    const { text } = await parse([path], { json: false }, true);
    expect(text).toContain("[1;31:ERROR  ]");
    expect(text).toContain("rung<07><08> <202e>txt");
  });

  test("of several files tells each and all together", async () => {
    mkdirSync(join(directory, "logs"));
    write("logs/a.log", TRACE);
    write("logs/b.log", TRACE + TRACE);
    const { text, reported } = await parse([join(directory, "logs")], { json: false });
    expect(text).toMatch(/^==> .*a\.log <==\n[^]*\n==> .*b\.log <==\n/);
    expect(reported).toHaveLength(3);
    expect(reported[2]).toMatch(/^2 files: 3 records in 9 lines; 3 parsed; app; .*; in \d+\.\d s$/);
  });
});

test("a timestamp keeps its microseconds, before 1970 too", () => {
  expect(timestampText(Date.UTC(2026, 10, 24) * 1000 + 7)).toBe("2026-11-24T00:00:00.000007Z");
  expect(timestampText(-1)).toBe("1969-12-31T23:59:59.999999Z");
  expect(timestampText(NaN)).toBeNull();
});
