// Copies the columns of a block out of the builder, into memory of an earlier block where there is some: fresh memory for
// each block of a large file would cost the system and the garbage collector more than the copying.
import type { ByteBuffer } from "../byte-buffer.ts";
import { DECODED } from "../captures.ts";
import type { RecordBlock } from "../record-block.ts";
import type { AttributeColumns, BlockColumns } from "./block-columns.ts";

interface BlockText {
  readonly raw: Uint8Array;
  readonly rawLength: number;
  readonly decoded: ByteBuffer;
}

interface Dictionaries {
  readonly service: readonly string[];
  readonly host: readonly string[];
  readonly format: readonly string[];
  readonly attributeName: readonly string[];
}

export class BlockMemory {
  /** As many as were in use at once: fresh memory would come to many times that before a garbage collector saw a need. */
  readonly #spare: RecordBlock[] = [];

  /** The block's arrays may be written to by a later {@link copyOf}. */
  recycle(block: RecordBlock): void {
    this.#spare.push(block);
  }

  /** A block of its own from the first `n` rows of the builder's columns. */
  copyOf(
    n: number,
    byteOffset: number,
    text: BlockText,
    columns: BlockColumns,
    attributes: AttributeColumns,
    dictionaries: Dictionaries,
  ): RecordBlock {
    const spare = this.#spare.pop();
    const { rawLength } = text;
    const moved = (into: Uint32Array | undefined, column: Uint32Array, length: number) =>
      movedToTail(copied(into, column, length), length, rawLength);
    const count = attributes.length;
    return {
      length: n,
      bytes: copiedText(spare?.bytes, text),
      rawLength,
      byteOffset,
      rawStart: copied(spare?.rawStart, columns.rawStart, n + 1),
      lineNumber: copied(spare?.lineNumber, columns.lineNumber, n),
      lineCount: copied(spare?.lineCount, columns.lineCount, n),
      timestampUs: copied(spare?.timestampUs, columns.timestampUs, n),
      level: copied(spare?.level, columns.level, n),
      parseStatus: copied(spare?.parseStatus, columns.parseStatus, n),
      parseConfidence: copied(spare?.parseConfidence, columns.parseConfidence, n),
      shapeLow: copied(spare?.shapeLow, columns.shapeLow, n),
      shapeHigh: copied(spare?.shapeHigh, columns.shapeHigh, n),
      messageStart: moved(spare?.messageStart, columns.messageStart, n),
      messageEnd: moved(spare?.messageEnd, columns.messageEnd, n),
      traceIdStart: moved(spare?.traceIdStart, columns.traceIdStart, n),
      traceIdEnd: moved(spare?.traceIdEnd, columns.traceIdEnd, n),
      service: { values: dictionaries.service, codes: copied(spare?.service.codes, columns.service, n) },
      host: { values: dictionaries.host, codes: copied(spare?.host.codes, columns.host, n) },
      format: { values: dictionaries.format, codes: copied(spare?.format.codes, columns.format, n) },
      attributeOffset: copied(spare?.attributeOffset, columns.attributeOffset, n + 1),
      attributeName: {
        values: dictionaries.attributeName,
        codes: copied(spare?.attributeName.codes, attributes.name, count),
      },
      attributeStart: moved(spare?.attributeStart, attributes.start, count),
      attributeEnd: moved(spare?.attributeEnd, attributes.end, count),
    };
  }
}

type Column = Uint8Array | Uint32Array | Float64Array;

/** The first `length` values of a column, in `into` if they fit. */
function copied<T extends Column>(into: T | undefined, column: T, length: number): T {
  const target = into !== undefined && into.length >= length ? into : (newColumn(column, capacityFor(length)) as T);
  target.set(column.subarray(0, length));
  return target;
}

function newColumn(like: Column, length: number): Column {
  const memory = newMemory(length * like.BYTES_PER_ELEMENT);
  if (like instanceof Float64Array) return new Float64Array(memory);
  return like instanceof Uint32Array ? new Uint32Array(memory) : new Uint8Array(memory);
}

/** Of large blocks it is shared: a thread that hands on memory of its own has its whole heap searched for garbage. */
function newMemory(bytes: number): ArrayBufferLike {
  return bytes < 65_536 ? new ArrayBuffer(bytes) : new SharedArrayBuffer(bytes);
}

/** Blocks of one file are of about the same size: a large one leaves room for one that is larger still. */
function capacityFor(length: number): number {
  return length < 16_384 ? length : length + (length >> 4);
}

/** The raw text of the block, then the decoded. */
function copiedText(into: Uint8Array | undefined, { raw, rawLength, decoded }: BlockText): Uint8Array {
  const length = rawLength + decoded.length;
  const bytes = into !== undefined && into.length >= length ? into : new Uint8Array(newMemory(capacityFor(length)));
  bytes.set(raw.subarray(0, rawLength));
  bytes.set(decoded.bytes.subarray(0, decoded.length), rawLength);
  return bytes;
}

function movedToTail(positions: Uint32Array, length: number, rawLength: number): Uint32Array {
  for (let i = 0; i < length; i++) {
    const position = positions[i];
    if (position >= DECODED) positions[i] = position - DECODED + rawLength;
  }
  return positions;
}
