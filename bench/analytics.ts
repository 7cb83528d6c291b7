import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import { type Run, run, runAccepted, summary } from "@faultline/contract";
import type { ApiClient } from "../e2e/api-client.ts";
import type { RunningApp } from "../e2e/running-app.ts";
import { startBusyProcess } from "./busy-process.ts";
import { compareLatencies, type LatencyComparison } from "./latency-comparison.ts";
import { residentBytesOf } from "./process-memory.ts";
import { machine, percentile95, table } from "./report.ts";
import { withStoredCorpus } from "./stored-corpus.ts";

const RUNS = 5;
/** What a server does after its start is over then. */
const READY_MS = 8000;
const POLL_MS = 20;
const SAMPLE_MS = 20;
/**
 * Where latencies are measured: asking about the run takes time of the server and of the benchmark, too, so that it is done without
 * a run as well.
 */
const SELDOM_MS = 200;
/** As long as a stretch of the comparison. */
const BUSY_MS = 2000;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      entries: { type: "string", default: "600000" },
      /** Keeps the data there; what is there already is measured without another ingestion. */
      data: { type: "string" },
      /** Of stretches of time without and with runs, whose latencies are compared. */
      rounds: { type: "string", default: "20" },
      "prepare-only": { type: "boolean", default: false },
      json: { type: "boolean", default: false },
    },
  });
  // As users have it: such a server makes itself ready for runs, and catches up on one that is missing.
  const options = { ...values, environment: { FAULTLINE_AUTO_ANALYTICS: "on" } };
  await withStoredCorpus(options, async (app, api) => {
    if (values["prepare-only"]) return;
    await delay(READY_MS);
    const measured = await measure(app, api, values.rounds);
    console.log(values.json ? JSON.stringify({ machine: machine(), ...measured }, null, 2) : report(measured));
  });
}

interface Timing {
  readonly seconds: number;
  readonly run: Run;
  /** Above what the processes held before the run. */
  readonly extraBytes: number;
}

async function measure(app: RunningApp, api: ApiClient, rounds: string) {
  const { total_entries: entries } = await api.get(summary, "/stats/summary");
  // A process that has just started is still compiling what answers.
  await repeatedly(40, () => api.get(summary, "/stats/summary"));
  const summaryMs = await repeatedly(60, () => api.get(summary, "/stats/summary"));
  const timings: Timing[] = [];
  for (let i = 0; i < RUNS; i++) timings.push(await timeRun(app, api));
  // Asking for other things takes a good part of two processors, so that it is not done while runs are timed.
  const askAboutRun = async (): Promise<void> => {
    await api.get(run, `/analytics/runs/${timings[0]!.run.id}`);
    await delay(SELDOM_MS);
  };
  const comparison = { api, rounds: Number(rounds) };
  const latencies = await compareLatencies(comparison, () => runOnce(api, SELDOM_MS), askAboutRun);
  const besideOthers = await compareLatencies(comparison, () => besideBusyProcess(askAboutRun), askAboutRun);
  const byTime = timings.toSorted((a, b) => a.seconds - b.seconds);
  const middle = byTime[Math.floor(RUNS / 2)]!;
  return {
    entries,
    windows: middle.run.window_count,
    anomalies: middle.run.anomaly_count,
    clusters: middle.run.cluster_count,
    firstSeconds: timings[0]!.seconds,
    seconds: middle.seconds,
    stagesMs: middle.run.durations_ms,
    extraMegabytes: Math.max(...timings.map(({ extraBytes }) => extraBytes)) / 1e6,
    summaryP95Ms: percentile95(summaryMs),
    latencies,
    besideOthers,
  };
}

async function besideBusyProcess(work: () => Promise<unknown>): Promise<void> {
  const end = startBusyProcess();
  for (const endMs = performance.now() + BUSY_MS; performance.now() < endMs;) await work();
  await end();
}

/** One run from the request to the answer that says it is completed. */
async function timeRun(app: RunningApp, api: ApiClient): Promise<Timing> {
  const before = residentBytesOf(app.pid);
  let peakBytes = before;
  const watching = setInterval(() => (peakBytes = Math.max(peakBytes, residentBytesOf(app.pid))), SAMPLE_MS);
  const startedAt = performance.now();
  const ended = await runOnce(api);
  const seconds = (performance.now() - startedAt) / 1000;
  clearInterval(watching);
  await delay(500);
  return { seconds, run: ended, extraBytes: peakBytes - before };
}

async function runOnce(api: ApiClient, pollMs = POLL_MS): Promise<Run> {
  const { run_id: id } = runAccepted.parse(await api.post("/analytics/run", {}));
  const ended = await untilCompleted(api, id, pollMs);
  if (ended.status !== "completed") throw new Error(`the run ${ended.status}: ${ended.detail}`);
  return ended;
}

async function untilCompleted(api: ApiClient, id: number, pollMs: number): Promise<Run> {
  for (;;) {
    const found = await api.get(run, `/analytics/runs/${id}`);
    if (found.status !== "queued" && found.status !== "running") return found;
    await delay(pollMs);
  }
}

async function repeatedly(times: number, ask: () => Promise<unknown>): Promise<number[]> {
  const taken: number[] = [];
  for (let i = 0; i < times; i++) {
    const startedAt = performance.now();
    await ask();
    taken.push(performance.now() - startedAt);
  }
  return taken;
}

function report(m: Awaited<ReturnType<typeof measure>>): string {
  const head = ["entries", "windows", "flagged", "clusters", "first s", "s", "extra MB", "summary p95 ms"];
  const row = [
    m.entries.toLocaleString("en"),
    m.windows.toLocaleString("en"),
    String(m.anomalies),
    String(m.clusters),
    m.firstSeconds.toFixed(2),
    m.seconds.toFixed(2),
    m.extraMegabytes.toFixed(0),
    m.summaryP95Ms.toFixed(1),
  ];
  const stages = Object.entries(m.stagesMs).map(([stage, ms]) => `${stage} ${ms.toFixed(0)} ms`);
  return [
    machine(),
    table(head, [row]),
    `stages of the median run: ${stages.join(", ")}`,
    latencyTable("without and with runs", m.latencies),
    latencyTable("without and with another process", m.besideOthers),
  ].join("\n");
}

function latencyTable(title: string, latencies: readonly LatencyComparison[]): string {
  const rows = latencies.map(({ name, requests, medianMs, p95Ms, medianRatio, p95Ratio }) => [
    name,
    String(requests),
    ...[medianMs, p95Ms].map((ms) => ms.map((each) => each.toFixed(1)).join(" → ")),
    ...[medianRatio, p95Ratio].map(
      ([ratio, low, high]) => `${ratio.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})`,
    ),
  ]);
  return table([title, "requests", "median ms", "p95 ms", "median ratio", "p95 ratio"], rows);
}

await main();
