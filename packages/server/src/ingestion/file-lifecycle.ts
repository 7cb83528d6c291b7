import { BEING_DELETED, CANCELLED_BY } from "@faultline/contract";
import type { EventStore, FileStore, LogFile } from "@faultline/storage";
import type { IngestionQueue } from "./ingestion-queue.ts";
import { createTurns } from "./turns.ts";
import type { Spool } from "./spool.ts";

/** What is asked of a file and cannot be done as it stands; nothing has changed then. */
export class FileStateError extends Error {
  readonly code: "not_failed" | "not_in_progress" | "bytes_not_kept";
  constructor(code: FileStateError["code"], message: string) {
    super(message);
    this.code = code;
  }
}

/** What people do with files that were taken in. Each returns null if there is no such file. */
export interface FileLifecycle {
  /** Reads a failed file on from where it stopped. @throws FileStateError */
  retry(fileId: number): Promise<LogFile | null>;
  /** Gives up a file that waits or is read, and an archive's members; what was stored stays. @throws FileStateError */
  cancel(fileId: number, username: string): Promise<LogFile | null>;
  /**
   * Reads a file again from its start, in this time zone from now on; undefined leaves the zone as it is, null makes it
   * the server's. Of an archive, each member. @throws FileStateError
   */
  reprocess(fileId: number, timeZone: string | null | undefined): Promise<LogFile | null>;
  /** Deletes a file with all that was stored of it, and the members of an archive. */
  delete(fileId: number): Promise<LogFile | null>;
  /** Has the files say so whose deletion the end of an earlier process cut off. */
  resume(): Promise<void>;
}

interface Services {
  readonly files: FileStore;
  readonly events: Pick<EventStore, "deleteFiles" | "findEntries" | "summarizeEntries">;
  readonly spool: Spool;
  readonly queue: Pick<IngestionQueue, "add" | "remove">;
}

const DELETION_FAILED = "Its deletion failed, and a part of it may be gone: delete it again.";

export function createFileLifecycle({ files, events, spool, queue }: Services): FileLifecycle {
  // One thing at a time is done with a file, and with its archive.
  const turns = createTurns<number>();

  async function inTurn(fileId: number, act: (file: LogFile) => Promise<LogFile | null>): Promise<LogFile | null> {
    const found = await files.findById(fileId);
    if (!found) return null;
    return turns.take(found.archiveId ?? found.id, async () => {
      const file = await files.findById(fileId);
      return file && act(file);
    });
  }

  async function retry(file: LogFile): Promise<LogFile | null> {
    if (file.status !== "failed") throw new FileStateError("not_failed", "Only a file that failed can be retried.");
    await requireBytes(file);
    // A block that was stored and not noted is known by its token for a while only; there is no telling how long ago
    // this file failed.
    const again = (await isStoredAsNoted(file)) ? await files.requeue(file.id) : await files.restart(file.id);
    if (again) queue.add(again);
    return again;
  }

  async function cancel(file: LogFile, username: string): Promise<LogFile | null> {
    let isAnyCancelled = await cancelOne(file.id, username);
    for (const { id } of await files.listMembers(file.id)) {
      if (await cancelOne(id, username)) isAnyCancelled = true;
    }
    if (isAnyCancelled) return files.findById(file.id);
    throw new FileStateError("not_in_progress", "The file is neither waiting nor being read.");
  }

  async function cancelOne(fileId: number, username: string): Promise<boolean> {
    await queue.remove(fileId);
    const file = await files.findById(fileId);
    if (file?.status !== "uploaded" && file?.status !== "processing") return false;
    await files.markFailed(fileId, `${CANCELLED_BY}${username}. Retry reads on from where it stopped.`);
    return true;
  }

  async function reprocess(file: LogFile, timeZone: string | null | undefined): Promise<LogFile | null> {
    const members = await files.listMembers(file.id);
    if (members.length === 0) await requireBytes(file);
    for (const each of members.length > 0 ? members : [file]) {
      if (!(await hasBytes(each))) continue;
      await queue.remove(each.id);
      if (timeZone !== undefined) await files.setTimeZone(each.id, timeZone);
      const again = await files.restart(each.id);
      if (again) queue.add(again);
    }
    if (members.length > 0 && timeZone !== undefined) await files.setTimeZone(file.id, timeZone);
    return files.findById(file.id);
  }

  async function remove(file: LogFile): Promise<LogFile> {
    await queue.remove(file.id);
    const members = await files.listMembers(file.id);
    const ids = [file.id, ...members.map(({ id }) => id)];
    for (const id of ids) {
      await queue.remove(id);
      // Seen until the rest is done.
      await files.markFailed(id, BEING_DELETED);
    }
    try {
      await events.deleteFiles(ids);
      for (const id of ids) await spool.remove(id);
      await files.delete(file.id);
    } catch (error) {
      for (const id of ids) await files.markFailed(id, DELETION_FAILED);
      throw error;
    }
    return file;
  }

  /** The counts are stored a moment after the entries, so both are looked at. */
  async function isStoredAsNoted({ id, parsedEntries, partialEntries, failedEntries }: LogFile): Promise<boolean> {
    const noted = parsedEntries + partialEntries + failedEntries;
    const { total } = await events.findEntries({ fileIds: [id] }, { offset: 0, limit: 1 });
    const { totalEntries } = await events.summarizeEntries({ fileIds: [id] });
    return total === noted && totalEntries === noted;
  }

  async function hasBytes(file: LogFile): Promise<boolean> {
    return file.isRawInRecords || (await spool.has(file.id));
  }

  async function requireBytes(file: LogFile): Promise<void> {
    if (await hasBytes(file)) return;
    throw new FileStateError("bytes_not_kept", "The bytes of the file are not on this server: upload it again.");
  }

  return {
    retry: (fileId) => inTurn(fileId, retry),
    cancel: (fileId, username) => inTurn(fileId, (file) => cancel(file, username)),
    reprocess: (fileId, timeZone) => inTurn(fileId, (file) => reprocess(file, timeZone)),
    delete: (fileId) => inTurn(fileId, remove),
    async resume() {
      for (const { id } of await files.listFailed(BEING_DELETED)) await files.markFailed(id, DELETION_FAILED);
    },
  };
}
