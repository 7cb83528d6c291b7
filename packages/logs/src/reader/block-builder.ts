// Writes records into columns that are reused block after block: no object and no string per record.
import type { ByteBuffer } from "../byte-buffer.ts";
import { type Captures, DECODED, FIRST_ATTRIBUTE, HOST, MESSAGE, SERVICE, TRACE_ID } from "../captures.ts";
import { Masker } from "../mask/masker.ts";
import type { RecordBlock } from "../record-block.ts";
import type { AttributeNames } from "../attribute-names.ts";
import { AttributeColumns, BlockColumns } from "./block-columns.ts";
import { BlockMemory } from "./block-memory.ts";
import { confidenceOf, confidenceOfParts, confidenceWithLevel, statusOf } from "./confidence.ts";
import { DictionaryBuilder } from "./dictionary-builder.ts";

/** Longer names of services and hosts are more likely text that was misread; their columns keep the beginning. */
const MAX_NAME_BYTES = 255;
const LF = 10;

export class BlockBuilder {
  length = 0;
  readonly #raw: ByteBuffer;
  readonly #decoded: ByteBuffer;
  readonly #names: AttributeNames;
  readonly #columns: BlockColumns;
  readonly #attributes = new AttributeColumns();
  readonly #memory = new BlockMemory();
  readonly #services = new DictionaryBuilder();
  readonly #hosts = new DictionaryBuilder();
  readonly #masker = new Masker();
  #formats: string[] = [""];
  /** Where the text of the last record begins, and where that of its last line ends that is not blank. */
  #textStart = 0;
  #textEnd = 0;
  /** Whether a message was found in the last record; otherwise all of its text is its message. */
  #hasMessage = false;

  /** Spans are positions in `raw`, or from DECODED on in `decoded`; both begin with the block. */
  constructor(raw: ByteBuffer, decoded: ByteBuffer, names: AttributeNames, capacity: number) {
    this.#raw = raw;
    this.#decoded = decoded;
    this.#names = names;
    this.#columns = new BlockColumns(capacity);
  }

  /** Of all records. */
  get attributeCount(): number {
    return this.#attributes.length;
  }

  /** Position of the last record's first byte. */
  get recordStart(): number {
    return this.#columns.rawStart[this.length - 1];
  }

  get recordLines(): number {
    return this.#columns.lineCount[this.length - 1];
  }

  /** The last byte of the last record's text, line end and blank lines after it left off. */
  get lastTextByte(): number {
    return this.#byteBefore(this.#textEnd);
  }

  get lastMessageByte(): number {
    return this.#byteBefore(this.#columns.messageEnd[this.length - 1]);
  }

  #byteBefore(end: number): number {
    return end >= DECODED ? this.#decoded.bytes[end - DECODED - 1] : this.#raw.bytes[end - 1];
  }

  /** The message of the last record. */
  get message(): readonly [start: number, end: number] {
    const row = this.length - 1;
    return [this.#columns.messageStart[row], this.#columns.messageEnd[row]];
  }

  /** All lines of the last record, if they stand in the raw bytes as they were read. */
  get recordText(): readonly [start: number, end: number] | undefined {
    return this.#textStart < DECODED && this.#textEnd < DECODED ? [this.#textStart, this.#textEnd] : undefined;
  }

  /** Begins a record whose first line `[start, end)` is without its line end; `format` is "" when none took it. */
  addRecord(
    start: number,
    end: number,
    rawStart: number,
    lineNumber: number,
    lineCount: number,
    captures: Captures,
    format: string,
  ): void {
    this.#closeRecord();
    const row = this.length++;
    const columns = this.#columns;
    columns.rawStart[row] = rawStart;
    columns.lineNumber[row] = lineNumber;
    columns.lineCount[row] = lineCount;
    columns.attributeOffset[row] = this.#attributes.length;
    this.#textStart = start;
    this.#textEnd = end;
    this.#fillRecord(row, start, end, captures, format);
  }

  addAttribute(nameId: number, start: number, end: number): void {
    this.#attributes.add(this.#names.codeOf(nameId), start, end);
  }

  /** Gives the last record a level if it has none; it is of `format` if it was of none. */
  implyLevel(level: number, format: string): void {
    const row = this.length - 1;
    const columns = this.#columns;
    if (columns.level[row] !== 0) return;
    columns.level[row] = level;
    if (columns.parseStatus[row] === 0) columns.format[row] = this.#formatCode(format);
    const confidence = confidenceWithLevel(columns.parseConfidence[row]);
    columns.parseConfidence[row] = confidence;
    columns.parseStatus[row] = statusOf(confidence);
  }

  /** Gives the last record, whose text is `[start, end)`, what `format` found in all of it instead. */
  refillRecord(start: number, end: number, captures: Captures, format: string): void {
    const row = this.length - 1;
    this.#attributes.length = this.#columns.attributeOffset[row];
    this.#fillRecord(row, start, end, captures, format);
  }

  #fillRecord(row: number, start: number, end: number, captures: Captures, format: string): void {
    const columns = this.#columns;
    columns.messageStart[row] = start;
    columns.messageEnd[row] = end;
    columns.traceIdStart[row] = columns.traceIdEnd[row] = start;
    columns.service[row] = columns.host[row] = 0;
    columns.timestampUs[row] = captures.timestampUs;
    columns.level[row] = captures.level;
    columns.format[row] = this.#formatCode(format);
    this.#hasMessage = false;
    this.#addFields(row, captures);
    const confidence = format === "" ? 0 : confidenceOf(captures);
    columns.parseConfidence[row] = confidence;
    columns.parseStatus[row] = format === "" ? 0 : statusOf(confidence);
  }

  /** Adds to the last record what was found in a further line of it. */
  addFields(captures: Captures): void {
    const row = this.length - 1;
    const columns = this.#columns;
    this.#addFields(row, captures);
    if (Number.isNaN(columns.timestampUs[row])) columns.timestampUs[row] = captures.timestampUs;
    if (columns.level[row] === 0) columns.level[row] = captures.level;
    const confidence = Math.max(
      columns.parseConfidence[row],
      confidenceOfParts(
        !Number.isNaN(columns.timestampUs[row]),
        columns.level[row] !== 0,
        true,
        columns.service[row] + columns.host[row] > 0,
      ),
    );
    columns.parseConfidence[row] = confidence;
    columns.parseStatus[row] = statusOf(confidence);
  }

  /** The line that was added last begins the message of the last record, if it has none yet. */
  beginMessage(start: number): void {
    const row = this.length - 1;
    if (this.#hasMessage) return;
    this.#hasMessage = true;
    this.#columns.messageStart[row] = start;
    this.#columns.messageEnd[row] = this.#textEnd;
  }

  #addFields(row: number, captures: Captures): void {
    const columns = this.#columns;
    for (let i = 0; i < captures.count; i++) {
      const field = captures.field[i];
      const start = captures.start[i];
      const end = captures.end[i];
      if (field >= FIRST_ATTRIBUTE) {
        if (end > start) this.#attributes.add(this.#names.codeOf(field - FIRST_ATTRIBUTE), start, end);
      } else if (field === MESSAGE) {
        this.#hasMessage = true;
        columns.messageStart[row] = start;
        columns.messageEnd[row] = end;
      } else if (field === SERVICE) columns.service[row] = this.#codeOf(this.#services, start, end);
      else if (field === HOST) columns.host[row] = this.#codeOf(this.#hosts, start, end);
      else if (field === TRACE_ID) {
        columns.traceIdStart[row] = start;
        columns.traceIdEnd[row] = end;
      }
    }
  }

  #codeOf(dictionary: DictionaryBuilder, start: number, end: number): number {
    const decoded = start >= DECODED;
    const from = decoded ? start - DECODED : start;
    const length = Math.min(end - start, MAX_NAME_BYTES);
    return dictionary.codeOf(decoded ? this.#decoded.bytes : this.#raw.bytes, from, from + length);
  }

  #formatCode(format: string): number {
    const formats = this.#formats;
    for (let code = 0; code < formats.length; code++) if (formats[code] === format) return code;
    return formats.push(format) - 1;
  }

  addBlankLine(): void {
    this.#columns.lineCount[this.length - 1]++;
  }

  /** Adds the line `[start, end)`, given without its line end, to the last record and its message. */
  addContinuation(start: number, end: number): void {
    const row = this.length - 1;
    const columns = this.#columns;
    columns.lineCount[row]++;
    const previousEnd = this.#textEnd;
    this.#textEnd = end;
    if (columns.messageEnd[row] === previousEnd && previousEnd < DECODED) columns.messageEnd[row] = end;
    // The message ends before its line does, or was decoded: together with the new line it stands nowhere.
    else this.#appendToMessage(row, this.#raw.bytes.subarray(start, end), true);
  }

  /**
   * Adds a further line to the last record, and to its message what of that line is text of it: `[start, end)`, on a new
   * line or not. Of the decoded bytes those from `decodedLength` on are the line's alone and are given up.
   */
  addText(start: number, end: number, onNewLine: boolean, decodedLength: number): void {
    const row = this.length - 1;
    this.#columns.lineCount[row]++;
    const decoded = this.#decoded;
    const text =
      start >= DECODED ? decoded.bytes.slice(start - DECODED, end - DECODED) : this.#raw.bytes.subarray(start, end);
    decoded.length = decodedLength;
    this.#appendToMessage(row, text, onNewLine);
    this.#textEnd = this.#columns.messageEnd[row];
  }

  #appendToMessage(row: number, text: Uint8Array, onNewLine: boolean): void {
    const decoded = this.#decoded;
    if (this.#columns.messageEnd[row] !== DECODED + decoded.length) this.#decodeMessage(row);
    if (onNewLine) decoded.push(LF);
    decoded.append(text);
    this.#columns.messageEnd[row] = DECODED + decoded.length;
  }

  #decodeMessage(row: number): void {
    const columns = this.#columns;
    const isDecoded = columns.messageStart[row] >= DECODED;
    const base = isDecoded ? DECODED : 0;
    const source = isDecoded ? this.#decoded : this.#raw;
    const text = source.bytes.slice(columns.messageStart[row] - base, columns.messageEnd[row] - base);
    columns.messageStart[row] = DECODED + this.#decoded.length;
    this.#decoded.append(text);
    columns.messageEnd[row] = DECODED + this.#decoded.length;
  }

  #closeRecord(): void {
    if (this.length === 0) return;
    const row = this.length - 1;
    const columns = this.#columns;
    const start = columns.messageStart[row];
    const end = columns.messageEnd[row];
    if (start >= DECODED) this.#masker.hash(this.#decoded.bytes, start - DECODED, end - DECODED);
    else this.#masker.hash(this.#raw.bytes, start, end);
    columns.shapeLow[row] = this.#masker.low;
    columns.shapeHigh[row] = this.#masker.high;
  }

  /** Takes the memory of a block that nobody reads any more for the next one. */
  recycle(block: RecordBlock): void {
    this.#memory.recycle(block);
  }

  /** Ends the block at `rawLength`, hands it out and begins the next; the caller discards the raw bytes. */
  finish(rawLength: number, byteOffset: number): RecordBlock {
    this.#closeRecord();
    const columns = this.#columns;
    const attributes = this.#attributes;
    columns.rawStart[this.length] = rawLength;
    columns.attributeOffset[this.length] = attributes.length;
    const text = { raw: this.#raw.bytes, rawLength, decoded: this.#decoded };
    const dictionaries = {
      service: this.#services.values(),
      host: this.#hosts.values(),
      format: this.#formats,
      attributeName: this.#names.values(),
    };
    const block = this.#memory.copyOf(this.length, byteOffset, text, columns, attributes, dictionaries);
    this.#reset();
    return block;
  }

  #reset(): void {
    this.length = 0;
    this.#decoded.length = 0;
    this.#attributes.length = 0;
    this.#services.clear();
    this.#hosts.clear();
    this.#formats = [""];
    this.#names.startBlock();
  }
}
