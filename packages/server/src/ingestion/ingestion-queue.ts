import type { FileStore, LogFile } from "@faultline/storage";
import type { Logger } from "pino";
import { failureCause } from "./failure-cause.ts";
import type { FileReading } from "./file-reading.ts";
import { markFailedInTheEnd } from "./mark-failed.ts";
import { createParseWorkers, type ParseWorkers } from "./parse-workers.ts";
import type { ParseWorkerThread } from "./parse-worker-thread.ts";
import type { Spool } from "./spool.ts";
import { SMALL_FILE_BYTES, WaitingFiles } from "./waiting-files.ts";

/** Of a file that is read while it comes in nothing is stored before it is added. */
export interface IngestionQueue extends Pick<
  ParseWorkers,
  "fileAhead" | "mayReadAhead" | "readAhead" | "grown" | "giveUpAhead"
> {
  add(file: LogFile): void;
  /** Whether another upload may be taken. */
  hasRoom(): boolean;
  /** Takes a file out of the line, or ends its reading after the block in hand; false if it was in neither. */
  remove(fileId: number): Promise<boolean>;
  /** Takes up the files that were not read to their end when the process ended. */
  resume(): Promise<void>;
  /** Stores the blocks in hand and stops; what is left is taken up by the next `resume`. */
  stop(): Promise<void>;
}

export interface IngestionQueueOptions {
  readonly files: FileStore;
  readonly spool: Spool;
  readonly readFile: FileReading;
  readonly startWorker: () => ParseWorkerThread;
  /** Files read at the same time, and a small one besides if all of these are large; at least 1. */
  readonly concurrency: number;
  /** Files in line beyond which uploads are put off. */
  readonly maxWaiting: number;
  readonly logger: Logger;
}

interface Reading {
  readonly fileId: number;
  readonly isLarge: boolean;
  /** In the lane that only small files may use, so that large ones do not hold them up. */
  readonly isExtra: boolean;
  readonly abort: AbortController;
  /** It is read to its end and waits to be stored: its lane is free for another. */
  isReleased: boolean;
  done: Promise<void>;
}

/** Files that may wait to be stored: what they hold in memory is bounded by it. */
const MAX_RELEASED = 64;

/** Reads files in the order they came, several at a time, each by one worker. A file that fails holds up no other. */
export function createIngestionQueue(options: IngestionQueueOptions): IngestionQueue {
  const { files, spool, logger } = options;
  const waiting = new WaitingFiles<LogFile>();
  const readings = new Set<Reading>();
  const workers = createParseWorkers({
    startWorker: options.startWorker,
    count: options.concurrency,
    logger,
    now: Date.now,
  });
  const stopping = new AbortController();

  const startNext = (): void => {
    for (;;) {
      if (stopping.signal.aborted) return;
      const inLanes = [...readings].filter(({ isReleased }) => !isReleased);
      if (readings.size - inLanes.length >= MAX_RELEASED) return;
      const extra = inLanes.filter(({ isExtra }) => isExtra).length;
      const hasLane = inLanes.length - extra < options.concurrency;
      // Where a small file is read there is soon room for another: one more at once would only take memory.
      const mayOvertake = extra === 0 && inLanes.every(({ isLarge }) => isLarge);
      const file = hasLane ? waiting.takeFirst() : mayOvertake ? waiting.takeFirstSmall() : undefined;
      if (!file) return;
      start(file, !hasLane);
    }
  };

  function start({ id: fileId, sizeBytes }: LogFile, isExtra: boolean): void {
    const abort = new AbortController();
    const isLarge = sizeBytes > SMALL_FILE_BYTES;
    const reading: Reading = { fileId, isLarge, isExtra, abort, isReleased: false, done: Promise.resolve() };
    readings.add(reading);
    reading.done = ingest(reading).finally(() => {
      readings.delete(reading);
      startNext();
    });
  }

  async function ingest(reading: Reading): Promise<void> {
    const { fileId, abort, isLarge } = reading;
    const worker = workers.take({ id: fileId, isLarge });
    const interrupt = (): void => worker.interrupt();
    abort.signal.addEventListener("abort", interrupt);
    const release = (): void => {
      if (reading.isReleased) return;
      abort.signal.throwIfAborted();
      abort.signal.removeEventListener("abort", interrupt);
      reading.isReleased = true;
      workers.giveBack(worker);
      startNext();
    };
    try {
      await options.readFile(fileId, { worker, enqueue: add, release, signal: abort.signal });
      release();
    } catch (error) {
      if (!reading.isReleased) await workers.discard(worker);
      if (abort.signal.aborted) return;
      logger.error({ file_id: fileId, err: error }, "file could not be read to its end");
      await markFailedInTheEnd(files, fileId, `${failureCause(error)} ${RETRY_HINT}`, stopping.signal, logger);
    }
  }

  function add(file: LogFile): void {
    waiting.add(file);
    startNext();
  }

  return {
    add,
    mayReadAhead: () => !stopping.signal.aborted && workers.mayReadAhead(),
    readAhead: (job, place) => !stopping.signal.aborted && workers.readAhead(job, place),
    fileAhead: workers.fileAhead,
    grown: workers.grown,
    giveUpAhead: workers.giveUpAhead,
    hasRoom: () => waiting.size < options.maxWaiting,
    async remove(fileId) {
      if (waiting.remove(fileId)) {
        workers.giveUpAhead(fileId);
        return true;
      }
      const reading = [...readings].find((each) => each.fileId === fileId);
      reading?.abort.abort();
      await reading?.done;
      return reading !== undefined;
    },
    async resume() {
      const spooled = new Set(await spool.fileIds());
      for (const file of await files.listUnfinished()) {
        if (spooled.delete(file.id) || file.isRawInRecords) waiting.add(file);
        else await files.markFailed(file.id, "Its upload was cut off before it was complete.");
      }
      for (const id of spooled) await removeIfUnneeded(id);
      startNext();
    },
    async stop() {
      stopping.abort();
      for (const { abort } of readings) abort.abort();
      await Promise.all([...readings].map(({ done }) => done));
      await workers.end();
    },
  };

  /** Bytes whose file is gone, or is kept in its records: the process ended before they were cleared away. */
  async function removeIfUnneeded(fileId: number): Promise<void> {
    const file = await files.findById(fileId);
    if (!file || file.isRawInRecords) await spool.remove(fileId);
  }
}

const RETRY_HINT = "What was received is kept: retry reads on from where it stopped.";
