import type { FileStore, LogFile, NewLogFile } from "@faultline/storage";
import { refusalByName } from "./refused-kinds.ts";
import type { Spool, SpooledBytes } from "./spool.ts";
import { RefusedUploadError } from "./upload-errors.ts";

export type FileDescription = Omit<NewLogFile, "filename" | "sizeBytes">;

export interface ReceivedFile {
  readonly filename: string;
  readonly spooled: SpooledBytes;
}

/** How a file comes in, from whichever door: its bytes first, then, once they are safe, what is known about it. */
export interface FileIntake {
  /** @throws RefusedUploadError, UploadTooLargeError */
  receive(filename: string | undefined, bytes: AsyncIterable<Uint8Array>): Promise<ReceivedFile>;
  /** Enters the file in the catalog and queues it for reading. */
  accept(received: ReceivedFile, description: FileDescription): Promise<LogFile>;
}

const MAX_FILENAME_LENGTH = 255;

export function createFileIntake(
  files: Pick<FileStore, "create" | "delete">,
  spool: Spool,
  enqueue: (file: LogFile) => void,
): FileIntake {
  return {
    async receive(givenName, bytes) {
      const filename = cleanFilename(givenName ?? "");
      if (filename === "") throw new RefusedUploadError("the file has no name.");
      const reason = refusalByName(filename);
      if (reason !== null) throw new RefusedUploadError(reason);
      return { filename, spooled: await spool.write(bytes) };
    },
    async accept({ filename, spooled }, description) {
      try {
        const file = await files.create({ ...description, filename, sizeBytes: spooled.sizeBytes });
        await assignOrForget(file, spooled);
        enqueue(file);
        return file;
      } catch (error) {
        await spooled.discard();
        throw error;
      }
    },
  };

  async function assignOrForget(file: LogFile, spooled: SpooledBytes): Promise<void> {
    try {
      await spool.assign(spooled, file.id);
    } catch (error) {
      await files.delete(file.id);
      throw error;
    }
  }
}

/** Without control characters, which could forge a line of a log or a terminal; its end kept, which tells the kind. */
function cleanFilename(name: string): string {
  const visible = name.replace(/[\p{Cc}\p{Cf}]/gu, "").trim();
  // By characters, lest one be cut in two.
  return [...visible].slice(-MAX_FILENAME_LENGTH).join("");
}
