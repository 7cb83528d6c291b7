import type { ByteReader } from "./byte-reader.ts";
import { decodeBzip2 } from "./decoders/bzip2.ts";
import { decodeGzip } from "./decoders/gzip.ts";
import { decodeLz4 } from "./decoders/lz4.ts";
import { decodeXz } from "./decoders/xz.ts";
import { decodeZstd } from "./decoders/zstd.ts";
import { CorruptDataError, UnreadableInputError } from "./input-errors.ts";
import type { Compression } from "./input-kind.ts";

type Decoder = (reader: ByteReader) => AsyncGenerator<Uint8Array>;

const DECODERS: Readonly<Record<Compression, Decoder>> = {
  gzip: decodeGzip,
  zstd: decodeZstd,
  bzip2: decodeBzip2,
  xz: decodeXz,
  lz4: decodeLz4,
};

/** @throws UnreadableInputError that says what is wrong and after how much, once all that can be read was handed out */
export async function* decompress(compression: Compression, reader: ByteReader): AsyncGenerator<Uint8Array> {
  let textBytes = 0;
  try {
    for await (const chunk of DECODERS[compression](reader)) {
      textBytes += chunk.length;
      yield chunk;
    }
  } catch (error) {
    if (!(error instanceof CorruptDataError)) throw error;
    throw new UnreadableInputError(
      `The ${compression} data is corrupt: ${error.message}, after ${textBytes} bytes of text.`,
    );
  }
}
