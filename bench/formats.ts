// What the reader makes of real logs: `npm run bench:formats [-- FILE…]`, a FILE being a path or part of one in the
// corpus folder FAULTLINE_CORPUS. With `--show N` the first N records of each file instead, as JSON.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { type FormatReport, readRows, reportOf } from "./format-report.ts";

const corpus = resolve(import.meta.dirname, "..", process.env.FAULTLINE_CORPUS ?? "../shared/data");
const LEAST_TIMESTAMPS = 0.99;

/** Files whose lines carry no time, or a time without a date. */
const TIMELESS = /formats\/(trace_|enc_|fluentbit_dockermode|strace)/;

function corpusFiles(): string[] {
  const manifest = readFileSync(join(corpus, "formats/manifest.csv"), "utf8");
  const formats = manifest
    .split("\n")
    .slice(1)
    .filter((line) => line !== "")
    .map((line) => join(corpus, "formats", line.slice(0, line.indexOf(","))));
  const sets = ["loghub-2k", "loghub-full", "real"].flatMap((folder) => filesUnder(join(corpus, folder)));
  return [...formats, ...sets].filter((path) => existsSync(path));
}

function filesUnder(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(csv|txt)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted((a, b) => (a < b ? -1 : 1));
}

function flagsOf(name: string, report: FormatReport): string {
  const lacksTimes = report.timestamp < LEAST_TIMESTAMPS && !TIMELESS.test(name);
  return [lacksTimes ? "TIME" : "", report.failed > 0 ? "FAILED" : "", report.joins ? "" : "LOST"]
    .filter((flag) => flag !== "")
    .join(" ");
}

const percent = (share: number) => (share === 1 ? "100" : (share * 100).toFixed(1)).padStart(5);

function rowOf(name: string, report: FormatReport): string {
  const formats = report.formats.map(([format, share]) => `${format || "-"} ${percent(share).trim()}`).join(", ");
  return [
    name.padEnd(42),
    String(report.records).padStart(6),
    String(report.lines).padStart(6),
    ...[report.parsed, report.partial, report.failed].map(percent),
    "|",
    ...[report.timestamp, report.level, report.service, report.host].map(percent),
    "|",
    (report.first?.slice(0, 23) ?? "-").padEnd(23),
    (report.last?.slice(0, 23) ?? "-").padEnd(23),
    flagsOf(name, report).padEnd(6),
    formats,
  ].join(" ");
}

const HEAD = `${"file".padEnd(42)} record  lines parsd parti faild |  time level servi  host | first                   last                    flags  formats`;

function filesNamed(names: readonly string[]): string[] {
  const all = corpusFiles();
  if (names.length === 0) return all;
  return names.flatMap((name) => (existsSync(name) ? [resolve(name)] : all.filter((path) => path.includes(name))));
}

function show(path: string, count: number): void {
  console.log(`── ${relative(corpus, path)}`);
  for (const row of readRows(path).rows.slice(0, count)) console.log(JSON.stringify(row, null, 1));
}

function main(): void {
  const { values, positionals } = parseArgs({ options: { show: { type: "string" } }, allowPositionals: true });
  if (!existsSync(join(corpus, "formats/manifest.csv"))) {
    console.log(`Skipped: there is no corpus in ${corpus}; FAULTLINE_CORPUS names its folder.`);
    return;
  }
  const files = filesNamed(positionals);
  if (values.show !== undefined) {
    for (const path of files) show(path, Number(values.show));
    return;
  }
  console.log(HEAD);
  for (const path of files) {
    const name = relative(corpus, path);
    console.log(rowOf(name.startsWith("..") ? path : name, reportOf(path)));
  }
}

main();
