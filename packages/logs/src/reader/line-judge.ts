import type { AttributeNames } from "../attribute-names.ts";
import { LF, skipBlanks } from "../bytes.ts";
import { Captures, DECODED, MESSAGE } from "../captures.ts";
import type { LineFormat } from "../formats/line-format.ts";
import type { BlockBuilder } from "./block-builder.ts";
import { ClaimedLines } from "./claimed-lines.ts";
import { INDENTED, ORDINARY, TRACE_START, isInsideTrace, isWrapped, lookOf } from "./continuation.ts";
import { addInner, mayHoldLine, openEnvelope } from "./envelope.ts";
import { Envelopes } from "./envelopes.ts";
import { FormatsInUse } from "./formats-in-use.ts";
import type { IncomingLines } from "./incoming-lines.ts";
import type { LastRecord } from "./last-record.ts";
import { JsonArray, openList, opensObject } from "./json-array.ts";
import { isBlank } from "./line-text.ts";
import { OpenElement } from "./open-element.ts";
import type { ReaderMemory } from "./reader-memory.ts";
import { TRACE_FORMAT, Traces } from "./traces.ts";

/**
 * What a line is. record: the first of one, and a format took it; stranger: the same, but none did; continuation: a
 * further one; further: one whose inner line is; piece: one whose inner line goes on with the one before; blank: a
 * further one without text; wait: it cannot be told before there are more lines.
 */
export type Verdict = "record" | "stranger" | "continuation" | "further" | "piece" | "blank" | "wait";

/** Tells for each line whether it begins a record, and what it holds. */
export class LineJudge {
  /** What was found in the line that begins a record. */
  readonly captures: Captures;
  /** The format that found it, with those of the lines inside it; "" if there was none. */
  format = "";
  readonly envelopes: Envelopes;
  readonly #lines: IncomingLines;
  readonly #builder: BlockBuilder;
  readonly #last: LastRecord;
  readonly #names: AttributeNames;
  readonly #traces: Traces;
  /** What the line looks like, if it was refused. */
  #look = ORDINARY;
  /** Whether there may have been a line inside the line just read. */
  #isEnvelope = false;
  /** Almost all records are: read by a format that claims no lines, and so far without any but blank ones after. */
  #isPlain = false;
  #plainTaker: LineFormat | undefined;
  readonly #formats: FormatsInUse;
  /** The formats to read the last record's text by when all of it is there, because they refused its first line. */
  #unread: FormatsInUse | undefined;
  /** What was found around that text, and by which format. */
  readonly #around: Captures;
  #aroundFormat = "";
  readonly #claimed: ClaimedLines;
  readonly #element = new OpenElement();
  readonly #array = new JsonArray();
  /** The line is a further one because the format of the last record claims it. */
  #isClaimed = false;
  readonly #scratch: Captures;

  constructor(
    formats: readonly LineFormat[],
    lines: IncomingLines,
    builder: BlockBuilder,
    last: LastRecord,
    names: AttributeNames,
  ) {
    this.#lines = lines;
    this.#builder = builder;
    this.#last = last;
    this.#names = names;
    this.#claimed = new ClaimedLines(lines.decoded);
    this.#traces = new Traces(lines, builder, last, names);
    this.#formats = new FormatsInUse(formats);
    this.envelopes = new Envelopes(formats, lines, last, names);
    this.captures = new Captures(lines.decoded);
    this.#around = new Captures(lines.decoded);
    this.#scratch = new Captures(lines.decoded);
  }

  judge(): Verdict {
    this.#array.mark();
    const verdict = this.#judgeLine();
    // The line is judged anew when there is more: until then nothing has come of it.
    if (verdict === "wait") this.#array.revert();
    return verdict;
  }

  #judgeLine(): Verdict {
    const { source, start, end, lineEnd } = this.#lines;
    this.#look = ORDINARY;
    const formats = this.#formats;
    if (!this.#isPlain && this.#last.fits(lineEnd)) {
      if (this.#isClaimedLine()) return "continuation";
      if (this.#last.isInTrace && this.#followsTrace()) return this.#last.origin === 0 ? "continuation" : "further";
    }
    if (isBlank(source, start, end)) return this.#last.fitsBlank(lineEnd) ? "blank" : "stranger";
    if (this.#array.state !== "none") {
      const verdict = this.#judgeInArray();
      if (verdict !== undefined) return verdict;
    }
    if (formats.take(source, start, end, this.captures)) {
      return !this.#isPlain && this.#isRest() ? "continuation" : this.#accept();
    }
    const joins = this.#last.fits(lineEnd);
    this.#look = this.#lines.isPadded ? INDENTED : lookOf(source, start, end);
    if (joins && this.#element.isOpen && this.#element.takes(source, start, end)) return "continuation";
    if (formats.areRecognised && joins && this.#last.takes(this.#look)) return "continuation";
    if (formats.shouldRecognise) {
      if (!this.#lines.hasSample()) return "wait";
      formats.recognise(this.#lines.sample(formats.sampleLines), this.captures);
      if (formats.take(source, start, end, this.captures)) return this.#accept();
    }
    if (joins && isWrapped(this.#last.lastByte, source, start, end)) return "continuation";
    formats.noteStranger();
    return joins && this.#claimed.runsOn ? "continuation" : "stranger";
  }

  /** What a line is to the array of JSON that the file may be; nothing if it is to be judged as others. */
  #judgeInArray(): Verdict | undefined {
    const { source, start, end, lineEnd } = this.#lines;
    const mayWrap = this.#array.state === "start" && opensObject(source, start, end);
    if (mayWrap && !this.#lines.hasSample()) return "wait";
    const isList = mayWrap && openList(this.#lines.sample(3));
    if (isList) this.#array.enter("head");
    const place = isList ? "bracket" : this.#array.placeOf(source, start, end);
    if (place === "bracket") return this.#last.fitsBlank(lineEnd) ? "blank" : "stranger";
    if (place === "object") return "stranger";
    if (place === undefined) return undefined;
    if (this.#last.fits(lineEnd)) return "continuation";
    this.#array.enter("none");
    return undefined;
  }

  #isClaimedLine(): boolean {
    const { source, start, end } = this.#lines;
    this.#isClaimed = this.#claimed.isPossible && this.#claimed.claims(source, start, end);
    return this.#isClaimed;
  }

  /** Whether the line belongs to the record before it although another format took it. */
  #isRest(): boolean {
    const fits = this.#claimed.runsOn && this.#last.fits(this.#lines.lineEnd);
    return fits && this.#claimed.outranks(this.#formats.taker!, this.captures);
  }

  /** In a trace what looks like a line of one is, even if some format would take it. */
  #followsTrace(): boolean {
    const { source, start, end, decoded } = this.#lines;
    if (this.#last.origin === 0) {
      this.#look = lookOf(source, start, end);
      return isInsideTrace(this.#look, source, start, end);
    }
    const { length } = decoded;
    if (this.envelopes.followsTrace()) return true;
    decoded.length = length;
    return false;
  }

  #accept(): Verdict {
    const taker = this.#formats.taker!;
    if (this.#lines.base !== 0) this.captures.moveToDecoded();
    this.format = taker.name;
    this.#isEnvelope = mayHoldLine(taker, this.captures);
    if (!this.#isEnvelope) return "record";
    const verdict = this.envelopes.open(this.#formats, this.captures);
    this.format = this.envelopes.name;
    return verdict;
  }

  /** The line just judged begins the last record. */
  noteRecord(verdict: Verdict): void {
    const taker = this.#formats.taker!;
    if (this.#isPlain && verdict === "record" && taker === this.#plainTaker && !this.#isEnvelope) {
      this.#formats.noteTaken();
      return;
    }
    this.#isPlain = false;
    this.#traces.begin();
    if (verdict === "stranger") {
      this.#noteStranger();
      return;
    }
    this.#formats.noteTaken();
    this.#element.end();
    this.#unread = undefined;
    this.#claimed.begin(taker);
    if (this.#isEnvelope) {
      this.#noteInner();
      return;
    }
    this.#last.begin(ORDINARY, true);
    this.#isPlain = !this.#claimed.isPossible;
    this.#plainTaker = taker;
  }

  #noteStranger(): void {
    const { captures } = this;
    captures.clear();
    this.format = "";
    this.#claimed.begin(undefined);
    this.#last.begin(this.#look, false);
    this.#unread = this.#formats;
    this.#element.begin(this.#lines.source, this.#lines.start, this.#lines.end);
    if (this.#look < TRACE_START) return;
    const { base, start, end } = this.#lines;
    captures.add(MESSAGE, base + start, base + end);
    this.#traces.readStart(captures, base + start, base + end);
    this.format = TRACE_FORMAT;
    this.#unread = undefined;
  }

  #noteInner(): void {
    const { origin, isPartial, refusing, look, textStart, textEnd } = this.envelopes;
    this.envelopes.noteRecord();
    this.#last.begin(look, refusing === undefined);
    this.#last.isDated = this.envelopes.isDated;
    this.#last.origin = origin;
    this.#last.isOpen = isPartial;
    if (refusing === undefined) return;
    if (look >= TRACE_START) this.#traces.readStart(this.captures, textStart, textEnd);
    this.#unread = refusing;
    this.#around.copyFrom(this.captures);
    this.#aroundFormat = this.format;
  }

  /** The line just judged was added to the last record. */
  noteLine(verdict: Verdict): void {
    this.#isPlain = false;
    if (verdict === "continuation") {
      const { start, end, base } = this.#lines;
      this.#traces.noteLine(this.#look, end - start);
      if (!this.#claimed.isPossible || base !== 0) return;
      if (this.#isClaimed && this.#claimed.foundFields) this.#builder.addFields(this.#claimed.captures);
      else if (!this.#isClaimed && this.#claimed.runsOn) this.#builder.beginMessage(start);
    }
    if (verdict === "further") {
      const { look, textStart, textEnd } = this.envelopes;
      this.#traces.noteLine(look, textEnd - textStart);
    }
  }

  /** Reads the last record anew, now that all of its lines are there, if that can find more in it. */
  completeRecord(): void {
    if (this.#isPlain) return;
    const unread = this.#unread;
    const { reader } = this.#claimed;
    this.#unread = undefined;
    if (this.#builder.length === 0) return;
    if (this.#last.isInTrace) this.#traces.complete();
    else if (this.#builder.recordLines === 1 && !this.#last.isOpen) return;
    else if (reader !== undefined && this.#builder.recordLines > 1 && this.#readLinesOf(reader)) return;
    else if (unread !== undefined) this.#readText(unread);
  }

  /** Reads all lines of the last record by a format that claimed the further ones; returns whether it took them. */
  #readLinesOf(format: LineFormat): boolean {
    const lines = this.#builder.recordText;
    if (lines === undefined || !format.parse(this.#lines.raw.bytes, lines[0], lines[1], this.#scratch)) return false;
    this.#builder.refillRecord(lines[0], lines[1], this.#scratch, format.name);
    return true;
  }

  /** Reads the text of the last record: an inner line that came in pieces, or an object of JSON over several lines. */
  #readText(formats: FormatsInUse): void {
    const [textStart, textEnd] = this.#builder.message;
    const isDecoded = textStart >= DECODED;
    const { bytes } = isDecoded ? this.#lines.decoded : this.#lines.raw;
    const end = isDecoded ? textEnd - DECODED : textEnd;
    const start = skipBlanks(bytes, isDecoded ? textStart - DECODED : textStart, end);
    const found = this.#scratch;
    const taker = formats.takerOfText(bytes, start, end, isOneLine(bytes, start, end), found);
    if (taker === undefined) return;
    if (isDecoded) found.moveToDecoded();
    if (formats === this.#formats) {
      const name = this.envelopes.openRecord(taker, found);
      this.#builder.refillRecord(textStart, textEnd, found, name);
    } else {
      // What is inside a line that was put together is not looked into.
      openEnvelope(taker, found);
      addInner(this.#around, this.#around.indexOf(MESSAGE), found, this.#names);
      const name = this.envelopes.join(this.#aroundFormat, taker.name);
      this.#builder.refillRecord(textStart, textEnd, this.#around, name);
    }
  }

  memory(): Omit<ReaderMemory, "parts" | "yearlessUs" | "nearUs"> {
    return { ...this.#formats.memory(), inside: this.envelopes.memory(), array: this.#array.state };
  }

  remember(memory: ReaderMemory): void {
    this.#formats.remember(memory);
    this.envelopes.remember(memory.inside);
    this.#array.enter(memory.array);
  }
}

function isOneLine(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at] === LF) return false;
  return true;
}
