import {
  type AnalyticsRun,
  type EventStore,
  QueryTimeoutError,
  QueryTooLargeError,
  type RunStore,
} from "@faultline/storage";
import type { Logger } from "pino";
import type { Analysis, AnalysisInput } from "./analysis.ts";
import { chooseRange, type RequestedRange, WINDOW_SECONDS } from "./analysis-range.ts";

export interface RunRequest extends RequestedRange {
  readonly contamination: number | undefined;
  readonly requestedBy: number;
}

/** One run of the analytics at a time. */
export interface AnalyticsRunner {
  /** Starts a run, or joins the one under way. */
  request(request: RunRequest): Promise<{ readonly run: AnalyticsRun; readonly joined: boolean }>;
  stop(): Promise<void>;
}

export interface AnalyticsRunnerOptions {
  readonly runs: RunStore;
  readonly events: Pick<EventStore, "summarizeEntries" | "countWindows" | "findErrorShapes">;
  readonly analyse: (input: AnalysisInput, signal: AbortSignal) => Promise<Analysis>;
  readonly logger: Logger;
}

const MAX_ERROR_SHAPES = 5000;

export function createAnalyticsRunner({ runs, events, analyse, logger }: AnalyticsRunnerOptions): AnalyticsRunner {
  const stopping = new AbortController();
  let current: { readonly created: Promise<AnalyticsRun>; readonly ended: Promise<void> } | null = null;

  async function execute(run: AnalyticsRun, contamination: number | undefined): Promise<void> {
    await runs.markRunning(run.id);
    const range = chooseRange({ start: run.rangeStart, end: run.rangeEnd }, await events.summarizeEntries({}));
    if (range === null) {
      await runs.complete(run.id, { windows: [], clusters: [] }, "There is no entry with a timestamp in this range.");
      return;
    }
    const filter = { start: range.start.toISOString(), end: range.end.toISOString() };
    const [windows, errorShapes] = await Promise.all([
      events.countWindows(filter, WINDOW_SECONDS),
      events.findErrorShapes(filter, MAX_ERROR_SHAPES),
    ]);
    const { isFirstPartial, isLastPartial, note } = range;
    const input = { windows, windowSeconds: WINDOW_SECONDS, isFirstPartial, isLastPartial, errorShapes, contamination };
    const { reason, ...results } = await analyse(input, stopping.signal);
    await runs.complete(run.id, results, [reason, note].filter((text) => text !== null).join(" ") || null);
    logger.info({ run_id: run.id, windows: results.windows.length }, "analytics run completed");
  }

  async function failQuietly(run: AnalyticsRun, error: unknown): Promise<void> {
    const detail = stopping.signal.aborted ? "The server stopped." : reasonOf(error);
    logger.error({ err: error, run_id: run.id }, "analytics run failed");
    await runs
      .fail(run.id, detail)
      .catch((cause: unknown) => logger.error({ err: cause }, "a run could not be marked as failed"));
  }

  return {
    async request({ start, end, contamination, requestedBy }) {
      if (current) return { run: await current.created, joined: true };
      const created = runs.create({ rangeStart: start, rangeEnd: end, requestedBy });
      const ended = created
        .then((run) => execute(run, contamination).catch((error: unknown) => failQuietly(run, error)))
        .catch(() => undefined)
        .finally(() => (current = null));
      current = { created, ended };
      return { run: await created, joined: false };
    },
    async stop() {
      stopping.abort(new Error("The server stopped."));
      await current?.ended;
    },
  };
}

/** For whoever asked; the engines' own words are for the log. */
function reasonOf(error: unknown): string {
  const isTooMuch = error instanceof QueryTooLargeError || error instanceof QueryTimeoutError;
  return isTooMuch
    ? "There is more data than one run can take; choose a shorter range."
    : "The run failed; the server's log says why.";
}
