import { createHash, randomUUID } from "node:crypto";
import { open, rm } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { SNIFFED_BYTES } from "../input/input-kind.ts";
import { refusalByContent } from "../input/refused-kinds.ts";
import { RefusedUploadError, UploadTooLargeError } from "./upload-errors.ts";

/** Bytes in the spool that are no file's yet. */
export interface SpooledBytes {
  readonly path: string;
  readonly sizeBytes: number;
  /** In hexadecimal. */
  readonly sha256: string;
}

export type OnWritten = (path: string, sizeBytes: number) => void;

export const INCOMING_PREFIX = "incoming-";

/**
 * Writes a stream to a folder, fsync'd. What fails on the way leaves nothing behind.
 * @throws RefusedUploadError, UploadTooLargeError
 */
export async function writeIncoming(
  directory: string,
  bytes: AsyncIterable<Uint8Array>,
  maxBytes: number,
  onWritten?: OnWritten,
): Promise<SpooledBytes> {
  const path = join(directory, `${INCOMING_PREFIX}${randomUUID()}`);
  let sizeBytes = 0;
  const hash = createHash("sha256");
  const checked = async function* () {
    for await (const chunk of refuseByContent(bytes)) {
      sizeBytes += chunk.byteLength;
      if (sizeBytes > maxBytes) throw new UploadTooLargeError(maxBytes);
      hash.update(chunk);
      yield chunk;
      onWritten?.(path, sizeBytes);
    }
  };
  // Opened before anything can fail: a stream that opens its file by itself may create it after the removal below.
  const file = await open(path, "wx", 0o600);
  try {
    await pipeline(checked, file.createWriteStream({ flush: true }));
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
  return { path, sizeBytes, sha256: hash.digest("hex") };
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
