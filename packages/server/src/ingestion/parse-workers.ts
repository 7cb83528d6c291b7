import type { ParseJob } from "./parse-job.ts";
import type { ParseWorkerThread } from "./parse-worker-thread.ts";

/** A file that is read while it comes in, for as long as no other needs the worker. */
export interface ReadAhead {
  /** More of it is here. */
  grown(): void;
  /** It is not to be a file after all: nothing is left of what was read. */
  drop(): void;
}

/** Parse workers that are kept for the next file: starting one takes longer than reading a small file. */
export interface ParseWorkers {
  /** For a file: the one that has read ahead of it, if one has. */
  take(fileId: number): ParseWorkerThread;
  /** Whether one is free to read a file that is still coming in, and none does so. */
  mayReadAhead(): boolean;
  /** Has one that is free read a file that is still coming in; null if there is none. */
  readAhead(job: ParseJob, blockPrefix: string): ReadAhead | null;
  giveBack(worker: ParseWorkerThread): void;
  /** For one that is in the middle of a file. */
  discard(worker: ParseWorkerThread): Promise<void>;
  end(): Promise<void>;
}

/** `count`: how many are kept while there is nothing for them to do. The first is started before it is needed. */
export function createParseWorkers(startWorker: () => ParseWorkerThread, count: number): ParseWorkers {
  const idle = [startWorker()];
  let taken = 0;
  /** One at a time: of each there are blocks on disk. */
  let ahead: { readonly fileId: number; readonly worker: ParseWorkerThread } | null = null;
  const ending = new Set<Promise<void>>();
  const end = (worker: ParseWorkerThread): Promise<void> => {
    const ended = worker.end().finally(() => ending.delete(ended));
    ending.add(ended);
    return ended;
  };
  const keep = (worker: ParseWorkerThread): void => {
    worker.drop();
    if (worker.isAlive() && idle.length + (ahead ? 1 : 0) < count) idle.push(worker);
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
  const mayReadAhead = (): boolean => ahead === null && taken < count;

  return {
    take(fileId) {
      // No file that is all here waits for one that is not.
      const isForIt = ahead?.fileId === fileId || (idle.length === 0 && taken + 1 >= count);
      taken++;
      return aliveOrNew((isForIt ? stopAhead() : undefined) ?? idle.pop());
    },
    mayReadAhead,
    readAhead(job, blockPrefix) {
      if (!mayReadAhead()) return null;
      const worker = aliveOrNew(idle.pop());
      const mine = { fileId: job.fileId, worker };
      ahead = mine;
      worker.readAhead(job, blockPrefix);
      return {
        grown: () => void (ahead === mine && worker.grown()),
        drop() {
          if (ahead !== mine) return;
          ahead = null;
          keep(worker);
        },
      };
    },
    giveBack(worker) {
      taken--;
      keep(worker);
    },
    discard(worker) {
      taken--;
      return end(worker);
    },
    async end() {
      const worker = stopAhead();
      if (worker) void end(worker);
      for (const each of idle.splice(0)) void end(each);
      await Promise.all(ending);
    },
  };
}
