import { createInflateRaw, type InflateRaw } from "node:zlib";
import type { ByteReader } from "../byte-reader.ts";
import { CorruptDataError, CUT_OFF } from "../input-errors.ts";

/** Little, since a bomb makes a thousand times as much of it before it can be stopped. */
const PIECE_BYTES = 32 * 1024;
/** The text that an error takes with it, at most. */
const CHUNK_BYTES = 64 * 1024;

/**
 * Decompresses deflate without a header, up to its own end: what comes after stays in the reader. Unlike a pipe of
 * streams it hands out the text before an error. While a chunk is worked on by who takes it, the next piece is
 * decompressed in another thread.
 */
export async function* decodeDeflate(reader: ByteReader): AsyncGenerator<Uint8Array> {
  const engine = createInflateRaw({ chunkSize: CHUNK_BYTES });
  let text: Uint8Array[] = [];
  let failure: Error | null = null;
  let fed: Promise<boolean> | null = null;
  engine.on("data", (chunk: Uint8Array) => text.push(chunk));
  // The stream tells of a failure once more after it has told the callback, when nobody may be listening any longer.
  engine.on("error", () => undefined);
  const feedNext = (): Promise<boolean> =>
    feed(reader, engine).catch((error: Error) => {
      failure = error;
      return true;
    });
  try {
    fed = feedNext();
    for (let isDone = false; !isDone;) {
      isDone = await fed;
      const ready = text;
      text = [];
      if (!isDone) fed = feedNext();
      yield* ready;
    }
    if (failure !== null) throw failure as Error;
  } finally {
    engine.destroy();
  }
}

/** Gives the engine a piece; resolves, once it is worked on, to whether the data are at their end. */
async function feed(reader: ByteReader, engine: InflateRaw): Promise<boolean> {
  if (await reader.isAtEnd()) {
    await settled(engine, (done) => engine.end(done));
    return true;
  }
  const piece = reader.buffered.subarray(0, PIECE_BYTES);
  const before = engine.bytesWritten;
  await settled(engine, (done) => engine.write(piece, done));
  const taken = engine.bytesWritten - before;
  reader.take(taken);
  return taken < piece.length;
}

/** @throws CorruptDataError */
function settled(engine: InflateRaw, act: (done: (error?: Error | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException): void =>
      reject(new CorruptDataError(error.code === "Z_BUF_ERROR" ? CUT_OFF : error.message));
    engine.once("error", fail);
    act((error) => {
      engine.off("error", fail);
      if (error) fail(error);
      else resolve();
    });
  });
}
