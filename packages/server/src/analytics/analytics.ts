import type { EventStore, FileStore, RunStore, TemplateStore } from "@faultline/storage";
import type { Logger } from "pino";
import type { Config } from "../config.ts";
import type { RequestsUnderWay } from "../operation/requests-under-way.ts";
import { createTemplateBook, type TemplateBook } from "../templates/template-book.ts";
import { keepAnalysisThread } from "./analysis-thread.ts";
import { type AnalyticsRunner, createAnalyticsRunner } from "./analytics-runner.ts";
import { type AutomaticRuns, createAutomaticRuns, isWhole, PROCESS_ENDED } from "./automatic-runs.ts";
import { rehearseQuestions } from "./rehearsed-questions.ts";
import { createRunChanges, type RunChanges } from "./run-changes.ts";

export interface Analytics {
  readonly analytics: AnalyticsRunner;
  readonly runChanges: RunChanges;
  readonly templateBook: TemplateBook;
  readonly automatic: Pick<AutomaticRuns, "notice">;
  /** Begins the runs that an earlier process left, or one that it should have begun. */
  resume(): Promise<void>;
  stop(): Promise<void>;
}

interface Surroundings {
  readonly runs: RunStore;
  readonly files: Pick<FileStore, "list">;
  readonly events: EventStore;
  readonly templates: TemplateStore;
  readonly analysisWorkerUrl: URL;
  readonly logger: Logger;
  /** A run gives way to them before each of its steps. */
  readonly requests: Pick<RequestsUnderWay, "giveWay" | "count">;
}

/** Files often come one after another; a run for each would be in vain. */
const QUIET_MS = 2000;
/** The start of the server has the processor to itself until then. */
const WARM_AFTER_MS = 3000;

export function openAnalytics(config: Pick<Config, "analyseAfterIngestion">, options: Surroundings): Analytics {
  const { runs, files, events, templates, analysisWorkerUrl, logger, requests } = options;
  const { giveWay } = requests;
  const runChanges = createRunChanges(runs, (error) => logger.error({ err: error }, "runs not listed"));
  const threads = keepAnalysisThread(analysisWorkerUrl, requests.count);
  const background = events.inBackground(giveWay);
  const stopping = new AbortController();
  const templateBook = createTemplateBook({
    templates,
    events,
    async mine(question) {
      const thread = threads.lend(stopping.signal);
      try {
        return await thread.assignTemplates(question);
      } finally {
        await thread.end();
      }
    },
  });
  const analytics = createAnalyticsRunner({
    runs,
    events: background,
    book: templateBook,
    startThread: (signal) => threads.lend(signal, giveWay),
    onChange: runChanges.notice,
    giveWay,
    logger,
  });
  const automatic = createAutomaticRuns({
    files,
    runs,
    analytics,
    quietMs: QUIET_MS,
    onError: (error) => logger.error({ err: error }, "no run could be started after ingestion"),
  });
  const never = { notice: () => undefined, catchUp: () => Promise.resolve(), stop: () => undefined };
  let warmed: Promise<unknown> = Promise.resolve();
  const warm = (): void => {
    threads.warm();
    // What goes wrong will be told by the first run.
    warmed = rehearseQuestions(background).catch(() => undefined);
  };
  const warming = config.analyseAfterIngestion ? setTimeout(warm, WARM_AFTER_MS).unref() : undefined;
  const ifWanted = config.analyseAfterIngestion ? automatic : never;
  return {
    analytics,
    runChanges,
    templateBook,
    automatic: ifWanted,
    async resume() {
      const left = await runs.takeUp(PROCESS_ENDED);
      analytics.resume(left);
      if (!left.some(isWhole)) await ifWanted.catchUp();
    },
    async stop() {
      clearTimeout(warming);
      stopping.abort(new Error("The server stopped."));
      automatic.stop();
      runChanges.stop();
      await analytics.stop();
      await threads.stop();
      await warmed;
    },
  };
}
