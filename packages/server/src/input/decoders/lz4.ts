import type { ByteReader } from "../byte-reader.ts";
import { CorruptDataError } from "../input-errors.ts";
import { HistoryWindow } from "./history-window.ts";

const FRAME_MAGIC = 0x184d2204;
const SKIPPABLE_MAGIC = 0x184d2a50;
const REACH = 64 * 1024;
const SMALLEST_BLOCK_LOG = 8;
const UNCOMPRESSED = 0x80000000;
const MIN_MATCH = 4;
const LONG = 15;

/** Decompresses LZ4 frames, any number of them. Checksums are not verified. */
export async function* decodeLz4(reader: ByteReader): AsyncGenerator<Uint8Array> {
  while (!(await reader.isAtEnd())) {
    const magic = await readUint32(reader);
    if (magic === FRAME_MAGIC) yield* decodeFrame(reader);
    else if ((magic & 0xfffffff0) >>> 0 === SKIPPABLE_MAGIC) await reader.skip(await readUint32(reader));
    else throw new CorruptDataError("what follows is no lz4");
  }
}

async function* decodeFrame(reader: ByteReader): AsyncGenerator<Uint8Array> {
  await reader.need(2);
  const [flags, sizes] = reader.take(2) as unknown as [number, number];
  const maxBytes = 2 ** (SMALLEST_BLOCK_LOG + 2 * ((sizes >> 4) & 7));
  if (flags >> 6 !== 1 || maxBytes < REACH) throw new CorruptDataError("its header is damaged");
  if ((flags & 1) !== 0) throw new CorruptDataError("it needs a dictionary");
  const isIndependent = (flags & 0x20) !== 0;
  await reader.skip((flags & 0x08 ? 8 : 0) + 1);
  const window = new HistoryWindow(REACH);
  for (;;) {
    const header = await readUint32(reader);
    if (header === 0) break;
    const size = header % UNCOMPRESSED;
    if (size > maxBytes) throw new CorruptDataError("a block is too long");
    await reader.need(size);
    if (isIndependent) window.reset();
    window.makeRoom(maxBytes);
    const start = window.at;
    const block = reader.take(size);
    if (header >= UNCOMPRESSED) {
      window.bytes.set(block, start);
      window.at += size;
    } else decodeBlock(block, window, start + maxBytes);
    yield window.bytes.slice(start, window.at);
    if ((flags & 0x10) !== 0) await reader.skip(4);
  }
  if ((flags & 0x04) !== 0) await reader.skip(4);
}

/** Sequences of literals and a repetition each; the last has no repetition. */
function decodeBlock(block: Uint8Array, window: HistoryWindow, limit: number): void {
  const { bytes } = window;
  let to = window.at;
  let at = 0;
  while (at < block.length) {
    const token = block[at++]!;
    let literals = token >> 4;
    if (literals === LONG) [literals, at] = longLength(block, at);
    if (at + literals > block.length || to + literals > limit) throw new CorruptDataError("a block is damaged");
    bytes.set(block.subarray(at, at + literals), to);
    to += literals;
    at += literals;
    if (at === block.length) break;
    const distance = block[at]! + block[at + 1]! * 256;
    at += 2;
    let length = token & LONG;
    if (length === LONG) [length, at] = longLength(block, at);
    length += MIN_MATCH;
    let from = to - distance;
    if (!(distance > 0) || from < 0 || to + length > limit)
      throw new CorruptDataError("a repetition points outside of the text");
    for (let i = 0; i < length; i++) bytes[to++] = bytes[from++]!;
  }
  window.at = to;
}

function longLength(block: Uint8Array, start: number): [length: number, end: number] {
  let length = LONG;
  for (let at = start; at < block.length; at++) {
    length += block[at]!;
    if (block[at] !== 255) return [length, at + 1];
  }
  throw new CorruptDataError("a block is cut off");
}

async function readUint32(reader: ByteReader): Promise<number> {
  await reader.need(4);
  const bytes = reader.take(4);
  return Buffer.from(bytes.buffer, bytes.byteOffset, 4).readUInt32LE();
}
