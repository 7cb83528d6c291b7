import { type FormatFile, type LogReaderState, referenceTimeOf } from "@faultline/logs";
import type { EventStore, FileStore, LogFile } from "@faultline/storage";
import type { Logger } from "pino";
import { type ArchiveMembers, openArchiveMembers } from "./archive-members.ts";
import type { ParseJob } from "./parse-job.ts";
import type { ParseWorkerThread } from "./parse-worker-thread.ts";
import type { ProgressMeter } from "./progress-meter.ts";
import { restoreSpool } from "./restore-spool.ts";
import type { Spool } from "./spool.ts";
import { storeBlock } from "./store-block.ts";

export interface FileReadingOptions {
  readonly files: FileStore;
  readonly events: Pick<EventStore, "insertBlock" | "deleteFiles" | "readRawText">;
  readonly spool: Spool;
  readonly meter: ProgressMeter;
  /** The most text a compressed file may hold. */
  readonly maxTextBytes: number;
  /** For timestamps without a zone, where the file has none of its own. */
  readonly timeZone: string;
  /** The formats of the user. */
  readonly formats: readonly FormatFile[];
  /** Between attempts to store a block. */
  readonly storePausesMs: readonly number[];
  readonly logger: Logger;
}

/** The file was deleted, given up or begun anew elsewhere while it was read. */
class SupersededError extends Error {}

/**
 * Reads one file to its end, however that is; members of an archive are given to `enqueue`. Throws if `signal` asks for
 * an end, and if what fails is not the file.
 */
export type FileReading = (
  fileId: number,
  worker: ParseWorkerThread,
  enqueue: (member: LogFile) => void,
  signal: AbortSignal,
) => Promise<void>;

export function createFileReading(options: FileReadingOptions): FileReading {
  const { files, events, spool, meter, logger } = options;

  return async (fileId, worker, enqueue, signal) => {
    const found = await files.findById(fileId);
    if (!found) await spool.remove(fileId);
    // Given up while it was in line, by another app node say.
    if (found?.status !== "uploaded" && found?.status !== "processing") return;
    await files.markProcessing(fileId);
    const file = await prepare(found, signal);
    meter.begin(fileId, { bytes: file.processedBytes, lines: file.totalLines });
    try {
      const members = await openArchiveMembers(file, { files, spool, enqueue });
      await readBlocks(file, members, worker, signal);
    } catch (error) {
      if (error instanceof SupersededError && !(await files.findById(fileId))) await events.deleteFiles([fileId]);
      throw error;
    } finally {
      meter.end(fileId);
    }
  };

  /** Has the bytes in the spool, and nothing of an earlier attempt in the store. */
  async function prepare(file: LogFile, signal: AbortSignal): Promise<LogFile> {
    if (file.isRawInRecords) {
      if (!(await spool.has(file.id))) await restoreSpool(file, events, spool, signal);
      await files.describeContent(file.id, { isRawInRecords: false });
    }
    if (file.attempt === 0 || file.checkpoint !== null) return file;
    // A block of this attempt may have been stored before the process ended: deleted, it would not be taken again.
    const attempt = file.status === "processing" ? await files.restart(file.id) : file;
    if (!attempt) throw new SupersededError();
    await files.markProcessing(file.id);
    await events.deleteFiles([file.id]);
    return attempt;
  }

  async function readBlocks(
    file: LogFile,
    members: ArchiveMembers,
    worker: ParseWorkerThread,
    signal: AbortSignal,
  ): Promise<void> {
    let lines = file.totalLines;
    worker.start(jobFor(file, members));
    for (;;) {
      signal.throwIfAborted();
      const message = await worker.next();
      if (message.type === "failed") return reject(file, message.reason);
      if (message.type === "finished") return finish(file, message);
      if (message.type === "member") {
        await members.add(message.member);
        worker.entered();
        continue;
      }
      await storeBlock(events, message.block, signal, options.storePausesMs);
      if (!(await files.recordBlock(file, message.progress))) throw new SupersededError("the file was given up");
      lines += message.progress.totalLines;
      meter.record(file.id, { bytes: message.progress.processedBytes, lines });
      worker.stored(message.block);
    }
  }

  async function finish(file: LogFile, found: { isPlain: boolean; encoding: string | null }): Promise<void> {
    const { isPlain, encoding } = found;
    await files.markProcessed(file.id, { isRawInRecords: isPlain, encoding });
    if (isPlain) await spool.remove(file.id);
    logger.info({ file_id: file.id }, "file processed");
  }

  /** The file's own fault, which no later attempt would mend. */
  async function reject(file: LogFile, reason: string): Promise<void> {
    logger.warn({ file_id: file.id, reason }, "file failed");
    await files.markFailed(file.id, reason);
  }

  function jobFor(file: LogFile, { unpacked }: ArchiveMembers): ParseJob {
    return {
      fileId: file.id,
      attempt: file.attempt,
      path: spool.pathOf(file.id),
      referenceTimeMs: referenceTimeOf(file.filename, (file.modifiedAt ?? file.uploadedAt).getTime()),
      timeZone: file.timeZone ?? options.timeZone,
      formats: options.formats,
      // Written by this very program, after each block.
      resumeFrom: file.checkpoint as LogReaderState | null,
      maxTextBytes: options.maxTextBytes,
      unpacked,
    };
  }
}
