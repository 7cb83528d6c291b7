import { type FileHandle, mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { AHEAD_PREFIX } from "./ahead-blocks.ts";
import { INCOMING_PREFIX, type OnWritten, type SpooledBytes, writeIncoming } from "./incoming-file.ts";

/** Received bytes that wait on disk, first without an owner, then as those of a file in the catalog. */
export interface Spool {
  /**
   * Writes a stream to disk, fsync'd. What fails on the way leaves nothing behind. `onWritten` is told on the way where
   * the bytes are and how many.
   * @throws RefusedUploadError, UploadTooLargeError
   */
  write(bytes: AsyncIterable<Uint8Array>, onWritten?: OnWritten): Promise<SpooledBytes>;
  /** Drops bytes that are to be no file's. */
  discard(spooled: SpooledBytes): Promise<void>;
  /** Makes the bytes those of a file. */
  assign(spooled: SpooledBytes, fileId: number): Promise<void>;
  pathOf(fileId: number): string;
  /** What the paths of blocks begin with that are read of a file before it is all here. */
  blockPrefixOf(fileId: number): string;
  /** The bytes of a file, to be read and closed by the caller; null if they are not here. */
  open(fileId: number): Promise<FileHandle | null>;
  has(fileId: number): Promise<boolean>;
  remove(fileId: number): Promise<void>;
  /** The files whose bytes are here, oldest first. */
  fileIds(): Promise<number[]>;
}

const FILE_PREFIX = "file-";

/** Opens the folder and clears away what uploads left in it that were cut off by the end of the process. */
export async function openSpool(directory: string, maxBytes: number): Promise<Spool> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  for (const name of await readdir(directory)) {
    if (name.startsWith(INCOMING_PREFIX) || name.startsWith(AHEAD_PREFIX)) await rm(join(directory, name));
  }
  const pathOf = (fileId: number): string => join(directory, `${FILE_PREFIX}${fileId}`);
  const openFile = (fileId: number) => open(pathOf(fileId), "r").catch(nullIfAbsent);
  return {
    write: (bytes, onWritten) => writeIncoming(directory, bytes, maxBytes, onWritten),
    discard: ({ path }) => rm(path, { force: true }),
    async assign(spooled, fileId) {
      await rename(spooled.path, pathOf(fileId));
      await syncDirectory(directory);
    },
    pathOf,
    blockPrefixOf: (fileId) => join(directory, `${AHEAD_PREFIX}${fileId}-`),
    open: openFile,
    async has(fileId) {
      const file = await openFile(fileId);
      await file?.close();
      return file !== null;
    },
    remove: (fileId) => rm(pathOf(fileId), { force: true }),
    async fileIds() {
      const names = (await readdir(directory)).filter((name) => name.startsWith(FILE_PREFIX));
      return names.map((name) => Number(name.slice(FILE_PREFIX.length))).sort((a, b) => a - b);
    },
  };
}

function nullIfAbsent(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT") return null;
  throw error;
}

/** A rename is safe from a power cut only once its folder is on disk. */
async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
