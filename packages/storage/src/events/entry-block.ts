/** Loops over columns and byte offsets, without an object or a string per row: every stored record passes through here. */
import type { DictionaryColumn, RecordBlock } from "@faultline/logs";
import type { EncodedBlock } from "./event-store.ts";
import { MAX_LENGTH_PREFIX, NativeWriter, STRINGS_OVERRUN } from "./native-writer.ts";
import { textFilterColumn } from "./text-filter-column.ts";

/** The columns of a block in the order of {@link encodeEntryBlock}, with their ClickHouse types. */
export const ENTRY_COLUMNS = [
  ["file_id", "UInt32"],
  ["line_number", "UInt32"],
  ["line_count", "UInt32"],
  ["byte_offset", "UInt64"],
  ["timestamp", "DateTime64(6, 'UTC')"],
  ["level", "UInt8"],
  ["service", "LowCardinality(String)"],
  ["host", "LowCardinality(String)"],
  ["parser_name", "LowCardinality(String)"],
  ["raw_head", "String"],
  ["message", "String"],
  ["raw_tail", "String"],
  ["message_in_raw", "UInt8"],
  ["line_end", "UInt8"],
  ["trace_id", "String"],
  ["attributes", "Map(LowCardinality(String), String)"],
  ["parse_status", "UInt8"],
  ["parse_confidence", "UInt8"],
  ["shape", "UInt64"],
  ["text_filter", "String"],
  ["created_at", "DateTime64(3, 'UTC')"],
] as const;

/**
 * 1900-01-01T00:00:00Z in microseconds, the least DateTime64(6) there is: stands for "no timestamp", so that the
 * column need not be Nullable and the newest-first order has such entries last.
 */
export const NO_TIMESTAMP_US = -2_208_988_800_000_000;

// The counts are per minute, so no timestamp may share the minute of the one that stands for none.
const LEAST_TIMESTAMP_US = NO_TIMESTAMP_US + 60_000_000;

// June of 2255: what is later has no exact microsecond, and some of it no minute in 32 bits. It is a misread date.
const GREATEST_TIMESTAMP_US = Number.MAX_SAFE_INTEGER;

/**
 * Encodes a block for `EventStore.insertBlock`. Pure; a second call with the same arguments yields the same bytes.
 * Nothing else uses the memory of the result's `native`, so that threads can hand it on; that of a large block is shared.
 */
export function encodeEntryBlock(input: {
  readonly fileId: number;
  /** How often the file was read anew from its start; 0 if absent. Blocks of different attempts are different blocks. */
  readonly attempt?: number;
  readonly blockNumber: number;
  readonly block: RecordBlock;
  readonly createdAtMs: number;
  /** To write into, if it is large enough. */
  readonly memory?: ArrayBufferLike | undefined;
}): EncodedBlock {
  const { block, fileId } = input;
  const rows = block.length;
  const raw = divideRawText(block);
  const textFilters = textFilterColumn(fileId, block, (us) => us >= LEAST_TIMESTAMP_US && us <= GREATEST_TIMESTAMP_US);
  const filterBytes = textFilters.reduce((sum, { value }) => sum + value.length + MAX_LENGTH_PREFIX, 0);
  const writer = new NativeWriter(capacityOf(block) + filterBytes, input.memory);
  let next = 0;
  const column = () => {
    const [name, type] = ENTRY_COLUMNS[next++]!;
    writer.column(name, type);
  };

  writer.header(ENTRY_COLUMNS.length, rows);
  column();
  writer.repeatedUint32(fileId, rows);
  column();
  writer.uint32s(block.lineNumber, rows);
  column();
  writer.uint32s(block.lineCount, rows);
  column();
  writer.offsets64(block.rawStart, block.byteOffset, rows);
  column();
  writer.int64s(
    block.timestampUs,
    { least: LEAST_TIMESTAMP_US, greatest: GREATEST_TIMESTAMP_US, none: NO_TIMESTAMP_US },
    rows,
  );
  column();
  writer.uint8s(block.level, rows);
  for (const dictionary of [block.service, block.host, block.format]) {
    column();
    writer.lowCardinalityPrefix();
    writer.lowCardinality(dictionary.values, dictionary.codes, rows);
  }
  column();
  writer.strings(block.bytes, block.rawStart, raw.headEnd, rows);
  column();
  writer.strings(block.bytes, block.messageStart, block.messageEnd, rows);
  column();
  writer.strings(block.bytes, raw.tailStart, raw.tailEnd, rows);
  column();
  writer.uint8s(raw.messageInRaw, rows);
  column();
  writer.uint8s(raw.lineEnd, rows);
  column();
  writer.strings(block.bytes, block.traceIdStart, block.traceIdEnd, rows);
  column();
  writeAttributes(writer, block);
  column();
  writer.uint8s(block.parseStatus, rows);
  column();
  writer.uint8s(block.parseConfidence, rows);
  column();
  writer.halves64(block.shapeLow, block.shapeHigh, rows);
  column();
  writer.sparseBytes(textFilters, rows);
  column();
  writer.repeatedInt64(input.createdAtMs, rows);
  return { token: `${fileId}.${input.attempt ?? 0}:${input.blockNumber}`, rows, native: writer.finish() };
}

/**
 * Where each raw record parts into head, message and tail, so that the message's bytes are stored once. A message that
 * is no slice of its record (it was decoded) stands apart, and the head is the whole record.
 */
function divideRawText(block: RecordBlock) {
  const rows = block.length;
  const { bytes, rawStart, messageStart, messageEnd } = block;
  const headEnd = new Uint32Array(rows);
  const tailStart = new Uint32Array(rows);
  const tailEnd = new Uint32Array(rows);
  const messageInRaw = new Uint8Array(rows);
  const lineEnd = new Uint8Array(rows);
  for (let i = 0; i < rows; i++) {
    const start = rawStart[i]!;
    let end = rawStart[i + 1]!;
    if (end > start && bytes[end - 1] === 0x0a) {
      const carriageReturn = end - 1 > start && bytes[end - 2] === 0x0d;
      lineEnd[i] = carriageReturn ? 2 : 1;
      end -= carriageReturn ? 2 : 1;
    }
    tailEnd[i] = end;
    if (messageStart[i]! >= start && messageEnd[i]! <= end) {
      messageInRaw[i] = 1;
      headEnd[i] = messageStart[i]!;
      tailStart[i] = messageEnd[i]!;
    } else {
      headEnd[i] = end;
      tailStart[i] = end;
    }
  }
  return { headEnd, tailStart, tailEnd, messageInRaw, lineEnd };
}

/** Map is stored as cumulative counts, then all keys, then all values. */
function writeAttributes(writer: NativeWriter, block: RecordBlock): void {
  const rows = block.length;
  const first = rows === 0 ? 0 : block.attributeOffset[0]!;
  const count = rows === 0 ? 0 : block.attributeOffset[rows]! - first;
  writer.lowCardinalityPrefix();
  writer.offsets64(block.attributeOffset.subarray(1), -first, rows);
  writer.lowCardinality(block.attributeName.values, block.attributeName.codes.subarray(first), count);
  writer.strings(block.bytes, block.attributeStart.subarray(first), block.attributeEnd.subarray(first), count);
}

const HEADER_BYTES = 4096;
const FIXED_BYTES_PER_ROW = 65;
const STRING_COLUMNS = 4;

function capacityOf(block: RecordBlock): number {
  const rows = block.length;
  const attributes = rows === 0 ? 0 : block.attributeOffset[rows]!;
  const dictionaries = [block.service, block.host, block.format, block.attributeName];
  return (
    HEADER_BYTES +
    STRINGS_OVERRUN +
    rows * (FIXED_BYTES_PER_ROW + 3 * 4 + STRING_COLUMNS * MAX_LENGTH_PREFIX) +
    attributes * (4 + MAX_LENGTH_PREFIX) +
    block.rawLength +
    lengthOfSpans(block.messageStart, block.messageEnd, rows) +
    lengthOfSpans(block.traceIdStart, block.traceIdEnd, rows) +
    lengthOfSpans(block.attributeStart, block.attributeEnd, attributes) +
    dictionaries.reduce((sum, dictionary) => sum + dictionaryBytes(dictionary), 0)
  );
}

function lengthOfSpans(starts: Uint32Array, ends: Uint32Array, count: number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += ends[i]! - starts[i]!;
  return sum;
}

function dictionaryBytes(dictionary: DictionaryColumn): number {
  let sum = 32;
  for (const value of dictionary.values) sum += 3 * value.length + MAX_LENGTH_PREFIX;
  return sum;
}
