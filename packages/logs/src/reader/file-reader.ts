// The loop over lines: has each judged and hands it to the block builder, and hands out the blocks.
import { AttributeNames } from "../attribute-names.ts";
import type { CompiledFormats } from "../formats/line-format.ts";
import type { CompletedBlock, LogReader, LogReaderOptions } from "../log-reader.ts";
import type { RecordBlock } from "../record-block.ts";
import { PatternMatcher } from "../pattern/pattern-matcher.ts";
import { KeyTable } from "../structured/key-table.ts";
import { StructuredData } from "../structured/structured-data.ts";
import { parseTimeZone } from "../timestamps/time-zone.ts";
import { TimestampParser } from "../timestamps/timestamp-parser.ts";
import { YearlessClock } from "../timestamps/yearless-clock.ts";
import { BlockBuilder } from "./block-builder.ts";
import { IncomingLines } from "./incoming-lines.ts";
import { LastRecord } from "./last-record.ts";
import { LineJudge, type Verdict } from "./line-judge.ts";
import { type ReaderMemory, readerMemory } from "./reader-memory.ts";

const MIB = 1024 * 1024;
const DEFAULT_BLOCK_BYTES = 8 * MIB;
const DEFAULT_BLOCK_RECORDS = 65_536;
const DEFAULT_MAX_RECORD_BYTES = MIB;
/** Records with more attributes than these fill their block earlier: what a block takes in memory has a bound. */
const ATTRIBUTES_PER_RECORD = 4;
/** Pushed chunks are taken in pieces, so that the buffer holds little more than a block. */
const PIECE_BYTES = MIB;

export class FileReader implements LogReader {
  readonly #blockBytes: number;
  readonly #blockRecords: number;
  readonly #firstBlockRecords: number;
  readonly #lines: IncomingLines;
  readonly #names: AttributeNames;
  readonly #clock: YearlessClock;
  readonly #builder: BlockBuilder;
  readonly #last: LastRecord;
  readonly #judge: LineJudge;

  /** File offset of the buffer's first byte. */
  #byteOffset: number;
  /** 1-based number of the line to be judged. */
  #lineNumber: number;
  #blockNumber: number;
  /** Records that the block may have. */
  #recordLimit: number;

  constructor(formats: CompiledFormats, options: LogReaderOptions) {
    const { resumeFrom } = options;
    this.#blockBytes = positive("blockBytes", options.blockBytes ?? DEFAULT_BLOCK_BYTES);
    this.#blockRecords = positive("blockRecords", options.blockRecords ?? DEFAULT_BLOCK_RECORDS);
    this.#firstBlockRecords = positive("firstBlockRecords", options.firstBlockRecords ?? this.#blockRecords);
    const maxRecordBytes = positive("maxRecordBytes", options.maxRecordBytes ?? DEFAULT_MAX_RECORD_BYTES);
    this.#byteOffset = resumeFrom?.byteOffset ?? 0;
    this.#lineNumber = resumeFrom?.lineNumber ?? 1;
    this.#blockNumber = resumeFrom?.blockNumber ?? 0;
    this.#recordLimit = this.#limitOfRecords();
    this.#lines = new IncomingLines(maxRecordBytes, this.#byteOffset === 0);
    this.#names = new AttributeNames(formats.attributeNames);
    const zone = parseTimeZone(options.timeZone ?? "UTC");
    this.#clock = new YearlessClock(options.referenceTimeMs, zone);
    if (options.firstYearlessTimeMs !== undefined) this.#clock.lastUs = options.firstYearlessTimeMs * 1000;
    const timestamps = new TimestampParser(this.#clock, zone);
    const structured = new StructuredData(new KeyTable({}, [], this.#names));
    const matcher = new PatternMatcher(timestamps, structured);
    const lineFormats = formats.create({ timestamps, matcher, names: this.#names });
    const { raw, decoded } = this.#lines;
    this.#builder = new BlockBuilder(raw, decoded, this.#names, this.#blockRecords);
    this.#last = new LastRecord(this.#builder, maxRecordBytes);
    this.#judge = new LineJudge(lineFormats, this.#lines, this.#builder, this.#last, this.#names);
    if (resumeFrom !== undefined) this.#remember(readerMemory.parse(resumeFrom.memory));
  }

  push(chunk: Uint8Array): CompletedBlock[] {
    const completed: CompletedBlock[] = [];
    for (let at = 0; at < chunk.length; at += PIECE_BYTES) {
      if (this.#lines.append(chunk.subarray(at, at + PIECE_BYTES))) this.#readLines(completed);
    }
    return completed;
  }

  recycle(block: RecordBlock): void {
    this.#builder.recycle(block);
  }

  end(): CompletedBlock[] {
    const completed: CompletedBlock[] = [];
    this.#lines.endInput();
    this.#readLines(completed);
    const { length } = this.#lines.raw;
    if (length === 0) return completed;
    if (this.#builder.length === 0) {
      // Nothing but blank lines.
      this.#judge.noteRecord("stranger");
      const { leadingLines } = this.#last;
      this.#builder.addRecord(0, 0, 0, this.#lineNumber - leadingLines, leadingLines, this.#judge.captures, "");
    }
    completed.push(this.#completeBlock(length, this.#memory()));
    return completed;
  }

  #readLines(completed: CompletedBlock[]): void {
    const lines = this.#lines;
    for (;;) {
      const decodedLength = lines.decoded.length;
      if (!lines.find()) return;
      const before = this.#isFull() ? this.#memory() : undefined;
      const verdict = this.#judge.judge();
      if (verdict === "wait") {
        lines.decoded.length = decodedLength;
        return;
      }
      if (before !== undefined && (verdict === "record" || verdict === "stranger")) {
        lines.decoded.length = decodedLength;
        completed.push(this.#completeBlock(lines.at, before));
        continue;
      }
      if (verdict === "record" || verdict === "stranger") this.#addRecord(verdict);
      else this.#addLine(verdict, decodedLength);
      lines.pass();
      this.#lineNumber++;
    }
  }

  /** Depends on the block's number alone, so that a resumed reading makes the same blocks. */
  #limitOfRecords(): number {
    return Math.min(this.#blockRecords, this.#firstBlockRecords * 4 ** Math.min(this.#blockNumber, 16));
  }

  #isFull(): boolean {
    const { length, attributeCount } = this.#builder;
    if (length === 0) return false;
    return (
      length >= this.#recordLimit ||
      this.#lines.at >= this.#blockBytes ||
      this.#lines.decoded.length >= this.#blockBytes ||
      attributeCount >= this.#blockRecords * ATTRIBUTES_PER_RECORD
    );
  }

  /** Adds a further line to the last record; before the line `decodedLength` bytes were decoded. */
  #addLine(verdict: Verdict, decodedLength: number): void {
    const builder = this.#builder;
    const { start, end, base, decoded } = this.#lines;
    if (verdict === "blank") {
      if (builder.length > 0) builder.addBlankLine();
      else this.#last.leadingLines++;
      decoded.length = decodedLength;
    } else if (verdict === "continuation") {
      if (base === 0) builder.addContinuation(start, end);
      else builder.addText(base + start, base + end, true, decodedLength);
      this.#judge.noteLine(verdict);
    } else {
      const { textStart, textEnd, isPartial } = this.#judge.envelopes;
      builder.addText(textStart, textEnd, verdict === "further", decodedLength);
      this.#judge.noteLine(verdict);
      this.#last.isOpen = isPartial;
    }
  }

  #addRecord(verdict: Verdict): void {
    const judge = this.#judge;
    judge.completeRecord();
    judge.noteRecord(verdict);
    const { captures } = judge;
    this.#clock.note(captures.timestampUs, captures.yearless);
    const leading = this.#last.leadingLines;
    this.#last.leadingLines = 0;
    const { start, end, base, at } = this.#lines;
    this.#builder.addRecord(
      base + start,
      base + end,
      this.#builder.length === 0 ? 0 : at,
      this.#lineNumber - leading,
      1 + leading,
      captures,
      judge.format,
    );
  }

  /** Hands out the block of all records before `end` and goes on there with `memory`. */
  #completeBlock(end: number, memory: ReaderMemory): CompletedBlock {
    this.#judge.completeRecord();
    const block = this.#builder.finish(end, this.#byteOffset);
    this.#lines.discard(end);
    this.#byteOffset += end;
    this.#blockNumber++;
    this.#recordLimit = this.#limitOfRecords();
    this.#remember(memory);
    if (this.#names.isFull) this.#names.forget();
    const stateAfter = {
      byteOffset: this.#byteOffset,
      lineNumber: this.#lineNumber,
      blockNumber: this.#blockNumber,
      memory,
    };
    return { block, stateAfter };
  }

  #memory(): ReaderMemory {
    const { lastUs, nearUs } = this.#clock;
    const known = { yearlessUs: nullIfNaN(lastUs), nearUs: nullIfNaN(nearUs) };
    return { ...this.#judge.memory(), parts: this.#lines.parts.memory(), ...known };
  }

  #remember(memory: ReaderMemory): void {
    this.#judge.remember(memory);
    this.#lines.rememberParts(memory.parts);
    this.#clock.lastUs = memory.yearlessUs ?? NaN;
    this.#clock.nearUs = memory.nearUs ?? NaN;
  }
}

function nullIfNaN(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

/** Offsets in a block must stay below where decoded text begins. */
const MAX_LIMIT = 256 * MIB;

function positive(name: string, value: number): number {
  if (Number.isInteger(value) && value >= 1 && value <= MAX_LIMIT) return value;
  throw new RangeError(`${name} of a log reader must be a whole number from 1 to ${MAX_LIMIT}, not ${value}`);
}
