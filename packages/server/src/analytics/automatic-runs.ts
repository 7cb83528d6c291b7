import type { AnalyticsRun, FileStore, RunScope, RunStore } from "@faultline/storage";
import type { AnalyticsRunner } from "./analytics-runner.ts";

/** Starts a run over everything once files have been read, or are gone, and a while has passed without another. */
export interface AutomaticRuns {
  /** The entries are others than before. */
  notice(): void;
  /**
   * Starts a run if files were read since the latest over everything began, as when an earlier process ended in between; but not
   * if the process ended during two such runs, one after the other: it might end at each start.
   */
  catchUp(): Promise<void>;
  stop(): void;
}

export interface AutomaticRunsOptions {
  readonly files: Pick<FileStore, "list">;
  readonly runs: Pick<RunStore, "findLatestWhole" | "list">;
  readonly analytics: Pick<AnalyticsRunner, "request">;
  readonly quietMs: number;
  readonly onError: (error: unknown) => void;
}

/** What is said of a run during which the process ended other than by being stopped. */
export const PROCESS_ENDED =
  "The server ended before the run did. After two such runs none begins by itself until other files are read.";
const MOST_CRASHES = 2;
/** Those over a part come between. */
const LOOKED_AT = 50;

/** One over everything shows what has come since the latest. */
export function isWhole({ rangeStart, rangeEnd, fileIds, services }: RunScope): boolean {
  return [rangeStart, rangeEnd, fileIds, services].every((choice) => choice === null);
}

const EVERYTHING = {
  rangeStart: null,
  rangeEnd: null,
  fileIds: null,
  services: null,
  contamination: null,
  windowSeconds: null,
} as const;

export function createAutomaticRuns(options: AutomaticRunsOptions): AutomaticRuns {
  const { files, runs, analytics, quietMs, onError } = options;
  let timer: NodeJS.Timeout | null = null;
  let isStopped = false;

  function startLater(): void {
    if (timer) clearTimeout(timer);
    if (!isStopped) timer = setTimeout(() => void start().catch(onError), quietMs);
  }

  async function start(): Promise<void> {
    // Files that wait or are read will be noticed in their turn; a node that reads none of them looks again.
    if (await isReading()) return startLater();
    if (!isStopped) await analytics.request({ ...EVERYTHING, trigger: "ingestion", requestedBy: null });
  }

  /** Null if fewer than {@link MOST_CRASHES} were the last over everything. */
  async function latestOfCrashes(): Promise<AnalyticsRun | null> {
    const newest = (await runs.list({ offset: 0, limit: LOOKED_AT })).items.filter(isWhole).slice(0, MOST_CRASHES);
    const isCrash = newest.length === MOST_CRASHES && newest.every(({ detail }) => detail === PROCESS_ENDED);
    return isCrash ? newest[0]! : null;
  }

  async function isReading(): Promise<boolean> {
    for (const status of ["uploaded", "processing"] as const) {
      if ((await files.list({ status }, { offset: 0, limit: 1 })).total > 0) return true;
    }
    return false;
  }

  return {
    notice: startLater,
    async catchUp() {
      try {
        const latest = (await latestOfCrashes()) ?? (await runs.findLatestWhole());
        const processedAfter = latest?.startedAt ?? new Date(0);
        if ((await files.list({ processedAfter }, { offset: 0, limit: 1 })).total > 0) startLater();
      } catch (error) {
        // A start without a run is better than none.
        onError(error);
      }
    },
    stop() {
      isStopped = true;
      if (timer) clearTimeout(timer);
    },
  };
}
