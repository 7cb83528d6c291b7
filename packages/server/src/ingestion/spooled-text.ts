import { type FileHandle, open } from "node:fs/promises";
import { createGunzip } from "node:zlib";
import { isGzip, refusalByContent, SNIFFED_BYTES } from "./refused-kinds.ts";

export interface TextChunk {
  /** Valid until the next chunk is asked for. */
  readonly bytes: Uint8Array;
  /** Bytes of the spool file read so far. */
  readonly consumedBytes: number;
}

/** Input that cannot be read to its end, in words for whoever sent it. */
export class UnreadableInputError extends Error {
  readonly code = "unreadable_input";
}

const CHUNK_BYTES = 1024 * 1024;

/**
 * The text of a spool file from a byte of the text on; gzip is recognised by its first bytes and decompressed.
 * @throws UnreadableInputError if the gzip data is corrupt, or holds more than `maxTextBytes` or something other than text
 */
export async function* readSpooledText(
  path: string,
  fromByte: number,
  maxTextBytes: number,
): AsyncGenerator<TextChunk> {
  const file = await open(path, "r");
  try {
    if (isGzip(await readAt(file, 0, 2))) yield* readGzip(file, fromByte, maxTextBytes);
    else yield* readPlain(file, fromByte);
  } finally {
    await file.close();
  }
}

const END_BYTES = 128 * 1024;

/** The first and the last bytes of a spool file's text; null for gzip, whose end is known only once it is all read. */
export async function readTextEnds(path: string): Promise<{ head: Uint8Array; tail: Uint8Array } | null> {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    const head = await readAt(file, 0, END_BYTES);
    return isGzip(head) ? null : { head, tail: await readAt(file, Math.max(0, size - END_BYTES), END_BYTES) };
  } finally {
    await file.close();
  }
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Uint8Array> {
  const { buffer, bytesRead } = await file.read(new Uint8Array(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

async function* readPlain(file: FileHandle, fromByte: number): AsyncGenerator<TextChunk> {
  const buffer = new Uint8Array(CHUNK_BYTES);
  let position = fromByte;
  for (;;) {
    const { bytesRead } = await file.read(buffer, 0, CHUNK_BYTES, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield { bytes: buffer.subarray(0, bytesRead), consumedBytes: position };
  }
}

async function* readGzip(file: FileHandle, fromByte: number, maxTextBytes: number): AsyncGenerator<TextChunk> {
  const compressed = file.createReadStream({ start: 0, highWaterMark: CHUNK_BYTES, autoClose: false });
  const text = compressed.on("error", (error) => text.destroy(error)).pipe(createGunzip({ chunkSize: CHUNK_BYTES }));
  let position = 0;
  try {
    for await (const chunk of text as AsyncIterable<Buffer>) {
      if (position === 0) refuseContent(chunk);
      const start = position;
      position += chunk.byteLength;
      if (position > maxTextBytes)
        throw new UnreadableInputError(`Decompressed it has more than ${maxTextBytes} bytes, the most that is read.`);
      if (position > fromByte)
        yield { bytes: chunk.subarray(Math.max(0, fromByte - start)), consumedBytes: compressed.bytesRead };
    }
  } catch (error) {
    if (!(error as NodeJS.ErrnoException).code?.startsWith("Z_")) throw error;
    throw new UnreadableInputError(
      `The gzip data is corrupt: ${(error as Error).message}, after ${position} bytes of text.`,
    );
  } finally {
    compressed.destroy();
    text.destroy();
  }
}

function refuseContent(firstChunk: Buffer): void {
  const reason = refusalByContent(firstChunk.subarray(0, SNIFFED_BYTES));
  if (reason !== null) throw new UnreadableInputError(`Inside the gzip data: ${reason}`);
}
