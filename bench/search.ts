import { parseArgs } from "node:util";
import { facets, logEntryPage, summary, timeline } from "@faultline/contract";
import type { ApiClient } from "../e2e/api-client.ts";
import { machine, median, percentile95, table } from "./report.ts";
import { withStoredCorpus } from "./stored-corpus.ts";

/** What somebody looks for in the app corpus; all of it is found by reading entries, not counts. */
const QUERIES = [
  ["everything", ""],
  ["one level", "level:error"],
  ["levels and a service", "level:>=warning service:payments"],
  ["a frequent word", "completed"],
  ["a phrase of an hour", '"connection pool payments-db exhausted"'],
  ["a word of one entry, newest", "trace at 23"],
  ["a word of one entry, midday", "trace at 12"],
  ["a word of one entry, oldest", "trace at 00"],
  ["a piece of such a word", "piece at 06"],
  ["a word that is nowhere", "xylophone"],
  ["a short word that is nowhere", "oom"],
  ["a comparison that nothing meets", "status:>=600"],
  ["a regular expression without a text", "/[0-9]{9}x/"],
  ["a regular expression", "/after 30\\d\\d ms/"],
  ["one of one entry", "expression at 06"],
  ["two terms, one not", "request -completed level:error"],
  ["an attribute", "method:GET status:>=500"],
  ["either of two", "mailer OR exhausted"],
] as const;

const REPEATS = 5;
/** As the explorer asks: what was found by then is shown, and the search goes on. In ms. */
const [FIRST_WITHIN, NEXT_WITHIN] = [200, 1000];

interface Measurement {
  readonly what: string;
  readonly query: string;
  readonly matches: number;
  /** Until the first rows are there, or it is known that there are none; in another request, how many match; its timeline; the values of its fields. In ms. */
  readonly rowsMs: readonly number[];
  readonly countMs: readonly number[];
  readonly timelineMs: readonly number[];
  readonly facetsMs: readonly number[];
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      entries: { type: "string", default: "5000000" },
      /** Keeps the data there; what is there already is measured without another ingestion. */
      data: { type: "string" },
      json: { type: "boolean", default: false },
    },
  });
  await withStoredCorpus(values, async (_, api) => {
    const { total_entries: entries } = await api.get(summary, "/stats/summary");
    const measurements: Measurement[] = [];
    for (const [what, query] of QUERIES) measurements.push(await measure(api, what, await withTrace(api, query)));
    const deepMs = await timeDeepPages(api);
    console.log(
      values.json
        ? JSON.stringify({ machine: machine(), entries, measurements, deepMs }, null, 2)
        : report(entries, measurements, deepMs),
    );
  });
}

/** The trace of an entry of that hour of the day stands for the word that one entry has. */
async function withTrace(api: ApiClient, query: string): Promise<string> {
  const [, kind, hour] = /^(trace|piece|expression) at (\d\d)$/.exec(query) ?? [];
  if (kind === undefined) return query;
  const { items } = await api.get(logEntryPage, `/logs?limit=1&end=2026-11-19T${hour}:00:10Z&total=false`);
  const trace = /trace=(\w+)/.exec(items[0]!.raw_line!)![1]!;
  if (kind === "trace") return trace;
  return kind === "piece" ? trace.slice(2, 14) : `/trace=${trace.slice(0, 12)}\\w+$/`;
}

/** As the explorer searches: on from where it is when the time is over, until there are rows or there is no more. */
async function untilRows(api: ApiClient, q: string): Promise<void> {
  let cursor: string | null = "";
  do {
    const from: string = cursor
      ? `within_ms=${NEXT_WITHIN}&cursor=${encodeURIComponent(cursor)}`
      : `within_ms=${FIRST_WITHIN}`;
    const page: { items: unknown[]; next_cursor?: string | null } = await api.get(
      logEntryPage,
      `/logs?${q}&limit=100&total=false&${from}`,
    );
    cursor = page.items.length > 0 ? null : (page.next_cursor ?? null);
  } while (cursor !== null);
}

async function measure(api: ApiClient, what: string, query: string): Promise<Measurement> {
  const q = `q=${encodeURIComponent(query)}`;
  const { total_entries: matches } = await api.get(summary, `/stats/summary?${q}`);
  return {
    what,
    query,
    matches,
    rowsMs: await repeatedly(() => untilRows(api, q)),
    countMs: await repeatedly(() => api.get(summary, `/stats/summary?${q}`)),
    timelineMs: await repeatedly(() => api.get(timeline, `/stats/timeline?${q}`)),
    facetsMs: await repeatedly(() => api.get(facets, `/logs/facets?${q}`)),
  };
}

/** Pages one after the other from the newest on: a page is to cost the same wherever it is. */
async function timeDeepPages(api: ApiClient): Promise<number[]> {
  const taken: number[] = [];
  let cursor: string | null = "";
  for (let page = 0; page < 50 && cursor !== null; page++) {
    const startedAt = performance.now();
    const from: string = cursor && `&cursor=${encodeURIComponent(cursor)}`;
    cursor = (await api.get(logEntryPage, `/logs?limit=500&total=false${from}`)).next_cursor ?? null;
    taken.push(performance.now() - startedAt);
  }
  return taken;
}

async function repeatedly(ask: () => Promise<unknown>): Promise<number[]> {
  const taken: number[] = [];
  for (let i = 0; i < REPEATS; i++) {
    const startedAt = performance.now();
    await ask();
    taken.push(performance.now() - startedAt);
  }
  return taken;
}

function report(entries: number, measurements: readonly Measurement[], deepMs: readonly number[]): string {
  const range = (values: readonly number[]) => `${median(values).toFixed(0)} (${Math.max(...values).toFixed(0)})`;
  const head = ["looked for", "query", "matches", "first rows", "count", "timeline", "facets"];
  const rows = measurements.map((m) => [
    m.what,
    m.query,
    m.matches.toLocaleString("en"),
    ...[m.rowsMs, m.countMs, m.timelineMs, m.facetsMs].map(range),
  ]);
  return [
    `${machine()}; ${entries.toLocaleString("en")} entries; ms, the median and the greatest of ${REPEATS}`,
    table(head, rows),
    `500 rows by cursor, 50 pages: median ${median(deepMs).toFixed(0)} ms, p95 ${percentile95(deepMs).toFixed(0)} ms`,
  ].join("\n");
}

await main();
