import { detectEncoding, type EncodingName, firstYearlessTimeMs } from "@faultline/logs";
import { ByteReader } from "./byte-reader.ts";
import { UnreadableInputError } from "./input-errors.ts";
import { type Growth, type InputFile, openInputFile, readAt, readRange } from "./input-file.ts";
import type { ArchiveKind, Compression } from "./input-kind.ts";
import { peel } from "./peel.ts";
import { openTextStream, readTextStream } from "./text-stream.ts";

/** What a file holds. */
export interface InputKind {
  /** The outermost first. */
  readonly compressions: readonly Compression[];
  /** Null: text. */
  readonly archive: ArchiveKind | null;
}

export interface TextChunk {
  /** UTF-8; valid until the next chunk is asked for. */
  readonly bytes: Uint8Array;
  /** Bytes of the file read so far. */
  readonly consumedBytes: number;
}

/** The text in a file. */
export interface InputText {
  readonly encoding: EncodingName;
  /** Whether the text is the very bytes of the file. */
  readonly isPlain: boolean;
  /**
   * The text as UTF-8, from a byte of it on. What can be read before a failure comes before it. The present end of a file
   * that grows is not the end of it.
   * @throws UnreadableInputError if it is damaged, or has more than `maxTextBytes` once it is decompressed
   */
  read(fromByte: number, maxTextBytes: number, growth?: Growth): AsyncGenerator<TextChunk>;
  /**
   * When the first year-less timestamp was, ms since the epoch, by both ends of the text. Where only reading all of a
   * text finds its end, that is done just for texts that have such timestamps.
   */
  findFirstYearlessTimeMs(referenceTimeMs: number): Promise<number | undefined>;
}

const PLAIN_CHUNK_BYTES = 1024 * 1024;
const END_BYTES = 128 * 1024;

/** Tells by its first bytes what a file holds. @throws UnreadableInputError */
export async function identifyInput(path: string): Promise<InputKind> {
  const file = await openInputFile(path);
  try {
    const { compressions, archive } = await peel(readRange(file, 0));
    return { compressions, archive };
  } finally {
    await file.handle.close();
  }
}

/** @throws UnreadableInputError if the file is plainly no log */
export async function openInputText(path: string): Promise<InputText> {
  const { encoding, isPlain } = await describeText(path);
  const read: InputText["read"] = (fromByte, maxTextBytes, growth) =>
    isPlain ? readPlain(path, fromByte, growth) : readDecoded(path, encoding, fromByte, maxTextBytes, growth);
  return {
    encoding,
    isPlain,
    read,
    async findFirstYearlessTimeMs(referenceTimeMs) {
      const head = await headOf(read(0, Infinity));
      // The head alone tells whether there are any.
      if (firstYearlessTimeMs(head, head, referenceTimeMs) === undefined) return undefined;
      const tail = isPlain ? await plainTail(path) : await tailOf(read(0, Infinity));
      return firstYearlessTimeMs(head, tail, referenceTimeMs);
    },
  };
}

async function describeText(path: string): Promise<Pick<InputText, "encoding" | "isPlain">> {
  const file = await openInputFile(path);
  try {
    const { input, encoding } = await openTextStream(readRange(file, 0));
    const isPlain = input.compressions.length === 0;
    const ofAll = isPlain ? await encodingOfFile(file, encoding, input.reader.buffered) : encoding;
    return { encoding: ofAll, isPlain: isPlain && ofAll === "utf-8" };
  } finally {
    await file.handle.close();
  }
}

/** Further samples of a text that begins with nothing but ASCII, and their size. */
const SAMPLES = 8;
const SAMPLE_BYTES = 32 * 1024;
const LF = 10;

/** A text may be ASCII for long before its first letter beyond it. */
async function encodingOfFile(file: InputFile, encoding: EncodingName, head: Uint8Array): Promise<EncodingName> {
  if (encoding !== "utf-8" || file.sizeBytes <= head.length || head.some((byte) => byte >= 0x80 || byte === 0))
    return encoding;
  const samples: Uint8Array[] = [];
  const step = Math.max(0, file.sizeBytes - head.length - SAMPLE_BYTES) / (SAMPLES - 1);
  for (let i = 0; i < SAMPLES; i++) {
    const sample = await readAt(file, Math.floor(head.length + i * step), SAMPLE_BYTES);
    samples.push(sample.subarray(sample.indexOf(LF) + 1, sample.lastIndexOf(LF) + 1));
  }
  return detectEncoding(Buffer.concat(samples));
}

async function* readPlain(path: string, fromByte: number, growth?: Growth): AsyncGenerator<TextChunk> {
  const file = await openInputFile(path);
  try {
    for await (const bytes of readRange(file, fromByte, { chunkBytes: PLAIN_CHUNK_BYTES, growth }))
      yield { bytes, consumedBytes: file.position };
  } finally {
    await file.handle.close();
  }
}

/** What comes before `fromByte` is read too: only there can be known what it begins with. */
async function* readDecoded(
  path: string,
  encoding: EncodingName,
  fromByte: number,
  maxTextBytes: number,
  growth?: Growth,
): AsyncGenerator<TextChunk> {
  const file = await openInputFile(path);
  try {
    const stream = await openTextStream(readRange(file, 0, { growth }), () => encoding);
    let position = 0;
    for await (const text of readTextStream(stream, maxTextBytes)) {
      const start = position;
      position += text.length;
      if (position > fromByte)
        yield { bytes: text.subarray(Math.max(0, fromByte - start)), consumedBytes: file.position };
    }
  } finally {
    await file.handle.close();
  }
}

async function headOf(chunks: AsyncGenerator<TextChunk>): Promise<Uint8Array> {
  const head = new ByteReader(bytesOf(chunks));
  await head.fill(END_BYTES);
  const bytes = head.buffered.slice(0, END_BYTES);
  await chunks.return(undefined);
  return bytes;
}

async function* bytesOf(chunks: AsyncIterable<TextChunk>): AsyncGenerator<Uint8Array> {
  for await (const { bytes } of chunks) yield bytes;
}

async function plainTail(path: string): Promise<Uint8Array> {
  const file = await openInputFile(path);
  try {
    return await readAt(file, Math.max(0, file.sizeBytes - END_BYTES), END_BYTES);
  } finally {
    await file.handle.close();
  }
}

/** The last bytes before the end, or before a failure, which shows again when the text is read. */
async function tailOf(chunks: AsyncIterable<TextChunk>): Promise<Uint8Array> {
  let tail = Buffer.alloc(0);
  try {
    for await (const { bytes } of chunks) tail = Buffer.concat([tail, bytes]).subarray(-END_BYTES);
  } catch (error) {
    if (!(error instanceof UnreadableInputError)) throw error;
  }
  return tail;
}
