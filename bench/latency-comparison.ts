// Whether requests take longer while something else goes on: stretches of time with and without it in turn, since the machine
// itself is faster at some times than at others.
import { setTimeout as delay } from "node:timers/promises";
import { logFilePage, health, logEntryPage, summary } from "@faultline/contract";
import type { ApiClient } from "../e2e/api-client.ts";
import { median, percentile95 } from "./report.ts";

/** What the page asks for. */
const REQUESTS: readonly { readonly name: string; readonly ask: (api: ApiClient) => Promise<unknown> }[] = [
  { name: "/health", ask: (api) => api.get(health, "/health") },
  { name: "/stats/summary", ask: (api) => api.get(summary, "/stats/summary") },
  { name: "/logs?limit=50", ask: (api) => api.get(logEntryPage, "/logs?limit=50") },
  { name: "/logs/files", ask: (api) => api.get(logFilePage, "/logs/files") },
];
const STRETCH_MS = 2000;
const PAUSE_MS = 60;
const RESAMPLES = 1000;

/** Of one request, in ms, by stretch. */
type Stretches = readonly (readonly number[])[];

export interface LatencyComparison {
  readonly name: string;
  readonly requests: number;
  /** Without and with. */
  readonly medianMs: readonly [number, number];
  readonly p95Ms: readonly [number, number];
  /** With over without, and the range in which 95 % of the ratios lie if stretches are drawn again (Efron 1979). */
  readonly medianRatio: readonly [number, number, number];
  readonly p95Ratio: readonly [number, number, number];
}

/**
 * @param work done again and again in every other stretch
 * @param otherwise done again and again in those between
 */
export async function compareLatencies(
  { api, rounds }: { readonly api: ApiClient; readonly rounds: number },
  work: () => Promise<unknown>,
  otherwise: () => Promise<unknown>,
): Promise<LatencyComparison[]> {
  const without = REQUESTS.map((): number[][] => []);
  const during = REQUESTS.map((): number[][] => []);
  for (let round = 0; round < rounds; round++) {
    // Each comes first as often as the other.
    const order = round % 2 === 0 ? [false, true] : [true, false];
    for (const isWorking of order) {
      const taken = await latenciesWhile(api, repeat(isWorking ? work : otherwise));
      taken.forEach((each, at) => (isWorking ? during : without)[at]!.push(each));
    }
  }
  return REQUESTS.map(({ name }, at) => compare(name, without[at]!, during[at]!));
}

async function repeat(work: () => Promise<unknown>): Promise<void> {
  for (const endMs = performance.now() + STRETCH_MS; performance.now() < endMs;) await work();
}

/** How long each request takes, one after another, until something is over. */
async function latenciesWhile(api: ApiClient, over: Promise<unknown>): Promise<number[][]> {
  let isOver = false;
  const end = over.finally(() => (isOver = true));
  const taken = REQUESTS.map((): number[] => []);
  while (!isOver) {
    for (const [at, { ask }] of REQUESTS.entries()) {
      const startedAt = performance.now();
      await ask(api);
      taken[at]!.push(performance.now() - startedAt);
      await delay(PAUSE_MS * Math.random());
    }
  }
  await end;
  return taken;
}

function compare(name: string, without: Stretches, during: Stretches): LatencyComparison {
  const both = (of: (ms: readonly number[]) => number) => [of(without.flat()), of(during.flat())] as const;
  return {
    name,
    requests: without.flat().length + during.flat().length,
    medianMs: both(median),
    p95Ms: both(percentile95),
    medianRatio: ratioOf(median, without, during),
    p95Ratio: ratioOf(percentile95, without, during),
  };
}

function ratioOf(
  of: (ms: readonly number[]) => number,
  without: Stretches,
  during: Stretches,
): readonly [number, number, number] {
  const drawn = Array.from({ length: RESAMPLES }, () => of(redraw(during)) / of(redraw(without))).sort((a, b) => a - b);
  return [
    of(during.flat()) / of(without.flat()),
    drawn[Math.floor(0.025 * RESAMPLES)]!,
    drawn[Math.floor(0.975 * RESAMPLES)]!,
  ];
}

function redraw(stretches: Stretches): number[] {
  return stretches.flatMap(() => stretches[Math.floor(Math.random() * stretches.length)]!);
}
