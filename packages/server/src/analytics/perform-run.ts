import {
  type AnalysedEvents,
  type AnalyticsRun,
  QueryTimeoutError,
  QueryTooLargeError,
  type RunStore,
} from "@faultline/storage";
import type { Logger } from "pino";
import type { TemplateBook } from "../templates/template-book.ts";
import type { AnalysisThread } from "./analysis-thread.ts";
import { executeRun } from "./run-execution.ts";
import { createRunStages } from "./run-stages.ts";

export interface RunSurroundings {
  readonly runs: RunStore;
  readonly events: AnalysedEvents;
  readonly book: TemplateBook;
  readonly startThread: (signal: AbortSignal) => AnalysisThread;
  /** Called after each change of the run. */
  readonly onChange: () => void;
  readonly logger: Logger;
  /** Awaited before each statement that stores results. */
  readonly giveWay: () => Promise<void>;
  /** Of the run, which was cancelled or whose server stops. */
  readonly abort: AbortController;
  readonly isStopping: () => boolean;
}

/** Makes a run, from its mark as running to its results or to why there are none. */
export async function performRun(run: AnalyticsRun, surroundings: RunSurroundings): Promise<void> {
  const { runs, startThread, onChange, logger, giveWay, abort } = surroundings;
  if (abort.signal.aborted) return;
  const thread = startThread(abort.signal);
  const noticed: Pick<RunStore, "advance"> = {
    async advance(...state) {
      const isUnderWay = await runs.advance(...state);
      onChange();
      return isUnderWay;
    },
  };
  const stages = createRunStages(run, noticed, Date.now, () => abort.abort(new Error("The run has ended elsewhere.")));
  try {
    if (!(await runs.markRunning(run.id))) return;
    const { results, detail } = await executeRun(run, { ...surroundings, thread, stages });
    abort.signal.throwIfAborted();
    stages.enter("storing");
    await stages.settle();
    const isCompleted = await runs.complete(run.id, results, detail, giveWay);
    if (isCompleted) logger.info({ run_id: run.id, windows: results.windows?.score.length }, "analytics run completed");
  } catch (error) {
    await endWithout(run, error, surroundings);
  } finally {
    await thread.end();
    onChange();
  }
}

async function endWithout(
  run: AnalyticsRun,
  error: unknown,
  { runs, logger, abort, isStopping }: RunSurroundings,
): Promise<void> {
  if (abort.signal.aborted && !isStopping()) return;
  try {
    if (isStopping()) {
      await runs.requeue(run.id);
      logger.info({ run_id: run.id }, "analytics run interrupted: the server stops; it begins again at the next start");
    } else {
      logger.error({ err: error, run_id: run.id }, "analytics run failed");
      await runs.fail(run.id, reasonOf(error));
    }
  } catch (cause) {
    logger.error({ err: cause, run_id: run.id }, "how a run ended could not be written down");
  }
}

/** For whoever asked; the engines' own words are for the log. */
function reasonOf(error: unknown): string {
  const isTooMuch = error instanceof QueryTooLargeError || error instanceof QueryTimeoutError;
  return isTooMuch
    ? "There is more data than one run can take; choose a shorter range."
    : "The run failed; the server's log says why.";
}
