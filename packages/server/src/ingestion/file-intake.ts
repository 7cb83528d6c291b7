import type { FileStore, LogFile, NewLogFile } from "@faultline/storage";
import type { IngestionQueue } from "./ingestion-queue.ts";
import { refusalByName } from "../input/refused-kinds.ts";
import type { SpooledBytes } from "./incoming-file.ts";
import type { Spool } from "./spool.ts";
import { createTurns } from "./turns.ts";
import type { BeginUploadAhead, ExpectedFile, UploadAhead } from "./upload-ahead.ts";
import { DuplicateContentError, QueueFullError, RefusedUploadError } from "./upload-errors.ts";

export interface FileDescription extends Omit<NewLogFile, "filename" | "sizeBytes" | "contentSha256" | "archiveId"> {
  /** Takes the file in though its content was taken in before. */
  readonly allowDuplicate?: boolean;
}

export interface ReceivedFile {
  readonly filename: string;
  readonly spooled: SpooledBytes;
  readonly ahead: UploadAhead;
  /** If one was reserved for it. */
  readonly id: number | undefined;
}

/** How a file comes in, from whichever door: its bytes first, then, once they are safe, what is known about it. */
export interface FileIntake {
  /**
   * Takes in the bytes. The file may be read meanwhile, as one of which `expected` is true; if that is null, or turns out
   * to be otherwise, it is read once it is accepted. @throws RefusedUploadError, UploadTooLargeError, QueueFullError
   */
  receive(
    filename: string | undefined,
    bytes: AsyncIterable<Uint8Array>,
    expected: ExpectedFile | null,
  ): Promise<ReceivedFile>;
  /** Enters the file in the catalog and queues it for reading. @throws DuplicateContentError */
  accept(received: ReceivedFile, description: FileDescription): Promise<LogFile>;
  /** Drops what is not to be accepted. */
  discard(received: ReceivedFile): Promise<void>;
}

const MAX_FILENAME_LENGTH = 255;
/** Of one content that are looked at. */
const MAX_COPIES = 100;

export function createFileIntake(
  files: Pick<FileStore, "create" | "delete" | "list">,
  spool: Spool,
  queue: Pick<IngestionQueue, "add" | "hasRoom">,
  beginAhead: BeginUploadAhead,
): FileIntake {
  // Of two uploads of the same content at the same time, one is the first.
  const turns = createTurns<string>();
  return {
    async receive(givenName, bytes, expected) {
      if (!queue.hasRoom()) throw new QueueFullError();
      const filename = cleanFilename(givenName ?? "");
      if (filename === "") throw new RefusedUploadError("the file has no name.");
      const reason = refusalByName(filename);
      if (reason !== null) throw new RefusedUploadError(reason);
      const ahead = beginAhead(filename, expected);
      try {
        const spooled = await spool.write(bytes, ahead.onWritten);
        return { filename, spooled, ahead, id: await ahead.end() };
      } catch (error) {
        ahead.drop();
        throw error;
      }
    },
    async accept({ filename, spooled, ahead, id }, { allowDuplicate = false, ...description }) {
      try {
        const { sizeBytes, sha256: contentSha256 } = spooled;
        const file = await turns.take(contentSha256, async () => {
          if (!allowDuplicate && sizeBytes > 0) await refuseDuplicate(contentSha256);
          return files.create({ ...description, filename, sizeBytes, contentSha256 }, id);
        });
        await assignOrForget(file, spooled);
        queue.add(file);
        return file;
      } catch (error) {
        ahead.drop();
        await spool.discard(spooled);
        throw error;
      }
    },
    async discard({ spooled, ahead }) {
      ahead.drop();
      await spool.discard(spooled);
    },
  };

  async function refuseDuplicate(contentSha256: string): Promise<void> {
    const { items } = await files.list({ contentSha256 }, { offset: 0, limit: MAX_COPIES });
    for (const file of items) if (!(await wasCutOff(file))) throw new DuplicateContentError(file);
  }

  /** The process ended when the file was in the catalog and its bytes were not its own yet: nothing of it is here. */
  async function wasCutOff({ id, status, totalLines, isRawInRecords }: LogFile): Promise<boolean> {
    return status === "failed" && totalLines === 0 && !isRawInRecords && !(await spool.has(id));
  }

  async function assignOrForget(file: LogFile, spooled: SpooledBytes): Promise<void> {
    try {
      await spool.assign(spooled, file.id);
    } catch (error) {
      await files.delete(file.id);
      throw error;
    }
  }
}

/**
 * Its name and its way there within a folder, without control characters, which could forge a line of a log or a
 * terminal; the end kept, which tells the kind.
 */
function cleanFilename(name: string): string {
  const visible = name
    .replace(/[\p{Cc}\p{Cf}]/gu, "")
    .replaceAll("\\", "/")
    .replace(/^[A-Za-z]:\//, "");
  const parts = visible.split("/").map((part) => part.trim());
  const path = parts.filter((part) => part !== "" && part !== "." && part !== "..").join("/");
  // By characters, lest one be cut in two.
  return [...path].slice(-MAX_FILENAME_LENGTH).join("");
}
