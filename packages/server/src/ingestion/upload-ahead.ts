import { statfs } from "node:fs/promises";
import type { FileReservation, FileStore, LogFile } from "@faultline/storage";
import type { OnWritten } from "./incoming-file.ts";
import type { IngestionQueue } from "./ingestion-queue.ts";
import { parseJobOf, type ReadingDefaults } from "./parse-job.ts";
import type { ReadAhead } from "./parse-workers.ts";
import type { Spool } from "./spool.ts";

/** An upload whose file is read while it comes in, if it is large enough and a parser is free. */
export interface UploadAhead {
  readonly onWritten: OnWritten;
  /** All of it is here. Resolves to what the file must be entered with, if anything of it may have been read. */
  end(): Promise<FileReservation | undefined>;
  drop(): void;
}

/** What is known of a file when its upload begins. */
export type ExpectedFile = Partial<Pick<LogFile, "timeZone" | "modifiedAt">>;

interface Services {
  readonly files: Pick<FileStore, "reserve">;
  readonly spool: Pick<Spool, "blockPrefixOf">;
  readonly queue: Pick<IngestionQueue, "mayReadAhead" | "readAhead">;
  readonly defaults: ReadingDefaults;
}

export interface AheadLimits {
  /** Files begin to be read when so much of them is here; smaller ones are read in less than a tenth of a second. */
  readonly fromBytes: number;
  /** With less room on its disk, an upload has it for itself. */
  readonly leastFreeBytes: number;
}

export const AHEAD_LIMITS: AheadLimits = { fromBytes: 4 * 1024 * 1024, leastFreeBytes: 2 * 1024 ** 3 };

/** How often a reader is told that there is more. */
const STEP_BYTES = 1024 * 1024;

export type BeginUploadAhead = (filename: string, expected: ExpectedFile | null) => UploadAhead;

/** `expected` is null where nothing can be expected: the file is read later then. */
export function createUploadsAhead({ files, spool, queue, defaults }: Services, limits: AheadLimits): BeginUploadAhead {
  return (filename, expected) => {
    let notedBytes = 0;
    let reserved: FileReservation | undefined;
    let ahead: ReadAhead | null = null;
    let starting: Promise<void> | null = null;
    let isOver = expected === null;

    async function start(path: string): Promise<void> {
      if (!(await hasRoomToSpare(path))) return;
      reserved ??= await files.reserve();
      if (isOver) return;
      const file = {
        attempt: 0,
        checkpoint: null,
        filename,
        timeZone: null,
        modifiedAt: null,
        ...expected,
        ...reserved,
      };
      ahead = queue.readAhead(parseJobOf(file, path, defaults), spool.blockPrefixOf(file.id));
    }

    async function hasRoomToSpare(path: string): Promise<boolean> {
      const { bavail, bsize } = await statfs(path);
      return bavail * bsize >= limits.leastFreeBytes;
    }

    async function checkRoom(path: string): Promise<void> {
      if (!(await hasRoomToSpare(path))) ahead?.drop();
    }

    return {
      onWritten(path, sizeBytes) {
        if (isOver || sizeBytes < limits.fromBytes || sizeBytes - notedBytes < STEP_BYTES) return;
        notedBytes = sizeBytes;
        // What fails here is no fault of the upload: its file is read later.
        if (ahead) {
          ahead.grown();
          void checkRoom(path).catch(() => undefined);
        } else if (queue.mayReadAhead()) {
          starting ??= start(path)
            .catch(() => undefined)
            .finally(() => (starting = null));
        }
      },
      async end() {
        isOver = true;
        await starting;
        return reserved;
      },
      drop() {
        isOver = true;
        ahead?.drop();
      },
    };
  };
}
