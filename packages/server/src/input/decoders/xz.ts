import { crc32 } from "node:zlib";
import type { ByteReader } from "../byte-reader.ts";
import { CorruptDataError } from "../input-errors.ts";
import { decodeLzma2 } from "./lzma2.ts";
import { type Checksum, createXzChecksum, xzChecksumBytes } from "./xz-checksum.ts";

const STREAM_MAGIC = Buffer.from("\xfd7zXZ\0", "latin1");
const FOOTER_MAGIC = Buffer.from("YZ");
const HEADER_BYTES = 12;
const LZMA2_FILTER = 0x21;
/** `xz -9` needs 64 MiB. */
const MAX_DICTIONARY_BYTES = 256 * 1024 * 1024;

/**
 * Decompresses xz (https://tukaani.org/xz/xz-file-format.txt): several streams one after another too, of any number of
 * blocks, whose only filter is LZMA2.
 */
export async function* decodeXz(reader: ByteReader): AsyncGenerator<Uint8Array> {
  while (!(await isAtEnd(reader))) {
    const checkKind = await readStreamHeader(reader);
    for (let isBlock = true; isBlock;) {
      await reader.need(1);
      isBlock = reader.buffered[0] !== 0;
      if (isBlock) yield* decodeBlock(reader, checkKind);
    }
    await skipIndex(reader);
    await readFooter(reader);
  }
}

/** Streams may be followed by zeros, four by four. */
async function isAtEnd(reader: ByteReader): Promise<boolean> {
  while (await reader.fill(1)) {
    if (reader.buffered[0] !== 0) return false;
    reader.take(1);
  }
  return true;
}

/** Returns the kind of the checksums. */
async function readStreamHeader(reader: ByteReader): Promise<number> {
  await reader.need(HEADER_BYTES);
  const header = Buffer.from(reader.take(HEADER_BYTES));
  if (!header.subarray(0, 6).equals(STREAM_MAGIC)) throw new CorruptDataError("what follows is no xz");
  if (crc32(header.subarray(6, 8)) !== header.readUInt32LE(8)) throw new CorruptDataError("its header is damaged");
  return header[7]! & 0x0f;
}

async function* decodeBlock(reader: ByteReader, checkKind: number): AsyncGenerator<Uint8Array> {
  const headerBytes = (reader.buffered[0]! + 1) * 4;
  await reader.need(headerBytes);
  const dictionaryBytes = dictionaryBytesOf(Buffer.from(reader.take(headerBytes)));
  const start = reader.position;
  const checksum = createXzChecksum(checkKind);
  for await (const chunk of decodeLzma2(reader, dictionaryBytes)) {
    checksum?.update(chunk);
    yield chunk.slice();
  }
  await reader.skip((4 - ((reader.position - start) & 3)) & 3);
  await verify(reader, checkKind, checksum);
}

function dictionaryBytesOf(header: Buffer): number {
  const end = header.length - 4;
  if (crc32(header.subarray(0, end)) !== header.readUInt32LE(end))
    throw new CorruptDataError("a block's header is damaged");
  const flags = header[1]!;
  let at = 2;
  if (flags & 0x40) at = integerEnd(header, at);
  if (flags & 0x80) at = integerEnd(header, at);
  const exponent = header[at + 2]!;
  if ((flags & 3) !== 0 || header[at] !== LZMA2_FILTER || header[at + 1] !== 1 || exponent > 40)
    throw new CorruptDataError("it is compressed with a filter that is not read, only LZMA2 is");
  const bytes = exponent === 40 ? 2 ** 32 - 1 : (2 | (exponent & 1)) * 2 ** ((exponent >> 1) + 11);
  if (bytes > MAX_DICTIONARY_BYTES) throw new CorruptDataError(`it takes ${bytes} bytes of memory to read`);
  return bytes;
}

function integerEnd(bytes: Uint8Array, start: number): number {
  let at = start;
  while (at < bytes.length && bytes[at]! >= 0x80) at++;
  return at + 1;
}

async function verify(reader: ByteReader, checkKind: number, checksum: Checksum | null): Promise<void> {
  const length = xzChecksumBytes(checkKind);
  await reader.need(length);
  const expected = reader.take(length);
  if (checksum !== null && Buffer.compare(checksum.digest(), expected) !== 0)
    throw new CorruptDataError("a block does not fit its checksum");
}

/** The sizes of the blocks: they are read already. */
async function skipIndex(reader: ByteReader): Promise<void> {
  const start = reader.position;
  await reader.skip(1);
  const records = await readInteger(reader);
  for (let i = 0; i < records; i++) {
    await readInteger(reader);
    await readInteger(reader);
  }
  await reader.skip(((4 - ((reader.position - start) & 3)) & 3) + 4);
}

async function readInteger(reader: ByteReader): Promise<number> {
  let value = 0;
  for (let i = 0; i < 9; i++) {
    await reader.need(1);
    const byte = reader.take(1)[0]!;
    value += (byte & 0x7f) * 2 ** (7 * i);
    if (byte < 0x80) return value;
  }
  throw new CorruptDataError("its index is damaged");
}

async function readFooter(reader: ByteReader): Promise<void> {
  await reader.need(HEADER_BYTES);
  if (Buffer.compare(reader.take(HEADER_BYTES).subarray(10), FOOTER_MAGIC) !== 0)
    throw new CorruptDataError("its end is damaged");
}
