// The loop over lines: finds their ends, offers them to the formats in use and hands them to the block builder.
import { ByteBuffer } from "../byte-buffer.ts";
import { LF } from "../bytes.ts";
import { Captures } from "../captures.ts";
import type { CompiledFormats } from "../formats/line-format.ts";
import type { CompletedBlock, LogReader, LogReaderOptions } from "../log-reader.ts";
import { PatternMatcher } from "../pattern/pattern-matcher.ts";
import { KeyTable } from "../structured/key-table.ts";
import { StructuredData } from "../structured/structured-data.ts";
import { parseTimeZone } from "../timestamps/time-zone.ts";
import { TimestampParser } from "../timestamps/timestamp-parser.ts";
import { YearlessClock } from "../timestamps/yearless-clock.ts";
import { AttributeNames } from "../attribute-names.ts";
import { BlockBuilder } from "./block-builder.ts";
import { isContinuation, isWrapped } from "./continuation.ts";
import { FormatsInUse } from "./formats-in-use.ts";
import { isBlank, startsWithByteOrderMark, textEndOf } from "./line-text.ts";
import { type ReaderMemory, readerMemory } from "./reader-memory.ts";
import type { Lines } from "./recogniser.ts";

const MIB = 1024 * 1024;
const DEFAULT_BLOCK_BYTES = 8 * MIB;
const DEFAULT_BLOCK_RECORDS = 65_536;
const DEFAULT_MAX_RECORD_BYTES = MIB;
const MAX_RECORD_LINES = 10_000;
/** Pushed chunks are taken in pieces, so that the buffer holds little more than a block. */
const PIECE_BYTES = MIB;

const SAMPLE_BYTES = 128 * 1024;

type Verdict = "record" | "stranger" | "continuation" | "blank" | "wait";

export class FileReader implements LogReader {
  readonly #blockBytes: number;
  readonly #blockRecords: number;
  readonly #maxRecordBytes: number;
  readonly #raw: ByteBuffer;
  readonly #decoded = new ByteBuffer(4096);
  readonly #captures: Captures;
  /** Of several lines, while those of the next line wait. */
  readonly #linesCaptures: Captures;
  readonly #names: AttributeNames;
  readonly #clock: YearlessClock;
  readonly #formats: FormatsInUse;
  readonly #builder: BlockBuilder;

  /** File offset of the buffer's first byte. */
  #byteOffset: number;
  /** 1-based number of the line at #at. */
  #lineNumber: number;
  #blockNumber: number;
  /** Position of the first byte of the next line. */
  #at = 0;
  /** No line end stands in [#at, #scanned). */
  #scanned = 0;
  /** Until the buffer holds this many bytes the next line cannot be judged. */
  #wanted = 0;
  #ended = false;
  /** Blank lines before the first record. */
  #leadingLines = 0;

  constructor(formats: CompiledFormats, options: LogReaderOptions) {
    const { resumeFrom } = options;
    this.#blockBytes = positive("blockBytes", options.blockBytes ?? DEFAULT_BLOCK_BYTES);
    this.#blockRecords = positive("blockRecords", options.blockRecords ?? DEFAULT_BLOCK_RECORDS);
    this.#maxRecordBytes = positive("maxRecordBytes", options.maxRecordBytes ?? DEFAULT_MAX_RECORD_BYTES);
    this.#byteOffset = resumeFrom?.byteOffset ?? 0;
    this.#lineNumber = resumeFrom?.lineNumber ?? 1;
    this.#blockNumber = resumeFrom?.blockNumber ?? 0;
    this.#raw = new ByteBuffer(64 * 1024);
    this.#captures = new Captures(this.#decoded);
    this.#linesCaptures = new Captures(this.#decoded);
    this.#names = new AttributeNames(formats.attributeNames);
    this.#clock = new YearlessClock(options.referenceTimeMs);
    if (options.firstYearlessTimeMs !== undefined) this.#clock.lastUs = options.firstYearlessTimeMs * 1000;
    const timestamps = new TimestampParser(this.#clock, parseTimeZone(options.timeZone ?? "UTC"));
    const structured = new StructuredData(new KeyTable({}, [], this.#names));
    const matcher = new PatternMatcher(timestamps, structured);
    this.#formats = new FormatsInUse(formats.create({ timestamps, matcher, names: this.#names }));
    this.#builder = new BlockBuilder(this.#raw, this.#decoded, this.#names, this.#blockRecords);
    if (resumeFrom !== undefined) this.#remember(readerMemory.parse(resumeFrom.memory));
  }

  push(chunk: Uint8Array): CompletedBlock[] {
    const completed: CompletedBlock[] = [];
    for (let at = 0; at < chunk.length; at += PIECE_BYTES) {
      this.#raw.append(chunk.subarray(at, at + PIECE_BYTES));
      if (this.#raw.length >= this.#wanted) this.#readLines(completed);
    }
    return completed;
  }

  end(): CompletedBlock[] {
    const completed: CompletedBlock[] = [];
    this.#ended = true;
    this.#readLines(completed);
    const raw = this.#raw;
    if (raw.length === 0) return completed;
    if (this.#builder.length === 0) {
      // Nothing but blank lines.
      this.#captures.clear();
      this.#builder.addRecord(0, 0, 0, 1, this.#leadingLines, this.#captures, "");
    }
    completed.push(this.#completeBlock(raw.length, this.#memory()));
    return completed;
  }

  #readLines(completed: CompletedBlock[]): void {
    const raw = this.#raw;
    this.#markEnd();
    for (;;) {
      const lineEnd = this.#findLineEnd();
      if (lineEnd < 0) return;
      const start = this.#at;
      const textEnd = textEndOf(raw.bytes, start, lineEnd);
      const textStart = this.#textStartOf(start, textEnd);
      const before = this.#isFull() ? this.#memory() : undefined;
      const decodedLength = this.#decoded.length;
      const verdict = this.#judge(textStart, textEnd, lineEnd);
      if (verdict === "wait") return;
      if (before !== undefined && (verdict === "record" || verdict === "stranger")) {
        this.#decoded.length = decodedLength;
        completed.push(this.#completeBlock(start, before));
        continue;
      }
      this.#addLine(verdict, textStart, textEnd);
      this.#at = this.#scanned = lineEnd;
      this.#lineNumber++;
    }
  }

  /** Beyond its length the buffer holds bytes of blocks that are done: a search for a line's end must stop before them. */
  #markEnd(): void {
    const { bytes, length } = this.#raw;
    if (length < bytes.length) bytes[length] = LF;
  }

  /** Position after the next line and its end, or -1 if more bytes are needed to know it. */
  #findLineEnd(): number {
    const { bytes, length } = this.#raw;
    const limit = this.#at + this.#maxRecordBytes;
    const found = bytes.indexOf(LF, this.#scanned);
    const isFound = found >= 0 && found < length;
    if (isFound && found < limit) return found + 1;
    if (length >= limit) return limit;
    this.#scanned = length;
    return this.#ended && length > this.#at ? length : -1;
  }

  #textStartOf(start: number, end: number): number {
    const isFirst = this.#byteOffset === 0 && start === 0;
    return isFirst && startsWithByteOrderMark(this.#raw.bytes, start, end) ? start + 3 : start;
  }

  #isFull(): boolean {
    const { length } = this.#builder;
    return length > 0 && (length >= this.#blockRecords || this.#at >= this.#blockBytes);
  }

  /** Whether the line `[start, end)`, its line end at `lineEnd` left off, begins a record or belongs to the last one. */
  #judge(start: number, end: number, lineEnd: number): Verdict {
    const bytes = this.#raw.bytes;
    const formats = this.#formats;
    if (isBlank(bytes, start, end)) return this.#joinsAsBlank(lineEnd) ? "blank" : "stranger";
    if (formats.take(bytes, start, end, this.#captures)) return "record";
    const joins = this.#builder.length > 0 && this.#fitsLastRecord(lineEnd);
    if (formats.areRecognised && joins && isContinuation(bytes, start, end)) return "continuation";
    if (formats.shouldRecognise) {
      if (!this.#hasSample()) return "wait";
      formats.recognise(bytes, this.#sample(start, end, lineEnd), this.#captures);
      if (formats.take(bytes, start, end, this.#captures)) return "record";
    }
    if (joins && isWrapped(bytes, this.#builder.textEnd, start, end)) return "continuation";
    formats.noteStranger();
    return "stranger";
  }

  /** A blank line belongs to the record before it, at the start of a block to the first: a bounded number of them. */
  #joinsAsBlank(lineEnd: number): boolean {
    if (this.#builder.length > 0) return this.#fitsLastRecord(lineEnd);
    return lineEnd <= this.#maxRecordBytes && this.#leadingLines < MAX_RECORD_LINES;
  }

  #fitsLastRecord(lineEnd: number): boolean {
    const builder = this.#builder;
    return lineEnd - builder.recordStart <= this.#maxRecordBytes && builder.recordLines < MAX_RECORD_LINES;
  }

  #hasSample(): boolean {
    this.#wanted = this.#at + SAMPLE_BYTES;
    return this.#ended || this.#raw.length >= this.#wanted;
  }

  /** The line `[start, end)`, which ends with its line end at `lineEnd`, and those after it. */
  #sample(start: number, end: number, lineEnd: number): Lines {
    const { bytes, length } = this.#raw;
    const limit = this.#formats.sampleLines;
    const bytesEnd = Math.min(length, this.#at + SAMPLE_BYTES);
    const isWhole = this.#ended && bytesEnd === length;
    const lines: [number, number][] = [[start, end]];
    for (let at = lineEnd, lineStart = lineEnd; at < bytesEnd && lines.length < limit; at++) {
      if (bytes[at] !== LF && !(isWhole && at === bytesEnd - 1)) continue;
      const textEnd = textEndOf(bytes, lineStart, at + 1);
      if (!isBlank(bytes, lineStart, textEnd)) lines.push([lineStart, textEnd]);
      lineStart = at + 1;
    }
    return lines;
  }

  #addLine(verdict: Verdict, start: number, end: number): void {
    const builder = this.#builder;
    if (verdict === "continuation") builder.addContinuation(start, end);
    else if (verdict === "blank") {
      if (builder.length > 0) builder.addBlankLine();
      else this.#leadingLines++;
    } else this.#addRecord(verdict, start, end);
  }

  /** An object of JSON may be spread over lines of which none could be read alone. */
  #readUnreadLines(): void {
    const lines = this.#builder.unreadLines;
    if (lines === undefined) return;
    const captures = this.#linesCaptures;
    const format = this.#formats.takerOfLines(this.#raw.bytes, lines[0], lines[1], captures);
    if (format !== undefined) this.#builder.fillLastRecord(captures, format.name);
  }

  #addRecord(verdict: Verdict, start: number, end: number): void {
    this.#readUnreadLines();
    const captures = this.#captures;
    const format = verdict === "record" ? this.#formats.taker : undefined;
    if (format === undefined) captures.clear();
    else this.#formats.noteTaken();
    if (captures.yearless) this.#clock.lastUs = captures.timestampUs;
    const leading = this.#leadingLines;
    this.#leadingLines = 0;
    const isFirst = this.#builder.length === 0;
    this.#builder.addRecord(
      start,
      end,
      isFirst ? 0 : this.#at,
      this.#lineNumber - leading,
      1 + leading,
      captures,
      format === undefined ? "" : format.name,
    );
  }

  /** Hands out the block of all records before `end` and goes on there with `memory`. */
  #completeBlock(end: number, memory: ReaderMemory): CompletedBlock {
    this.#readUnreadLines();
    const block = this.#builder.finish(end, this.#byteOffset);
    this.#raw.discard(end);
    this.#markEnd();
    this.#byteOffset += end;
    this.#blockNumber++;
    this.#at = this.#scanned = this.#wanted = 0;
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
    const { lastUs } = this.#clock;
    return { ...this.#formats.memory(), yearlessUs: Number.isNaN(lastUs) ? null : lastUs };
  }

  #remember(memory: ReaderMemory): void {
    this.#formats.remember(memory);
    this.#clock.lastUs = memory.yearlessUs ?? NaN;
  }
}

/** Offsets in a block must stay below where decoded text begins. */
const MAX_LIMIT = 256 * MIB;

function positive(name: string, value: number): number {
  if (Number.isInteger(value) && value >= 1 && value <= MAX_LIMIT) return value;
  throw new RangeError(`${name} of a log reader must be a whole number from 1 to ${MAX_LIMIT}, not ${value}`);
}
