import type { Logger } from "pino";
import type { AheadPlace } from "./ahead-blocks.ts";
import type { ParseJob } from "./parse-job.ts";
import type { ParseWorkerThread } from "./parse-worker-thread.ts";

/**
 * Parse workers that are kept for the next file: starting one takes longer than reading a small file. One that is free
 * reads a file that is still coming in, one such file at a time, since of each there are blocks on disk.
 */
export interface ParseWorkers {
  /** For a file that is all here: the one that has read ahead of it, if one has. */
  take(file: { readonly id: number; readonly isLarge: boolean }): ParseWorkerThread;
  giveBack(worker: ParseWorkerThread): void;
  /** For one that is in the middle of a file. */
  discard(worker: ParseWorkerThread): Promise<void>;
  /** The file that is read while it comes in. */
  fileAhead(): number | null;
  /** Whether `readAhead` would begin. */
  mayReadAhead(): boolean;
  /** False if no worker is free, or the file that is read ahead keeps growing. */
  readAhead(job: ParseJob, place: AheadPlace): boolean;
  /** More of this file is here. */
  grown(fileId: number): void;
  /** Leaves nothing of what was read ahead of this file, or of any. */
  giveUpAhead(fileId?: number): void;
  end(): Promise<void>;
}

export interface ParseWorkersOptions {
  readonly startWorker: () => ParseWorkerThread;
  /** How many are kept while there is nothing for them to do. The first is started before it is needed. */
  readonly count: number;
  readonly logger: Pick<Logger, "warn">;
  /** Milliseconds. */
  readonly now: () => number;
}

/** A file that has not grown by a step for so long lets another be read ahead. */
const STALLED_MS = 10_000;

export function createParseWorkers({ startWorker, count, logger, now }: ParseWorkersOptions): ParseWorkers {
  const idle = [startWorker()];
  let taken = 0;
  let ahead: { readonly fileId: number; readonly worker: ParseWorkerThread; grownAtMs: number } | null = null;
  const ending = new Set<Promise<void>>();
  const end = (worker: ParseWorkerThread): Promise<void> => {
    const ended = worker.end().finally(() => ending.delete(ended));
    ending.add(ended);
    return ended;
  };
  /** Those that have something to do. */
  const busy = (): number => taken + (ahead ? 1 : 0);
  const keep = (worker: ParseWorkerThread): void => {
    worker.drop();
    // Besides those of the lanes there is one for a small file.
    if (worker.isAlive() && idle.length < count && idle.length + busy() <= count) idle.push(worker);
    else void end(worker);
  };
  const aliveOrNew = (worker: ParseWorkerThread | undefined): ParseWorkerThread => {
    if (worker?.isAlive()) return worker;
    if (worker) void end(worker);
    return startWorker();
  };
  const stopAhead = (): ParseWorkerThread | undefined => {
    const worker = ahead?.worker;
    ahead = null;
    return worker;
  };
  const giveUpAhead = (fileId = ahead?.fileId): void => {
    const worker = ahead?.fileId === fileId ? stopAhead() : undefined;
    if (worker) keep(worker);
  };
  const mayReadAhead = (): boolean => taken < count && (ahead === null || now() - ahead.grownAtMs > STALLED_MS);

  return {
    take({ id, isLarge }) {
      let own: ParseWorkerThread | undefined;
      if (ahead?.fileId === id) own = stopAhead();
      // No file that is all here waits for one that is not. A small one is soon read besides.
      else if (busy() >= count + (isLarge ? 0 : 1)) giveUpAhead();
      const worker = aliveOrNew(own ?? idle.pop());
      taken++;
      return worker;
    },
    giveBack(worker) {
      taken--;
      keep(worker);
    },
    discard(worker) {
      taken--;
      return end(worker);
    },
    fileAhead: () => ahead?.fileId ?? null,
    mayReadAhead,
    readAhead(job, place) {
      if (!mayReadAhead()) return false;
      giveUpAhead();
      const { fileId } = job;
      const worker = aliveOrNew(idle.pop());
      const mine = { fileId, worker, grownAtMs: now() };
      ahead = mine;
      worker.readAhead(job, place, (defect) => {
        if (defect) logger.warn({ file_id: fileId, err: defect }, "a file could not be read while it came in");
        if (ahead === mine) giveUpAhead();
      });
      return true;
    },
    grown(fileId) {
      if (ahead?.fileId !== fileId) return;
      ahead.grownAtMs = now();
      ahead.worker.grown();
    },
    giveUpAhead,
    async end() {
      const worker = stopAhead();
      if (worker) void end(worker);
      for (const each of idle.splice(0)) void end(each);
      await Promise.all(ending);
    },
  };
}
