import { type FileHandle, open } from "node:fs/promises";

const CHUNK_BYTES = 256 * 1024;

/** An open file, and how far it was read. */
export interface InputFile {
  readonly handle: FileHandle;
  readonly sizeBytes: number;
  /** Where what was read last ends. */
  position: number;
}

/** To be closed by its handle. */
export async function openInputFile(path: string): Promise<InputFile> {
  const handle = await open(path, "r");
  const { size } = await handle.stat();
  return { handle, sizeBytes: size, position: 0 };
}

/** Fewer bytes where the file ends. */
export async function readAt({ handle }: InputFile, position: number, length: number): Promise<Uint8Array> {
  const { buffer, bytesRead } = await handle.read(new Uint8Array(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

/** Of a file that is still written to: told at its present end. */
export interface Growth {
  /** True once there may be more, false if there never will be. */
  more(): Promise<boolean>;
}

interface Range {
  readonly length?: number;
  readonly chunkBytes?: number;
  readonly growth?: Growth | undefined;
}

/** The bytes from `start` on, in chunks each valid until the next. */
export async function* readRange(
  file: InputFile,
  start: number,
  { length = Infinity, chunkBytes = CHUNK_BYTES, growth }: Range = {},
): AsyncGenerator<Uint8Array> {
  const buffer = new Uint8Array(Math.min(chunkBytes, Math.max(length, 1)));
  const end = start + length;
  for (let position = start; position < end;) {
    const { bytesRead } = await file.handle.read(buffer, 0, Math.min(buffer.length, end - position), position);
    if (bytesRead === 0) {
      if (await growth?.more()) continue;
      return;
    }
    position += bytesRead;
    file.position = position;
    yield buffer.subarray(0, bytesRead);
  }
}
