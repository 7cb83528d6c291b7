import {
  type AnalysedEvents,
  type AnalyticsRun,
  type NewRun,
  QueryTimeoutError,
  QueryTooLargeError,
  type RunStore,
} from "@faultline/storage";
import type { Logger } from "pino";
import type { AnalysisThread } from "./analysis-thread.ts";
import type { TemplateBook } from "../templates/template-book.ts";
import { executeRun } from "./run-execution.ts";
import { createRunStages } from "./run-stages.ts";

/** Runs of the analytics, one at a time; others wait in line. */
export interface AnalyticsRunner {
  /**
   * Starts a run, or joins one of the same scope that waits or is under way. What ingestion asks for joins only one that
   * has not begun, for another may have counted before the newest entries came.
   * @throws TooManyRunsError
   */
  request(run: NewRun): Promise<{ readonly run: AnalyticsRun; readonly joined: boolean }>;
  /** The run as it is then; null if there is none that has not ended. */
  cancel(id: number): Promise<AnalyticsRun | null>;
  stop(): Promise<void>;
}

export interface AnalyticsRunnerOptions {
  readonly runs: RunStore;
  readonly events: AnalysedEvents;
  readonly book: TemplateBook;
  readonly startThread: (signal: AbortSignal) => AnalysisThread;
  /** Called after each change of a run. */
  readonly onChange: () => void;
  readonly logger: Logger;
}

export class TooManyRunsError extends Error {
  readonly code = "too_many_runs";
  constructor() {
    super(`${MAX_WAITING} runs are waiting already; ask again when one has ended.`);
  }
}

const MAX_WAITING = 10;

interface Job {
  readonly scope: string;
  readonly created: Promise<AnalyticsRun>;
  readonly abort: AbortController;
}

export function createAnalyticsRunner(options: AnalyticsRunnerOptions): AnalyticsRunner {
  const { runs, events, book, startThread, onChange, logger } = options;
  const waiting: Job[] = [];
  let current: { readonly job: Job; readonly ended: Promise<void> } | null = null;
  let isStopping = false;

  function startNext(): void {
    if (current || isStopping) return;
    const job = waiting.shift();
    if (!job) return;
    const ended = job.created
      .then((run) => perform(run, job.abort))
      .catch((error: unknown) => logger.error({ err: error }, "a run could not be begun"))
      .finally(() => {
        current = null;
        startNext();
      });
    current = { job, ended };
  }

  async function perform(run: AnalyticsRun, abort: AbortController): Promise<void> {
    if (abort.signal.aborted) return;
    const thread = startThread(abort.signal);
    const stages = createRunStages(run, noticed, Date.now, () =>
      abort.abort(new Error("The run has ended elsewhere.")),
    );
    try {
      await runs.markRunning(run.id);
      const { results, detail } = await executeRun(run, { events, thread, stages, book });
      abort.signal.throwIfAborted();
      stages.enter("storing");
      await stages.settle();
      const isCompleted = await runs.complete(run.id, results, detail);
      if (isCompleted)
        logger.info({ run_id: run.id, windows: results.windows?.score.length }, "analytics run completed");
    } catch (error) {
      await failQuietly(run, abort.signal, error);
    } finally {
      await thread.end();
      onChange();
    }
  }

  const noticed: Pick<RunStore, "advance"> = {
    async advance(...state) {
      const isUnderWay = await runs.advance(...state);
      onChange();
      return isUnderWay;
    },
  };

  async function failQuietly(run: AnalyticsRun, signal: AbortSignal, error: unknown): Promise<void> {
    if (signal.aborted && !isStopping) return;
    logger.error({ err: error, run_id: run.id }, "analytics run failed");
    await runs
      .fail(run.id, isStopping ? "The server stopped." : reasonOf(error))
      .catch((cause: unknown) => logger.error({ err: cause }, "a run could not be marked as failed"));
  }

  function jobOf(id: number): Promise<Job | undefined> {
    const jobs = [...(current ? [current.job] : []), ...waiting];
    const found = jobs.map(async (job) => ((await job.created.catch(() => null))?.id === id ? job : undefined));
    return Promise.all(found).then((each) => each.find((job) => job !== undefined));
  }

  return {
    async request(newRun) {
      const { trigger, requestedBy: _, ...rest } = newRun;
      const scope = JSON.stringify(rest);
      const isBegun = trigger === "request" && current?.job.scope === scope;
      const same = waiting.find((job) => job.scope === scope) ?? (isBegun ? current!.job : undefined);
      if (same) return { run: await same.created, joined: true };
      if (waiting.length >= MAX_WAITING) throw new TooManyRunsError();
      const job = { scope, created: runs.create(newRun), abort: new AbortController() };
      waiting.push(job);
      startNext();
      const run = await job.created;
      onChange();
      return { run, joined: false };
    },
    async cancel(id) {
      const job = await jobOf(id);
      if (!(await runs.cancel(id))) return null;
      job?.abort.abort(new Error("The run was cancelled."));
      if (job && waiting.includes(job)) waiting.splice(waiting.indexOf(job), 1);
      onChange();
      return runs.findById(id);
    },
    async stop() {
      isStopping = true;
      current?.job.abort.abort(new Error("The server stopped."));
      await current?.ended;
      for (const { created } of waiting) {
        const run = await created.catch(() => null);
        if (run) await runs.fail(run.id, "The server stopped.").catch(() => undefined);
      }
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
