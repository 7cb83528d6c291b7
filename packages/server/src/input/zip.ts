import { crc32 } from "node:zlib";
import type { ArchiveEntry } from "./archive-entry.ts";
import { ByteReader } from "./byte-reader.ts";
import { decodeBzip2 } from "./decoders/bzip2.ts";
import { decodeDeflate } from "./decoders/inflate.ts";
import { decodeXz } from "./decoders/xz.ts";
import { decodeZstd } from "./decoders/zstd.ts";
import { type InputFile, readAt, readRange } from "./input-file.ts";
import { CorruptDataError } from "./input-errors.ts";
import {
  DESCRIPTOR,
  DIRECTORY_HEADER,
  DIRECTORY_HEADER_BYTES,
  directoryTailBytes,
  LOCAL_HEADER,
  LOCAL_HEADER_BYTES,
  localTailBytes,
  parseDirectoryHeader,
  parseLocalHeader,
  type ZipDirectoryHeader,
  type ZipHeader,
} from "./zip-headers.ts";
import type { ZipDirectory } from "./zip-directory.ts";

const STORED = 0;
const DEFLATED = 8;
const DECODERS: Readonly<Record<number, (reader: ByteReader) => AsyncGenerator<Uint8Array>>> = {
  [STORED]: (reader) => reader.rest(),
  [DEFLATED]: decodeDeflate,
  12: decodeBzip2,
  93: decodeZstd,
  95: decodeXz,
};

/**
 * The files of a zip archive in the order of its directory. One that is damaged does not keep from the others.
 * @throws CorruptDataError
 */
export async function* readZipFile(file: InputFile, directory: ZipDirectory): AsyncGenerator<ArchiveEntry> {
  const reader = new ByteReader(readRange(file, directory.start, { length: directory.bytes }));
  for (let i = 0; i < directory.entries; i++) {
    await reader.need(DIRECTORY_HEADER_BYTES);
    const header = Buffer.from(reader.take(DIRECTORY_HEADER_BYTES));
    if (header.readUInt32LE() !== DIRECTORY_HEADER) throw new CorruptDataError("its directory is damaged");
    const [nameBytes, extraBytes, commentBytes] = directoryTailBytes(header);
    await reader.need(nameBytes + extraBytes + commentBytes);
    const name = Buffer.from(reader.take(nameBytes));
    const entry = parseDirectoryHeader(header, name, Buffer.from(reader.take(extraBytes)));
    reader.take(commentBytes);
    if (entry.isLink || isFolder(entry)) continue;
    yield { path: entry.path, modifiedAt: entry.modifiedAt, open: () => openEntry(file, directory.shift, entry) };
  }
}

async function* openEntry(file: InputFile, shift: number, entry: ZipDirectoryHeader): AsyncGenerator<Uint8Array> {
  const offset = entry.offset + shift;
  const header = Buffer.from(await readAt(file, offset, LOCAL_HEADER_BYTES));
  if (header.length < LOCAL_HEADER_BYTES || header.readUInt32LE() !== LOCAL_HEADER)
    throw new CorruptDataError("its header is damaged");
  const [nameBytes, extraBytes] = localTailBytes(header);
  const start = offset + LOCAL_HEADER_BYTES + nameBytes + extraBytes;
  const compressed = new ByteReader(readRange(file, start, { length: entry.compressedBytes }));
  yield* verified(decode(entry, compressed), entry.checksum);
}

/**
 * The files of a zip archive that comes as a stream, or has lost its directory.
 * @throws CorruptDataError
 */
export async function* readZipStream(reader: ByteReader): AsyncGenerator<ArchiveEntry> {
  for (;;) {
    await reader.need(4);
    if (Buffer.from(reader.buffered.subarray(0, 4)).readUInt32LE() !== LOCAL_HEADER) break;
    await reader.need(LOCAL_HEADER_BYTES);
    const bytes = Buffer.from(reader.take(LOCAL_HEADER_BYTES));
    const [nameBytes, extraBytes] = localTailBytes(bytes);
    await reader.need(nameBytes + extraBytes);
    const name = Buffer.from(reader.take(nameBytes));
    const header = parseLocalHeader(bytes, name, Buffer.from(reader.take(extraBytes)));
    if (header.hasDescriptor && header.compressedBytes === 0) yield* endingByItself(reader, header);
    else yield* ofKnownSize(reader, header);
  }
  // Its directory says nothing new.
  for await (const _ of reader.rest());
}

async function* ofKnownSize(reader: ByteReader, header: ZipHeader): AsyncGenerator<ArchiveEntry> {
  const end = reader.position + header.compressedBytes;
  const open = () => verified(decode(header, new ByteReader(reader.chunks(end - reader.position))), header.checksum);
  if (!isFolder(header)) yield { path: header.path, modifiedAt: header.modifiedAt, open };
  await reader.skip(end - reader.position);
  if (header.hasDescriptor) await skipDescriptor(reader, header);
}

async function* endingByItself(reader: ByteReader, header: ZipHeader): AsyncGenerator<ArchiveEntry> {
  if (header.method !== DEFLATED) throw new CorruptDataError("where a member ends is told only in the directory");
  const content = decode(header, reader);
  if (!isFolder(header)) yield { path: header.path, modifiedAt: header.modifiedAt, open: () => content };
  for await (const _ of content);
  await skipDescriptor(reader, header);
}

async function skipDescriptor(reader: ByteReader, { isZip64 }: ZipHeader): Promise<void> {
  await reader.need(4);
  const isMarked = Buffer.from(reader.buffered.subarray(0, 4)).readUInt32LE() === DESCRIPTOR;
  await reader.skip((isMarked ? 8 : 4) + (isZip64 ? 16 : 8));
}

function isFolder({ path }: ZipHeader): boolean {
  return path.endsWith("/");
}

async function* decode(header: ZipHeader, compressed: ByteReader): AsyncGenerator<Uint8Array> {
  if (header.isEncrypted) throw new CorruptDataError("it is encrypted");
  const decoder = DECODERS[header.method];
  if (decoder === undefined)
    throw new CorruptDataError(`it is compressed with method ${header.method}, which is not read`);
  yield* decoder(compressed);
}

async function* verified(content: AsyncIterable<Uint8Array>, expected: number): AsyncGenerator<Uint8Array> {
  let checksum = 0;
  for await (const chunk of content) {
    checksum = crc32(chunk, checksum);
    yield chunk;
  }
  if (checksum !== expected) throw new CorruptDataError("it does not fit its checksum");
}
