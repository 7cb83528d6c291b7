import { spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import { logEntryPage, summary, type Summary } from "@faultline/contract";
import { signInByApi, type ApiClient } from "../e2e/api-client.ts";
import { startAppWithAdmin, type RunningApp } from "../e2e/running-app.ts";
import { ensureBuild } from "../scripts/setup/freshness.mjs";
import { CORPUS_FORMATS, type CorpusFormat } from "./corpus-formats.ts";
import { writeCorpus, type CorpusCounts } from "./corpus.ts";
import { bytesOnDisk, settledBytesOnDisk } from "./disk-usage.ts";
import { residentBytesOfTree } from "./process-memory.ts";
import { machine, percentile95, table } from "./report.ts";
import { uploadFile } from "./upload.ts";

/** What one ingestion was measured at. */
interface Measurement {
  readonly corpus: CorpusFormat;
  readonly lines: number;
  readonly rawBytes: number;
  readonly uploadSeconds: number;
  /** From the first byte sent to the file's status being `processed`. */
  readonly seconds: number;
  readonly linesPerSecond: number;
  readonly megabytesPerSecond: number;
  /** `gzip -1` of the same file, one thread, just before. */
  readonly gzipSeconds: number;
  /** From the end of the upload to `processed`, as a multiple of gzip's time. */
  readonly timesGzip: number;
  readonly peakResidentBytes: number;
  /** Growth of the data directory once merges have settled. */
  readonly bytesOnDiskPerRawByte: number;
  readonly p95HealthMs: number;
  readonly p95LogsMs: number;
}

const SETTLE_LIMIT_MS = 300_000;
const SAMPLE_MS = 250;
/** Someone who looks at a page that refreshes itself. */
const ASK_EVERY_MS = 1000;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      lines: { type: "string", default: "5000000" },
      corpus: { type: "string", default: "app" },
      json: { type: "boolean", default: false },
    },
  });
  const entries = Number(values.lines);
  if (!Number.isInteger(entries) || entries < 1)
    throw new Error(`--lines ${values.lines} is not a positive whole number.`);
  const formats = CORPUS_FORMATS.filter((format) => values.corpus === "all" || values.corpus === format);
  if (formats.length === 0) {
    throw new Error(`There is no corpus ${values.corpus}. Corpora: ${[...CORPUS_FORMATS, "all"].join(", ")}.`);
  }
  await ensureBuild(console.error);

  const measurements: Measurement[] = [];
  for (const format of formats) measurements.push(await measure(format, entries));
  console.log(values.json ? JSON.stringify({ machine: machine(), measurements }, null, 2) : report(measurements));
}

async function measure(format: CorpusFormat, entries: number): Promise<Measurement> {
  const directory = await mkdtemp(join(tmpdir(), "faultline-bench-"));
  try {
    const path = join(directory, `${format}.log`);
    console.error(`${format}: writing ${entries.toLocaleString("en")} entries …`);
    const endMs = Date.parse("2026-11-20T00:00:00Z");
    const counts = await writeCorpus(path, { format, entries, startMs: endMs - 86_400_000, endMs, seed: 1 });
    const gzipSeconds = timeGzip(path);
    console.error(`${format}: ingesting ${megabytes(counts.bytes)} MB …`);
    const app = await startAppWithAdmin();
    try {
      return await ingest(app, path, format, counts, gzipSeconds);
    } finally {
      await app.stop();
    }
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

function timeGzip(path: string): number {
  const startedAt = performance.now();
  const { status, error } = spawnSync("gzip", ["-1", "-c", path], { stdio: ["ignore", "ignore", "inherit"] });
  if (status !== 0) throw new Error(`gzip -1 ended with ${status ?? error?.message}`);
  return (performance.now() - startedAt) / 1000;
}

async function ingest(
  app: RunningApp,
  path: string,
  corpus: CorpusFormat,
  counts: CorpusCounts,
  gzipSeconds: number,
): Promise<Measurement> {
  const api = await signInByApi(app.url);
  const emptyBytes = await bytesOnDisk(app.dataDirectory);
  const samples = sampleWhileRunning(app, api);
  const startedAt = performance.now();
  const fileId = await uploadFile(app.url, api.authorization, path);
  const uploadSeconds = (performance.now() - startedAt) / 1000;
  const file = await api.untilDone(fileId, SAMPLE_MS);
  const seconds = (performance.now() - startedAt) / 1000;
  const { peakResidentBytes, p95HealthMs, p95LogsMs } = await samples.end();
  if (file.status !== "processed") throw new Error(`${corpus} was not processed: ${file.error}`);
  await requireSameCounts(api, counts, file.total_lines);
  const storedBytes = (await settledBytesOnDisk(app.dataDirectory, SETTLE_LIMIT_MS)) - emptyBytes;
  return {
    corpus,
    lines: counts.lines,
    rawBytes: counts.bytes,
    uploadSeconds,
    seconds,
    linesPerSecond: counts.lines / seconds,
    megabytesPerSecond: counts.bytes / 1e6 / seconds,
    gzipSeconds,
    timesGzip: (seconds - uploadSeconds) / gzipSeconds,
    peakResidentBytes,
    bytesOnDiskPerRawByte: storedBytes / counts.bytes,
    p95HealthMs,
    p95LogsMs,
  };
}

/** A fast ingestion of something else is worth nothing: what is stored must be what was written. */
async function requireSameCounts(api: ApiClient, counts: CorpusCounts, totalLines: number): Promise<void> {
  const stored: Summary = await api.get(summary, "/stats/summary");
  const levels = new Map(stored.level_breakdown.map(({ level, count }) => [level, count]));
  const differences = [...counts.levels].filter(([level, count]) => levels.get(level) !== count);
  if (stored.total_entries !== counts.entries || totalLines !== counts.lines || differences.length > 0) {
    throw new Error(
      `Written: ${counts.entries} entries, ${counts.lines} lines, ${JSON.stringify([...counts.levels])}. ` +
        `Stored: ${stored.total_entries} entries, ${totalLines} lines, ${JSON.stringify([...levels])}.`,
    );
  }
}

/** Samples memory, and how long two light requests take, until it is ended. */
function sampleWhileRunning(app: RunningApp, api: ApiClient) {
  let running = true;
  let peakResidentBytes = 0;
  const healthMs: number[] = [];
  const logsMs: number[] = [];
  const timed = async (into: number[], ask: () => Promise<unknown>) => {
    const startedAt = performance.now();
    await ask();
    into.push(performance.now() - startedAt);
  };
  const watchMemory = async () => {
    while (running) {
      peakResidentBytes = Math.max(peakResidentBytes, residentBytesOfTree(app.pid));
      await delay(SAMPLE_MS);
    }
  };
  const watchAnswers = async () => {
    while (running) {
      await timed(healthMs, () => fetch(`${app.url}/health`).then((answer) => answer.text()));
      await timed(logsMs, () => api.get(logEntryPage, "/logs?limit=50"));
      await delay(ASK_EVERY_MS);
    }
  };
  const watching = Promise.all([watchMemory(), watchAnswers()]);
  return {
    async end() {
      running = false;
      await watching;
      return { peakResidentBytes, p95HealthMs: percentile95(healthMs), p95LogsMs: percentile95(logsMs) };
    },
  };
}

const megabytes = (bytes: number) => (bytes / 1e6).toFixed(0);

function report(measurements: readonly Measurement[]): string {
  const rows = measurements.map((m) => [
    m.corpus,
    m.lines.toLocaleString("en"),
    megabytes(m.rawBytes),
    m.uploadSeconds.toFixed(1),
    m.seconds.toFixed(1),
    Math.round(m.linesPerSecond).toLocaleString("en"),
    m.megabytesPerSecond.toFixed(1),
    `${m.timesGzip.toFixed(2)} × ${m.gzipSeconds.toFixed(1)} s`,
    megabytes(m.peakResidentBytes),
    m.bytesOnDiskPerRawByte.toFixed(3),
    m.p95HealthMs.toFixed(0),
    m.p95LogsMs.toFixed(0),
  ]);
  const head = [
    "corpus",
    "lines",
    "MB",
    "upload s",
    "s",
    "lines/s",
    "MB/s",
    "gzip -1",
    "peak MB",
    "disk/raw",
    "health p95 ms",
    "logs p95 ms",
  ];
  return `${machine()}\n${table(head, rows)}`;
}

await main();
