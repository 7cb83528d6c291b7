import type { EventStore, FileStore, LogFile } from "@faultline/storage";
import { restoreSpool } from "./restore-spool.ts";
import type { Spool } from "./spool.ts";

interface Services {
  readonly files: Pick<FileStore, "describeContent" | "markProcessing" | "restart">;
  readonly events: Pick<EventStore, "deleteFiles" | "readRawText">;
  readonly spool: Spool;
  readonly groupsBlocks: boolean;
}

/**
 * Has the bytes of a file in the spool, and nothing of an earlier attempt in the store. `file` is as it was before it
 * was marked as being read.
 * @returns the file as it is to be read; null if it is gone
 */
export async function prepareReading(
  file: LogFile,
  { files, events, spool, groupsBlocks }: Services,
  signal: AbortSignal,
): Promise<LogFile | null> {
  if (file.isRawInRecords) {
    if (!(await spool.has(file.id))) await restoreSpool(file, events, spool, signal);
    await files.describeContent(file.id, { isRawInRecords: false });
  }
  if (file.checkpoint !== null) return file;
  // By its token a block that was stored is known, unless it was stored in a group.
  if (file.attempt === 0 && (file.status === "uploaded" || !groupsBlocks)) return file;
  // A block of this attempt may have been stored before the process ended: deleted, it would not be taken again.
  const attempt = file.status === "processing" ? await files.restart(file.id) : file;
  if (!attempt) return null;
  await files.markProcessing(file.id);
  await events.deleteFiles([file.id]);
  return attempt;
}
