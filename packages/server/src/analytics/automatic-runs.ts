import type { FileStore, RunStore } from "@faultline/storage";
import type { AnalyticsRunner } from "./analytics-runner.ts";

/** Starts a run over everything once files have been read, or are gone, and a while has passed without another. */
export interface AutomaticRuns {
  /** The entries are others than before. */
  notice(): void;
  /** Starts a run if files were read since the latest over everything began, as when an earlier process ended in between. */
  catchUp(): Promise<void>;
  stop(): void;
}

export interface AutomaticRunsOptions {
  readonly files: Pick<FileStore, "list">;
  readonly runs: Pick<RunStore, "findLatestWhole">;
  readonly analytics: Pick<AnalyticsRunner, "request">;
  readonly quietMs: number;
  readonly onError: (error: unknown) => void;
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
        const latest = await runs.findLatestWhole();
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
