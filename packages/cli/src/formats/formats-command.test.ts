import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { collectOutput } from "../testing/collected-output.ts";
import { listFormatsCommand } from "./list-formats.ts";
import { testFormatCommand } from "./test-format.ts";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "faultline-formats-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const LINE = "§ 2026-11-24T08:00:00Z § WARN § drawer open";
const SAMPLE = {
  line: LINE,
  timestamp: "2026-11-24T08:00:00.000000Z",
  level: "WARNING",
  message: "drawer open",
};
const TILL = {
  kind: "pattern",
  name: "till",
  title: "Till of a shop",
  rank: 80,
  patterns: ["§ {timestamp:iso} § {level} § {message}"],
  samples: [SAMPLE],
};

function write(name: string, content: unknown): string {
  const path = join(directory, name);
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}

async function check(definition: unknown, lines?: string) {
  const output = collectOutput();
  const linesFile = lines === undefined ? undefined : write("till.log", lines);
  const exitCode = await testFormatCommand(write("till.json", definition), linesFile, output);
  return { exitCode, text: output.text };
}

describe("faultline formats test", () => {
  test("shows what each sample becomes", async () => {
    const { exitCode, text } = await check(TILL);
    expect(exitCode).toBe(0);
    expect(text).toContain(`till: Till of a shop\n\n${LINE}\n`);
    expect(text).toMatch(/✓ timestamp +2026-11-24T08:00:00\.000000Z\n/);
    expect(text).toMatch(/✓ service +-\n/);
    expect(text).toMatch(/1 of 1 sample read as defined\n$/);
  });

  test("marks what was read otherwise than a sample says, and ends with 1", async () => {
    const { exitCode, text } = await check({
      ...TILL,
      samples: [SAMPLE, { ...SAMPLE, level: "ERROR", attributes: { till: "4" } }],
    });
    expect(exitCode).toBe(1);
    expect(text).toMatch(/✗ level +WARNING {2}should be ERROR\n/);
    expect(text).toMatch(/✗ attributes\.till +- {2}should be 4\n/);
    expect(text).toMatch(/1 of 2 samples read as defined\n$/);
  });

  test("reads lines with the format, and ends with 1 if another takes one of them", async () => {
    const good = await check(TILL, `${LINE}\n${LINE}\n`);
    expect([good.exitCode, good.text]).toEqual([0, expect.stringMatching(/2 of 2 records read with till\n$/)]);
    const mixed = await check(TILL, `${LINE}\n${LINE}\n2026-11-24T08:00:01Z INFO shop closed\n`);
    expect(mixed.exitCode).toBe(1);
    expect(mixed.text).toMatch(/\napp {2}2026-11-24T08:00:01\.000000Z INFO/);
    expect(mixed.text).toMatch(/2 of 3 records read with till\n$/);
  });

  test("names file and field of what is wrong with a definition", async () => {
    await expect(check({ ...TILL, rank: 101, patterns: ["{timestamp:iso"] })).rejects.toThrow(/till\.json: rank: /);
    await expect(check("{ name: till }")).rejects.toThrow(/till\.json: is not JSON/);
    await expect(testFormatCommand(join(directory, "none.json"), undefined, collectOutput())).rejects.toThrow(
      /none\.json/,
    );
  });
});

describe("faultline formats", () => {
  test("lists every format by family, one's own first", async () => {
    mkdirSync(join(directory, "own"));
    write("own/till.json", TILL);
    const output = collectOutput();
    await listFormatsCommand(false, join(directory, "own"), output);
    expect(output.text).toMatch(/^Formats of your own\n {2}till +Till of a shop\n\n/);
    expect(output.text).toMatch(/\n {2}syslog-rfc5424 +\S/);
    const json = collectOutput();
    await listFormatsCommand(true, join(directory, "own"), json);
    const formats: { name: string; family: string }[] = json.text
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(formats[0]).toEqual({ name: "till", title: "Till of a shop", family: "user" });
    expect(new Set(formats.map(({ family }) => family))).toEqual(new Set(["user", "web", "program", "system"]));
    expect(output.text).toMatch(new RegExp(`\n${formats.length} formats\n$`));
  });

  test("says which folder cannot be read", async () => {
    const folder = join(directory, "nowhere");
    await expect(listFormatsCommand(false, folder, collectOutput())).rejects.toThrow(/formats cannot be read.*nowhere/);
  });
});
