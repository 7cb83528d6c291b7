import type { FileStore, LogFile } from "@faultline/storage";
import { hasRoom } from "./ahead-blocks.ts";
import type { OnWritten } from "./incoming-file.ts";
import type { IngestionQueue } from "./ingestion-queue.ts";
import { parseJobOf, type ReadingDefaults } from "./parse-job.ts";
import type { Spool } from "./spool.ts";

/** An upload whose file is read while it comes in, if it is large enough and a parser is free. */
export interface UploadAhead {
  readonly onWritten: OnWritten;
  /** All of it is here. Resolves to the id the file must be entered with, if anything of it may have been read. */
  end(): Promise<number | undefined>;
  drop(): void;
}

/** What is known of a file when its upload begins. */
export type ExpectedFile = Partial<Pick<LogFile, "timeZone" | "modifiedAt">>;

interface Services {
  readonly files: Pick<FileStore, "reserveId">;
  readonly spool: Pick<Spool, "blockPrefixOf">;
  readonly queue: Pick<IngestionQueue, "fileAhead" | "mayReadAhead" | "readAhead" | "grown" | "giveUpAhead">;
  readonly defaults: ReadingDefaults;
}

export interface AheadLimits {
  /** Files begin to be read when so much of them is here; smaller ones are read in less than a tenth of a second. */
  readonly fromBytes: number;
  /** With less room on the disk, uploads have it for themselves. */
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
    let id: number | undefined;
    let starting: Promise<void> | null = null;
    let hasBegun = false;
    let isOver = expected === null;

    async function start(path: string): Promise<void> {
      if (!(await hasRoom(path, limits.leastFreeBytes))) return;
      id ??= await files.reserveId();
      if (isOver) return;
      const unknown = { timeZone: null, modifiedAt: null, uploadedAt: new Date() };
      const file = { attempt: 0, checkpoint: null, filename, ...unknown, ...expected, id };
      const place = { prefix: spool.blockPrefixOf(id), leastFreeBytes: limits.leastFreeBytes };
      hasBegun = queue.readAhead(parseJobOf(file, path, defaults), place);
    }

    /** Whichever file is read ahead, no upload is to find no room for it. */
    async function giveWay(path: string): Promise<void> {
      if (!(await hasRoom(path, limits.leastFreeBytes))) queue.giveUpAhead();
    }

    return {
      onWritten(path, sizeBytes) {
        if (sizeBytes - notedBytes < STEP_BYTES) return;
        notedBytes = sizeBytes;
        const ahead = queue.fileAhead();
        // What fails here is no fault of the upload: its file is read later.
        if (ahead !== null) void giveWay(path).catch(() => undefined);
        if (ahead !== null && ahead === id) queue.grown(id);
        else if (!isOver && !hasBegun && sizeBytes >= limits.fromBytes && queue.mayReadAhead())
          starting ??= start(path)
            .catch(() => undefined)
            .finally(() => (starting = null));
      },
      async end() {
        isOver = true;
        await starting;
        return id;
      },
      drop() {
        isOver = true;
        if (id !== undefined) queue.giveUpAhead(id);
      },
    };
  };
}
