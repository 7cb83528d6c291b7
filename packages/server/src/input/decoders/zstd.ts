import type { ByteReader } from "../byte-reader.ts";
import { CorruptDataError } from "../input-errors.ts";
import { ZstdBlocks } from "./zstd-blocks.ts";

const FRAME_MAGIC = 0xfd2fb528;
/** The lowest four bits may be anything. */
const SKIPPABLE_MAGIC = 0x184d2a50;
/** `zstd -d` takes half as much unless it is told otherwise. */
const MAX_WINDOW_BYTES = 256 * 1024 * 1024;
const MAX_BLOCK_BYTES = 128 * 1024;
const CONTENT_SIZE_BYTES = [0, 2, 4, 8] as const;
const DICTIONARY_ID_BYTES = [0, 1, 2, 4] as const;

const RAW = 0;
const REPEATED_BYTE = 1;
const COMPRESSED = 2;

interface FrameHeader {
  readonly windowBytes: number;
  readonly hasChecksum: boolean;
}

/** Decompresses Zstandard (RFC 8878), any number of frames. Checksums are not verified. */
export async function* decodeZstd(reader: ByteReader): AsyncGenerator<Uint8Array> {
  while (!(await reader.isAtEnd())) {
    const magic = await readUint(reader, 4);
    if (magic === FRAME_MAGIC) yield* decodeFrame(reader);
    else if ((magic & 0xfffffff0) >>> 0 === SKIPPABLE_MAGIC) await reader.skip(await readUint(reader, 4));
    else throw new CorruptDataError("what follows is no zstd");
  }
}

async function* decodeFrame(reader: ByteReader): AsyncGenerator<Uint8Array> {
  const { windowBytes, hasChecksum } = await readFrameHeader(reader);
  const blocks = new ZstdBlocks(windowBytes);
  const maxBytes = Math.min(windowBytes, MAX_BLOCK_BYTES);
  for (let isLast = false; !isLast;) {
    const header = await readUint(reader, 3);
    isLast = (header & 1) === 1;
    const kind = (header >> 1) & 3;
    const size = header >> 3;
    if (size > maxBytes) throw new CorruptDataError("a block is too long");
    await reader.need(kind === REPEATED_BYTE ? 1 : size);
    if (kind === RAW) yield blocks.copy(reader.take(size));
    else if (kind === REPEATED_BYTE) yield blocks.repeat(reader.take(1)[0]!, size);
    else if (kind === COMPRESSED) yield blocks.decode(reader.take(size), maxBytes);
    else throw new CorruptDataError("a block is of no known kind");
  }
  if (hasChecksum) await reader.skip(4);
}

async function readFrameHeader(reader: ByteReader): Promise<FrameHeader> {
  const descriptor = await readUint(reader, 1);
  const isSingleSegment = (descriptor & 0x20) !== 0;
  if ((descriptor & 0x08) !== 0) throw new CorruptDataError("its header is damaged");
  let windowBytes = 0;
  if (!isSingleSegment) {
    const byte = await readUint(reader, 1);
    const base = 2 ** (10 + (byte >> 3));
    windowBytes = base + (base / 8) * (byte & 7);
  }
  const dictionaryId = await readUint(reader, DICTIONARY_ID_BYTES[(descriptor & 3) as 0]);
  if (dictionaryId !== 0) throw new CorruptDataError("it needs a dictionary");
  const sizeFlag = (descriptor >> 6) as 0 | 1 | 2 | 3;
  const sizeBytes = sizeFlag === 0 && isSingleSegment ? 1 : CONTENT_SIZE_BYTES[sizeFlag];
  const contentBytes = (await readUint(reader, sizeBytes)) + (sizeBytes === 2 ? 256 : 0);
  if (isSingleSegment) windowBytes = contentBytes;
  if (windowBytes > MAX_WINDOW_BYTES) throw new CorruptDataError(`it takes ${windowBytes} bytes of memory to read`);
  return { windowBytes, hasChecksum: (descriptor & 4) !== 0 };
}

/** Of up to eight bytes, the lowest first. */
async function readUint(reader: ByteReader, bytes: number): Promise<number> {
  await reader.need(bytes);
  return reader.take(bytes).reduceRight((value, byte) => value * 256 + byte, 0);
}
