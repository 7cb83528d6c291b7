import type { ByteReader } from "../byte-reader.ts";
import { CorruptDataError } from "../input-errors.ts";
import { LzmaDecoder } from "./lzma.ts";

/** LZMA2: chunks of LZMA or of plain bytes, each with its size. The text of a chunk has up to 2 MiB. */
export async function* decodeLzma2(reader: ByteReader, dictionaryBytes: number): AsyncGenerator<Uint8Array> {
  const decoder = new LzmaDecoder(dictionaryBytes);
  let needsDictionaryReset = true;
  let needsProperties = true;
  for (;;) {
    await reader.need(1);
    const control = reader.take(1)[0]!;
    if (control === 0) return;
    const isLzma = control >= 0x80;
    if (!isLzma && control > 2) throw new CorruptDataError("a chunk is of no known kind");
    const reset = isLzma ? (control >> 5) & 3 : 0;
    if (control === 1 || reset === 3) {
      decoder.resetDictionary();
      needsDictionaryReset = false;
    } else if (needsDictionaryReset) throw new CorruptDataError("the first chunk needs what comes before it");
    if (!isLzma) {
      const size = await readUint16(reader);
      await reader.need(size + 1);
      yield decoder.copy(reader.take(size + 1));
      continue;
    }
    const size = ((control & 0x1f) << 16) + (await readUint16(reader)) + 1;
    const compressedSize = (await readUint16(reader)) + 1;
    if (reset >= 2) {
      await reader.need(1);
      decoder.setProperties(reader.take(1)[0]!);
      needsProperties = false;
    } else if (needsProperties) throw new CorruptDataError("a chunk lacks its properties");
    if (reset > 0) decoder.resetState();
    await reader.need(compressedSize);
    yield decoder.decode(reader.take(compressedSize), size);
  }
}

async function readUint16(reader: ByteReader): Promise<number> {
  await reader.need(2);
  const [high, low] = reader.take(2) as unknown as [number, number];
  return high * 256 + low;
}
