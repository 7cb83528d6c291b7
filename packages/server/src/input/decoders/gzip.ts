import { crc32 } from "node:zlib";
import type { ByteReader } from "../byte-reader.ts";
import { CorruptDataError } from "../input-errors.ts";
import { decodeDeflate } from "./inflate.ts";

const HEADER_BYTES = 10;
const HAS_HEADER_CRC = 2;
const HAS_EXTRA = 4;
const HAS_NAME = 8;
const HAS_COMMENT = 16;

/** Decompresses gzip (RFC 1952), several members one after another too, and zeros after them. */
export async function* decodeGzip(reader: ByteReader): AsyncGenerator<Uint8Array> {
  for (let isFirst = true; !(await reader.isAtEnd()); isFirst = false) {
    if (!isFirst && reader.buffered[0] === 0) {
      reader.take(1);
      continue;
    }
    await skipHeader(reader);
    let checksum = 0;
    let size = 0;
    for await (const chunk of decodeDeflate(reader)) {
      checksum = crc32(chunk, checksum);
      size += chunk.length;
      yield chunk;
    }
    await reader.need(8);
    const trailer = Buffer.from(reader.take(8));
    if (trailer.readUInt32LE() !== checksum || trailer.readUInt32LE(4) !== size % 2 ** 32)
      throw new CorruptDataError("its text does not fit its checksum");
  }
}

async function skipHeader(reader: ByteReader): Promise<void> {
  await reader.need(2);
  if (reader.buffered[0] !== 0x1f || reader.buffered[1] !== 0x8b) throw new CorruptDataError("what follows is no gzip");
  await reader.need(HEADER_BYTES);
  const [, , method, flags] = reader.take(HEADER_BYTES) as unknown as [number, number, number, number];
  if (method !== 8) throw new CorruptDataError("it is compressed with a method that is not read");
  if (flags & HAS_EXTRA) {
    await reader.need(2);
    const [low, high] = reader.take(2) as unknown as [number, number];
    await reader.skip(low + high * 256);
  }
  if (flags & HAS_NAME) await skipText(reader);
  if (flags & HAS_COMMENT) await skipText(reader);
  if (flags & HAS_HEADER_CRC) await reader.skip(2);
}

async function skipText(reader: ByteReader): Promise<void> {
  for (;;) {
    await reader.need(1);
    if (reader.take(1)[0] === 0) return;
  }
}
