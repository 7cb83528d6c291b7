import type { BlockProgress, EncodedBlock, EventStore, FileStore, LogFile } from "@faultline/storage";
import type { Logger } from "pino";
import { type ArchiveMembers, openArchiveMembers } from "./archive-members.ts";
import { createBlockGroups } from "./block-groups.ts";
import type { Found } from "./parse-blocks.ts";
import { parseJobOf, type ReadingDefaults } from "./parse-job.ts";
import type { ParseWorkerThread } from "./parse-worker-thread.ts";
import type { ProgressMeter } from "./progress-meter.ts";
import { prepareReading } from "./prepare-reading.ts";
import type { Spool } from "./spool.ts";
import { storeBlock } from "./store-block.ts";
import { StoredInOrder } from "./stored-in-order.ts";

export interface FileReadingOptions extends ReadingDefaults {
  readonly files: FileStore;
  readonly events: Pick<EventStore, "insertBlock" | "deleteFiles" | "readRawText">;
  readonly spool: Spool;
  readonly meter: ProgressMeter;
  /** Stores small files together. Not where an insert may outlive this process: nothing would know of it then. */
  readonly groupsBlocks: boolean;
  /** Between attempts to store a block. */
  readonly storePausesMs: readonly number[];
  readonly logger: Logger;
}

/** A file that was read to its end and is not stored yet. */
interface WholeFile {
  readonly block: EncodedBlock;
  readonly progress: BlockProgress;
  readonly found: Found;
}

/** The file was deleted, given up or begun anew elsewhere while it was read. */
class SupersededError extends Error {}

/** What a file is read with. */
export interface ReadingLane {
  readonly worker: ParseWorkerThread;
  /** Puts a file in line: a member of an archive, or one that is to be read once more. */
  readonly enqueue: (file: LogFile) => void;
  /** Gives up the worker, while the file is still to be stored. */
  readonly release: () => void;
  readonly signal: AbortSignal;
}

/**
 * Reads one file to its end, however that is. Throws if the lane's signal asks for an end, and if what fails is not the
 * file.
 */
export type FileReading = (fileId: number, lane: ReadingLane) => Promise<void>;

/** Files whose block is no larger are stored together with others. */
const MAX_GROUPED_BYTES = 1024 * 1024;

/** Once a file is parsed, a core is free for the engine. */
const STORED_AT_ONCE = 2;

export function createFileReading(options: FileReadingOptions): FileReading {
  const { files, events, spool, meter, logger } = options;
  const groups = options.groupsBlocks ? createBlockGroups((block) => events.insertBlock(block)) : null;
  /** Files that failed together with others: the next time each is stored by itself. */
  const loners = new Set<number>();

  return async (fileId, lane) => {
    const found = await files.findById(fileId);
    if (!found) await spool.remove(fileId);
    // Given up while it was in line, by another app node say.
    if (found?.status !== "uploaded" && found?.status !== "processing") return;
    await files.markProcessing(fileId);
    const file = await prepareReading(found, options, lane.signal);
    if (!file) return;
    meter.begin(fileId, { bytes: file.processedBytes, lines: file.totalLines });
    try {
      const members = await openArchiveMembers(file, { files, spool, enqueue: lane.enqueue });
      const whole = await readBlocks(file, members, lane);
      if (whole) await storeInGroup(file, whole, lane);
    } catch (error) {
      if (error instanceof SupersededError && !(await files.findById(fileId))) await events.deleteFiles([fileId]);
      throw error;
    } finally {
      meter.end(fileId);
    }
  };

  /** Returns what is still to be stored, if the file is so small that it is stored together with others. */
  async function readBlocks(
    file: LogFile,
    members: ArchiveMembers,
    { worker, signal }: ReadingLane,
  ): Promise<WholeFile | void> {
    const stores = new StoredInOrder();
    worker.start(parseJobOf(file, spool.pathOf(file.id), options, members.unpacked));
    try {
      return await takeBlocks(file, members, worker, signal, stores);
    } finally {
      // Whoever deletes the file is not to find a block of it stored afterwards.
      await stores.settled();
    }
  }

  async function takeBlocks(
    file: LogFile,
    members: ArchiveMembers,
    worker: ParseWorkerThread,
    signal: AbortSignal,
    stores: StoredInOrder,
  ): Promise<WholeFile | void> {
    const mayBeGrouped = groups !== null && !loners.delete(file.id);
    let whole: Omit<WholeFile, "found"> | null = null;
    let lines = file.totalLines;
    for (;;) {
      signal.throwIfAborted();
      const message = await worker.next();
      if (message.type !== "block") await stores.end();
      if (message.type === "failed") return reject(file, message.reason);
      if (message.type === "finished") return whole ? { ...whole, found: message } : finish(file, message);
      if (message.type === "member") {
        await members.add(message.member);
        worker.moveOn();
        continue;
      }
      const { block, progress, isWhole } = message;
      if (mayBeGrouped && isWhole && "native" in block && block.native.byteLength <= MAX_GROUPED_BYTES) {
        whole = { block, progress };
        worker.moveOn();
        continue;
      }
      const atOnce = worker.isThrough() ? STORED_AT_ONCE : 1;
      const store = (): Promise<void> => storeBlock(events, block, signal, options.storePausesMs);
      await stores.add(atOnce, store, async () => {
        await record(file, progress);
        lines += progress.totalLines;
        meter.record(file.id, { bytes: progress.processedBytes, lines });
        worker.stored(block);
      });
    }
  }

  /**
   * Whether a group that failed was stored is not known, and its token is not seen again: its files are read anew, and
   * each is stored by itself. Nothing else of them has been stored, so what is deleted then is what the group may have
   * left.
   */
  async function storeInGroup(file: LogFile, { block, progress, found }: WholeFile, lane: ReadingLane): Promise<void> {
    lane.release();
    try {
      await groups!.store(block);
    } catch (error) {
      logger.warn({ file_id: file.id, err: error }, "a group of files could not be stored");
      loners.add(file.id);
      const again = await files.restart(file.id);
      if (again) lane.enqueue(again);
      return;
    }
    await record(file, progress);
    await finish(file, found);
  }

  async function record(file: LogFile, progress: BlockProgress): Promise<void> {
    if (!(await files.recordBlock(file, progress))) throw new SupersededError("the file was given up");
  }

  async function finish(file: LogFile, { isPlain, encoding }: Found): Promise<void> {
    await files.markProcessed(file.id, { isRawInRecords: isPlain, encoding });
    if (isPlain) await spool.remove(file.id);
    logger.info({ file_id: file.id }, "file processed");
  }

  /** The file's own fault, which no later attempt would mend. */
  async function reject(file: LogFile, reason: string): Promise<void> {
    logger.warn({ file_id: file.id, reason }, "file failed");
    await files.markFailed(file.id, reason);
  }
}
