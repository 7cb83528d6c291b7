import type { LogReaderState } from "@faultline/logs";
import type { EventStore, FileStore, LogFile } from "@faultline/storage";
import type { Logger } from "pino";
import type { ParseJob } from "./parse-job.ts";
import type { ParseWorkerThread } from "./parse-worker-thread.ts";
import type { Spool } from "./spool.ts";
import { storeBlock } from "./store-block.ts";

export interface IngestionQueue {
  add(file: LogFile): void;
  /** Takes up the files that were not read to their end when the process ended, and those that failed through no fault of theirs. */
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
      if (stopping.signal.aborted) return;
      // Not the file's fault: what was received of it is kept, and read on from the last block at the next start.
      logger.error({ file_id: file.id, err: error }, "file could not be read to its end");
      await files.markFailed(file.id, "It could not be read to its end. The server tries again when it next starts.");
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
      if (message.type === "failed") return reject(file, message.reason);
      if (message.type === "finished") return finish(file);
      await storeBlock(events, message.block, stopping.signal);
      await files.recordBlock(file, message.progress);
      worker.stored(message.block);
    }
  }

  async function finish(file: LogFile): Promise<void> {
    await files.markProcessed(file.id, { isRawInRecords: false });
    await spool.remove(file.id);
    logger.info({ file_id: file.id }, "file processed");
  }

  /** The file's own fault, which no later attempt would mend. */
  async function reject(file: LogFile, reason: string): Promise<void> {
    logger.warn({ file_id: file.id, reason }, "file failed");
    await files.markFailed(file.id, reason);
    await spool.remove(file.id);
  }

  /** Files that failed although their bytes are there. They are marked at once, so that nobody takes them in anew. */
  async function reopenFailed(fileIds: readonly number[]): Promise<LogFile[]> {
    const found = await Promise.all(fileIds.map((id) => files.findById(id)));
    const failed = found.filter((file) => file?.status === "failed") as LogFile[];
    for (const { id } of failed) await files.markProcessing(id);
    return failed;
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
      const spooled = new Set(await spool.fileIds());
      const unfinished = await files.listUnfinished();
      for (const file of unfinished) {
        if (spooled.delete(file.id)) waiting.push(file);
        else await reject(file, "Its upload was cut off before it was complete.");
      }
      const reopened = await reopenFailed([...spooled]);
      waiting.push(...reopened);
      for (const { id } of reopened) spooled.delete(id);
      for (const id of spooled) await spool.remove(id);
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
