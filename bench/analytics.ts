import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import { health, logEntryPage, type Run, run, runAccepted, summary } from "@faultline/contract";
import type { ApiClient } from "../e2e/api-client.ts";
import type { RunningApp } from "../e2e/running-app.ts";
import { residentBytesOf } from "./process-memory.ts";
import { machine, median, percentile95, table } from "./report.ts";
import { withStoredCorpus } from "./stored-corpus.ts";

const RUNS = 5;
const LATENCY_MS = 5000;
/** What a server does after its start is over then. */
const READY_MS = 8000;
const POLL_MS = 20;
const SAMPLE_MS = 20;
const PAUSE_MS = 100;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      entries: { type: "string", default: "600000" },
      /** Keeps the data there; what is there already is measured without another ingestion. */
      data: { type: "string" },
      "prepare-only": { type: "boolean", default: false },
      json: { type: "boolean", default: false },
    },
  });
  // As users have it: such a server makes itself ready for runs, and catches up on one that is missing.
  const options = { ...values, environment: { FAULTLINE_AUTO_ANALYTICS: "on" } };
  await withStoredCorpus(options, async (app, api) => {
    if (values["prepare-only"]) return;
    await delay(READY_MS);
    const measured = await measure(app, api);
    console.log(values.json ? JSON.stringify({ machine: machine(), ...measured }, null, 2) : report(measured));
  });
}

interface Timing {
  readonly seconds: number;
  readonly run: Run;
  /** Above what the processes held before the run. */
  readonly extraBytes: number;
}

/** What the page asks for meanwhile. */
const LIGHT_REQUESTS: readonly { readonly name: string; readonly ask: (api: ApiClient) => Promise<unknown> }[] = [
  { name: "health", ask: (api) => api.get(health, "/health") },
  { name: "summary", ask: (api) => api.get(summary, "/stats/summary") },
  { name: "logs", ask: (api) => api.get(logEntryPage, "/logs?limit=50") },
];
/** Of each request, in ms. */
type Latencies = readonly (readonly number[])[];

async function measure(app: RunningApp, api: ApiClient) {
  const { total_entries: entries } = await api.get(summary, "/stats/summary");
  // A process that has just started is still compiling what answers.
  await repeatedly(40, () => api.get(summary, "/stats/summary"));
  const summaryMs = await repeatedly(60, () => api.get(summary, "/stats/summary"));
  const timings: Timing[] = [];
  for (let i = 0; i < RUNS; i++) timings.push(await timeRun(app, api));
  // Asking for other things takes a good part of two processors, so that it is not done while runs are timed.
  const quiet = await latenciesWhile(api, delay(LATENCY_MS));
  const busy = await latenciesWhile(api, runFor(api, LATENCY_MS));
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
    latencies: LIGHT_REQUESTS.map(({ name }, at) => ({
      name,
      quietMs: [median(quiet[at]!), percentile95(quiet[at]!)],
      busyMs: [median(busy[at]!), percentile95(busy[at]!)],
    })),
  };
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

/** One run after another. */
async function runFor(api: ApiClient, ms: number): Promise<void> {
  for (const endMs = performance.now() + ms; performance.now() < endMs;) await runOnce(api);
}

async function runOnce(api: ApiClient): Promise<Run> {
  const { run_id: id } = runAccepted.parse(await api.post("/analytics/run", {}));
  const ended = await untilCompleted(api, id);
  if (ended.status !== "completed") throw new Error(`the run ${ended.status}: ${ended.detail}`);
  return ended;
}

async function untilCompleted(api: ApiClient, id: number): Promise<Run> {
  for (;;) {
    const found = await api.get(run, `/analytics/runs/${id}`);
    if (found.status !== "queued" && found.status !== "running") return found;
    await delay(POLL_MS);
  }
}

/** How long each of the light requests takes, one after another, until something is over. */
async function latenciesWhile(api: ApiClient, over: Promise<unknown>): Promise<Latencies> {
  let isOver = false;
  const end = over.finally(() => (isOver = true));
  const taken = LIGHT_REQUESTS.map((): number[] => []);
  while (!isOver) {
    for (const [at, { ask }] of LIGHT_REQUESTS.entries()) taken[at]!.push(...(await repeatedly(1, () => ask(api))));
    await delay(PAUSE_MS);
  }
  await end;
  return taken;
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
  const both = (ms: readonly number[]): string => ms.map((each) => each.toFixed(0)).join(" (") + ")";
  const others = m.latencies.map(({ name, quietMs, busyMs }) => `${name} ${both(quietMs)} → ${both(busyMs)}`);
  const stages = Object.entries(m.stagesMs).map(([stage, ms]) => `${stage} ${ms.toFixed(0)} ms`);
  return [
    machine(),
    table(head, [row]),
    `stages of the median run: ${stages.join(", ")}`,
    `median (p95) before and during runs, ms: ${others.join(", ")}`,
  ].join("\n");
}

await main();
