import type { ParseWorkerThread } from "./parse-worker-thread.ts";

/** Parse workers that are kept for the next file: starting one takes longer than reading a small file. */
export interface ParseWorkers {
  take(): ParseWorkerThread;
  /** Makes the next one that is taken ready for a file that is coming in. */
  rehearse(path: string): void;
  giveBack(worker: ParseWorkerThread): void;
  /** For one that is in the middle of a file. */
  discard(worker: ParseWorkerThread): Promise<void>;
  end(): Promise<void>;
}

/** `maxIdle`: how many are kept while there is nothing for them to do. The first is started before it is needed. */
export function createParseWorkers(startWorker: () => ParseWorkerThread, maxIdle: number): ParseWorkers {
  const idle = [startWorker()];
  const ending = new Set<Promise<void>>();
  const end = (worker: ParseWorkerThread): Promise<void> => {
    const ended = worker.end().finally(() => ending.delete(ended));
    ending.add(ended);
    return ended;
  };
  return {
    take: () => idle.pop() ?? startWorker(),
    rehearse: (path) => idle.at(-1)?.rehearse(path),
    giveBack(worker) {
      if (idle.length < maxIdle) idle.push(worker);
      else void end(worker);
    },
    discard: end,
    async end() {
      for (const worker of idle.splice(0)) void end(worker);
      await Promise.all(ending);
    },
  };
}
