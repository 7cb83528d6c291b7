import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { AnalyzeOptions } from "../command-line.ts";
import { collectOutput } from "../testing/collected-output.ts";
import { analyzeCommand } from "./analyze-command.ts";

let directory: string;
let incident: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "faultline-analyze-"));
  incident = write("shop.log", incidentLog());
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

function write(name: string, text: string): string {
  const path = join(directory, name);
  writeFileSync(path, text);
  return path;
}

const START_MS = Date.UTC(2026, 2, 14, 8);

/** Four hours of steady traffic; in ten minutes of it the database refuses connections. */
function incidentLog(): string {
  const lines: string[] = [];
  for (let minute = 0; minute < 240; minute++) {
    const at = (second: number): string => new Date(START_MS + minute * 60_000 + second * 1000).toISOString();
    const isIncident = minute >= 120 && minute < 130;
    for (let i = 0; i < 20 + (minute % 3); i++)
      lines.push(`${at(i * 2)} INFO shop-api order ${minute * 100 + i} placed`);
    if (minute % 40 === 7) lines.push(`${at(45)} ERROR shop-api cannot parse template invoice-${minute}`);
    for (let i = 0; isIncident && i < 25; i++)
      lines.push(`${at(50 + (i % 10))} ERROR shop-db connection to database db-${i} refused after ${i * 7} ms`);
  }
  return `${lines.join("\n")}\n`;
}

const JSON_OPTIONS = {
  json: true,
  contamination: undefined,
  windowMinutes: undefined,
  timeZone: undefined,
  formatsDirectory: undefined,
};

async function analyze(paths: readonly string[], options: Partial<AnalyzeOptions> = {}, columns = 100) {
  const output = collectOutput({ hasColours: false });
  const reported: string[] = [];
  const report = (line: string): void => void reported.push(line);
  const exitCode = await analyzeCommand({ ...JSON_OPTIONS, paths, ...options }, output, columns, report);
  return { exitCode, text: output.text, reported };
}

describe("faultline analyze --json", () => {
  test("has all windows, the unusual ones with their reasons, kinds of error and templates", async () => {
    const { exitCode, text, reported } = await analyze([incident]);
    expect([exitCode, reported]).toEqual([0, []]);
    const found = JSON.parse(text);
    expect(found).toMatchObject({ total_entries: 5296, window_seconds: 120, detail: null });
    expect(found.windows).toHaveLength(120);
    expect(found.windows.every(({ score }: any) => score > 0 && score < 1)).toBe(true);
    const starts = found.anomalies.map((each: any) => (Date.parse(each.window_start) - START_MS) / 60_000);
    expect(starts.toSorted((a: number, b: number) => a - b)).toEqual([120, 122, 124, 126, 128]);
    const refused = found.templates.find(({ text: template }: any) => template.startsWith("connection to database"));
    expect(refused).toMatchObject({
      text: "connection to database <*> refused after <*> ms",
      count: 250,
      levels: [{ level: "ERROR", count: 250 }],
      services: [{ service: "shop-db", count: 250 }],
      first_seen: "2026-03-14T10:00:50.000000Z",
    });
    expect(found.anomalies[0]).toMatchObject({
      description: expect.stringMatching(/50 errors.*connection to database/),
      features: { error_count: 50, unique_services: 2 },
      templates: [{ id: refused.id, text: refused.text, change: "new", count: 50 }],
    });
    expect(found.clusters.map(({ count }: any) => count)).toEqual([250, 6]);
    expect(found.clusters[0].templates[0]).toMatchObject({ id: expect.stringMatching(/^[0-9a-f]{16}$/), count: 250 });
    expect(found.clusters[0].timeline.buckets.reduce((sum: number, { count }: any) => sum + count, 0)).toBe(250);
  });

  test("compares windows as long as asked for, and flags the share asked for", async () => {
    const { text } = await analyze([incident], { windowMinutes: 5, contamination: 0.1 });
    const { windows, anomalies } = JSON.parse(text);
    expect(windows).toHaveLength(48);
    expect(anomalies.length).toBeGreaterThan(0);
    expect(anomalies.length).toBeLessThanOrEqual(5);
  });

  test("reads times in the zone that is given, and says why it found nothing where there is too little", async () => {
    const short = write("short.log", "2026-11-24 10:15:30 ERROR depot lorry 7 lost\n");
    const found = JSON.parse((await analyze([short], { timeZone: "+02:00" })).text);
    expect(found.windows[0].window_start).toBe("2026-11-24T08:14:00.000Z");
    expect(found.detail).toMatch(/whole windows/);
    expect(found.clusters).toMatchObject([{ count: 1 }]);
  });
});

describe("faultline analyze", () => {
  test("reports unusual times as stretches, what is new in them, kinds of error and templates", async () => {
    const { text, reported } = await analyze([incident], { json: false }, 80);
    expect(reported).toEqual([expect.stringMatching(/shop\.log: 5,296 records/)]);
    expect(text).toContain(
      "Unusual times: 5 of 120 windows of 2 minutes\n  2026-03-14 10:00 to 10:10  5 windows  score 0.",
    );
    expect(text).toMatch(
      /New in unusual times: 1 template\n +250 {2}2026-03-14 10:00 {2}connection to database <\*> refused/,
    );
    expect(text).toMatch(/Kinds of error: 2, 256 entries\n +250 {2}connection to database … refused/);
    expect(text).toMatch(/Templates: 3\n +5,040 {2}95.2 % {2}INFO {5}order <\*> placed\n/);
    expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  test("writes out what a log would make a terminal do", async () => {
    const rude = write("rude.log", "2026-11-24T10:15:30Z ERROR depot \u001b[2Jlorry lost\n");
    expect((await analyze([rude], { json: false })).text).not.toContain("\u001b");
  });

  test("analyses what can be read, and ends with 1 for what cannot", async () => {
    const broken = write("broken.gz", "\u001f\u008b\u0008no such thing");
    writeFileSync(broken, Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3]));
    const { exitCode, text, reported } = await analyze([broken, incident]);
    expect(exitCode).toBe(1);
    expect(reported).toEqual([expect.stringMatching(/broken\.gz/)]);
    expect(JSON.parse(text).total_entries).toBe(5296);
  });

  test("of nothing reports nothing", async () => {
    const { exitCode, text } = await analyze([write("empty.log", "")], { json: false });
    expect(exitCode).toBe(0);
    expect(text).toMatch(/^0 entries\n[^]*no entry with a timestamp[^]*Kinds of error: none[^]*Templates: none\n$/);
  });
});
