import { createReadStream } from "node:fs";
import { open, type FileHandle } from "node:fs/promises";
import { findLogFiles, type FoundFile } from "../log-paths.ts";

/** A log that can be read once, from its beginning. */
export interface LogSource {
  readonly name: string;
  /** No record is much later than this. */
  readonly referenceTimeMs: number;
  /** Its first and last bytes; null where the end is known only once all is read. */
  readEnds(): Promise<{ readonly head: Uint8Array; readonly tail: Uint8Array } | null>;
  /** A chunk is valid until the next is asked for. */
  read(): AsyncIterable<Uint8Array>;
}

const STANDARD_INPUT = "-";
const CHUNK_BYTES = 1024 * 1024;
const END_BYTES = 128 * 1024;

/** @throws MissingPathError */
export async function findSources(paths: readonly string[], nowMs: number): Promise<LogSource[]> {
  const sources: LogSource[] = [];
  for (const path of paths) {
    if (path === STANDARD_INPUT) sources.push(standardInput(nowMs));
    else sources.push(...(await findLogFiles([path])).files.map(fileSource));
  }
  return sources;
}

function standardInput(nowMs: number): LogSource {
  return {
    name: STANDARD_INPUT,
    referenceTimeMs: nowMs,
    readEnds: () => Promise.resolve(null),
    read: () => process.stdin as AsyncIterable<Buffer>,
  };
}

function fileSource({ path, modifiedAt }: FoundFile): LogSource {
  return {
    name: path,
    referenceTimeMs: modifiedAt.getTime(),
    readEnds: async () => {
      const file = await open(path, "r");
      try {
        const { size } = await file.stat();
        return { head: await readAt(file, 0), tail: await readAt(file, Math.max(0, size - END_BYTES)) };
      } finally {
        await file.close();
      }
    },
    read: () => createReadStream(path, { highWaterMark: CHUNK_BYTES }) as AsyncIterable<Buffer>,
  };
}

async function readAt(file: FileHandle, position: number): Promise<Uint8Array> {
  const { buffer, bytesRead } = await file.read(new Uint8Array(END_BYTES), 0, END_BYTES, position);
  return buffer.subarray(0, bytesRead);
}
