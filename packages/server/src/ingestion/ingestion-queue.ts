import { access } from "node:fs/promises";
import type { LogReaderState } from "@faultline/logs";
import type { EventStore, FileStore, LogFile } from "@faultline/storage";
import type { Logger } from "pino";
import type { ParseJob } from "./parse-job.ts";
import type { ParseWorkerThread } from "./parse-worker-thread.ts";
import type { Spool } from "./spool.ts";
import { storeBlock } from "./store-block.ts";

export interface IngestionQueue {
  add(file: LogFile): void;
  /** Takes up the files that were not read to their end when the process ended. */
  resume(): Promise<void>;
  /** Stores the blocks in hand and stops; what is left is taken up by the next `resume`. */
  stop(): Promise<void>;
}

export interface IngestionQueueOptions {
  readonly files: FileStore;
  readonly events: Pick<EventStore, "insertBlock">;
  readonly spool: Spool;
  readonly startWorker: () => ParseWorkerThread;
  /** Files read at the same time; at least 1. */
  readonly concurrency: number;
  /** The most text a compressed file may hold. */
  readonly maxTextBytes: number;
  readonly logger: Logger;
}

/** Reads files in the order they came, several at a time, each by one worker. A file that fails holds up no other. */
export function createIngestionQueue(options: IngestionQueueOptions): IngestionQueue {
  const { files, events, spool, logger } = options;
  const waiting: LogFile[] = [];
  const running = new Set<Promise<void>>();
  const idleWorkers: ParseWorkerThread[] = [];
  const busyWorkers = new Set<ParseWorkerThread>();
  const stopping = new AbortController();

  const startNext = (): void => {
    while (running.size < options.concurrency && waiting.length > 0 && !stopping.signal.aborted) {
      const task = ingest(waiting.shift()!)
        .catch((error: unknown) => logger.error({ err: error }, "a file could not be marked as failed"))
        .finally(() => {
          running.delete(task);
          startNext();
        });
      running.add(task);
    }
  };

  async function ingest(file: LogFile): Promise<void> {
    const worker = idleWorkers.pop() ?? options.startWorker();
    busyWorkers.add(worker);
    try {
      await readFile(file, worker);
      idleWorkers.push(worker);
    } catch (error) {
      await worker.end();
      if (!stopping.signal.aborted) await fail(file, (error as Error).message, error);
    } finally {
      busyWorkers.delete(worker);
    }
  }

  /** Reads a file to its end, however that is. Throws if the queue stops before. */
  async function readFile(file: LogFile, worker: ParseWorkerThread): Promise<void> {
    await files.markProcessing(file.id);
    worker.start(jobFor(file));
    for (;;) {
      stopping.signal.throwIfAborted();
      const message = await worker.next();
      if (message.type === "failed") return fail(file, message.reason);
      if (message.type === "finished") return finish(file);
      await storeBlock(events, message.block, stopping.signal);
      await files.recordBlock(file.id, message.progress);
      worker.stored();
    }
  }

  async function finish(file: LogFile): Promise<void> {
    await files.markProcessed(file.id);
    await spool.remove(file.id);
    logger.info({ file_id: file.id }, "file processed");
  }

  async function fail(file: LogFile, reason: string, cause?: unknown): Promise<void> {
    logger.warn({ file_id: file.id, reason, err: cause }, "file failed");
    await files.markFailed(file.id, reason);
    await spool.remove(file.id);
  }

  function jobFor(file: LogFile): ParseJob {
    return {
      fileId: file.id,
      path: spool.pathOf(file.id),
      referenceTimeMs: (file.modifiedAt ?? file.uploadedAt).getTime(),
      // Written by this very program, after each block.
      resumeFrom: file.checkpoint as LogReaderState | null,
      maxTextBytes: options.maxTextBytes,
    };
  }

  return {
    add(file) {
      waiting.push(file);
      startNext();
    },
    async resume() {
      const unfinished = await files.listUnfinished();
      await spool.removeAllBut(unfinished.map(({ id }) => id));
      for (const file of unfinished) {
        const isSpooled = await access(spool.pathOf(file.id)).then(
          () => true,
          () => false,
        );
        if (isSpooled) waiting.push(file);
        else await fail(file, "Its upload was cut off before it was complete.");
      }
      startNext();
    },
    async stop() {
      stopping.abort();
      for (const worker of busyWorkers) worker.interrupt();
      await Promise.all(running);
      await Promise.all(idleWorkers.map((worker) => worker.end()));
    },
  };
}
