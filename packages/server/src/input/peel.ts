import { ByteReader } from "./byte-reader.ts";
import { decompress } from "./decompress.ts";
import { UnreadableInputError } from "./input-errors.ts";
import { type ArchiveKind, archiveOf, type Compression, compressionOf, SNIFFED_BYTES } from "./input-kind.ts";

/** What is in an input once all compression around it is undone. */
export interface PeeledInput {
  readonly reader: ByteReader;
  /** The outermost first. */
  readonly compressions: readonly Compression[];
  /** Null: text. */
  readonly archive: ArchiveKind | null;
}

export const MAX_DEPTH = 3;

/**
 * Tells by first bytes, layer by layer, what an input is; `watch` sees all that is decompressed on the way.
 * @throws UnreadableInputError if there are too many layers
 */
export async function peel(
  bytes: AsyncIterable<Uint8Array>,
  watch: (bytes: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array> = (all) => all,
): Promise<PeeledInput> {
  const compressions: Compression[] = [];
  let reader = new ByteReader(bytes);
  for (;;) {
    await reader.fill(SNIFFED_BYTES);
    const compression = compressionOf(reader.buffered);
    if (compression === null) return { reader, compressions, archive: archiveOf(reader.buffered) };
    if (compressions.length === MAX_DEPTH)
      throw new UnreadableInputError(`It is compressed more than ${MAX_DEPTH} times over.`);
    compressions.push(compression);
    reader = new ByteReader(watch(decompress(compression, reader)));
  }
}
