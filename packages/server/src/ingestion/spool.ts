import { createHash, randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { type FileHandle, mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { SNIFFED_BYTES } from "../input/input-kind.ts";
import { refusalByContent } from "../input/refused-kinds.ts";
import { RefusedUploadError, UploadTooLargeError } from "./upload-errors.ts";

/** Received bytes that wait on disk, first without an owner, then as those of a file in the catalog. */
export interface Spool {
  /**
   * Writes a stream to disk, fsync'd. What fails on the way leaves nothing behind.
   * @throws RefusedUploadError, UploadTooLargeError
   */
  write(bytes: AsyncIterable<Uint8Array>): Promise<SpooledBytes>;
  /** Makes the bytes those of a file. */
  assign(spooled: SpooledBytes, fileId: number): Promise<void>;
  pathOf(fileId: number): string;
  /** The bytes of a file, to be read and closed by the caller; null if they are not here. */
  open(fileId: number): Promise<FileHandle | null>;
  has(fileId: number): Promise<boolean>;
  remove(fileId: number): Promise<void>;
  /** The files whose bytes are here, oldest first. */
  fileIds(): Promise<number[]>;
}

export interface SpooledBytes {
  readonly path: string;
  readonly sizeBytes: number;
  /** In hexadecimal. */
  readonly sha256: string;
  discard(): Promise<void>;
}

const INCOMING_PREFIX = "incoming-";
const FILE_PREFIX = "file-";

/** Opens the folder and clears away what uploads left in it that were cut off by the end of the process. */
export async function openSpool(directory: string, maxBytes: number): Promise<Spool> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  for (const name of await readdir(directory)) {
    if (name.startsWith(INCOMING_PREFIX)) await rm(join(directory, name));
  }
  const pathOf = (fileId: number): string => join(directory, `${FILE_PREFIX}${fileId}`);
  const openFile = (fileId: number) => open(pathOf(fileId), "r").catch(nullIfAbsent);
  return {
    async write(bytes) {
      const path = join(directory, `${INCOMING_PREFIX}${randomUUID()}`);
      let sizeBytes = 0;
      const hash = createHash("sha256");
      const checked = async function* () {
        for await (const chunk of refuseByContent(bytes)) {
          sizeBytes += chunk.byteLength;
          if (sizeBytes > maxBytes) throw new UploadTooLargeError(maxBytes);
          hash.update(chunk);
          yield chunk;
        }
      };
      const discard = () => rm(path, { force: true });
      try {
        await pipeline(checked, createWriteStream(path, { flags: "wx", mode: 0o600, flush: true }));
      } catch (error) {
        await discard();
        throw error;
      }
      return { path, sizeBytes, sha256: hash.digest("hex"), discard };
    },
    async assign(spooled, fileId) {
      await rename(spooled.path, pathOf(fileId));
      await syncDirectory(directory);
    },
    pathOf,
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

/** Passes a stream on once its first bytes are known to be no refused kind. */
async function* refuseByContent(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let head: Uint8Array | null = new Uint8Array(0);
  for await (const chunk of bytes) {
    if (head === null) {
      yield chunk;
      continue;
    }
    head = Buffer.concat([head, chunk]);
    if (head.byteLength < SNIFFED_BYTES) continue;
    refuse(head);
    yield head;
    head = null;
  }
  if (head === null || head.byteLength === 0) return;
  refuse(head);
  yield head;
}

function refuse(head: Uint8Array): void {
  const reason = refusalByContent(head);
  if (reason !== null) throw new RefusedUploadError(reason);
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
