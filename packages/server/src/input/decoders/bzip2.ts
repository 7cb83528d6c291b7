import type { ByteReader } from "../byte-reader.ts";
import { CorruptDataError, CUT_OFF } from "../input-errors.ts";
import { BitReader } from "./bit-reader.ts";
import { Bzip2Block } from "./bzip2-block.ts";

/** More than a block can take: 900,000 symbols of 20 bits, its selectors and its tables. */
const MAX_BLOCK_BYTES = 2_400_000;
const LEVEL_BYTES = 100_000;
const BLOCK_MAGIC = 0x314159265359;
const END_MAGIC = 0x177245385090;

/** Decompresses bzip2, several streams one after another too. */
export async function* decodeBzip2(reader: ByteReader): AsyncGenerator<Uint8Array> {
  while (!(await reader.isAtEnd())) yield* decodeStream(reader);
}

async function* decodeStream(reader: ByteReader): AsyncGenerator<Uint8Array> {
  await reader.need(4);
  const [b, z, h, digit] = reader.take(4) as unknown as [number, number, number, number];
  const level = digit - 0x30;
  if (b !== 0x42 || z !== 0x5a || h !== 0x68 || level < 1 || level > 9)
    throw new CorruptDataError("what follows is no bzip2");
  const block = new Bzip2Block(level * LEVEL_BYTES);
  let bitOffset = 0;
  for (;;) {
    await reader.fill(MAX_BLOCK_BYTES);
    const bits = new BitReader(reader.buffered, bitOffset);
    const isBlock = readBlockOrEnd(bits, block);
    if (isBlock) {
      reader.take(bits.position >> 3);
      bitOffset = bits.position & 7;
      yield* block.text();
      continue;
    }
    reader.take((bits.position + 7) >> 3);
    return;
  }
}

/** Returns whether it is a block; beyond it there is only the end of the stream. */
function readBlockOrEnd(bits: BitReader, block: Bzip2Block): boolean {
  let failure: unknown = null;
  let isBlock = false;
  try {
    const magic = bits.read(24) * 2 ** 24 + bits.read(24);
    isBlock = magic === BLOCK_MAGIC;
    if (isBlock) block.read(bits);
    else if (magic === END_MAGIC) bits.read(32);
    else throw new CorruptDataError("a block has no beginning");
  } catch (error) {
    failure = error;
  }
  // Zeros are read beyond the end, and make no sense.
  if (bits.isBeyondEnd) throw new CorruptDataError(CUT_OFF);
  if (failure !== null) throw failure;
  return isBlock;
}
