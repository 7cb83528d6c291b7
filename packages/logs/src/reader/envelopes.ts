import type { AttributeNames } from "../attribute-names.ts";
import { ByteBuffer } from "../byte-buffer.ts";
import { Captures, DECODED } from "../captures.ts";
import type { LineFormat } from "../formats/line-format.ts";
import { levelAtStart } from "../formats/message-level.ts";
import { ORDINARY, isInsideTrace, isWrapped, lookOf } from "./continuation.ts";
import { addInner, leaveOffLineEnd, openEnvelope, originOf } from "./envelope.ts";
import { FormatsInUse } from "./formats-in-use.ts";
import type { IncomingLines } from "./incoming-lines.ts";
import type { LastRecord } from "./last-record.ts";
import { InnerLevel, LEAST_RANK } from "./inner-level.ts";
import { isBlank } from "./line-text.ts";
import type { FormatsMemory } from "./reader-memory.ts";
import type { Sample } from "./recogniser.ts";

/** How many lines may stand in one another. */
const MAX_DEPTH = 3;

type InnerVerdict = "record" | "further" | "piece" | "blank" | "wait";

/** Reads the lines that stand inside lines, as a container's in the log of its engine. */
export class Envelopes {
  /** The names of the formats of the line and of those in it, the outermost first: `cri+log4j`. */
  name = "";
  /** The text of the innermost line; from DECODED on in the decoded text. */
  textStart = 0;
  textEnd = 0;
  /** Whether that line goes on in the next of the same origin. */
  isPartial = false;
  /** Where the line comes from, as a hash. */
  origin = 0;
  /** Whether the innermost line was read and has a time of its own, so that lines without one are likely to go on with it. */
  isDated = false;
  /** What the innermost line looks like, if it was refused. */
  look = ORDINARY;
  /** The formats that refused it. */
  refusing: FormatsInUse | undefined;
  readonly #lines: IncomingLines;
  readonly #last: LastRecord;
  readonly #names: AttributeNames;
  readonly #levels: readonly InnerLevel[];
  readonly #scratch: Captures;
  /** The formats of the lines, and the index in their captures of what is inside, by depth. */
  readonly #takers: LineFormat[] = [];
  readonly #at: number[] = [];
  /** The formats of the lines around the last record's text. */
  readonly #lastTakers: LineFormat[] = [];
  /** The formats in use that took the lines inside; noted once it is known that the line need not wait. */
  readonly #taken: FormatsInUse[] = [];
  readonly #joined = new Map<string, Map<string, string>>();

  constructor(formats: readonly LineFormat[], lines: IncomingLines, last: LastRecord, names: AttributeNames) {
    this.#lines = lines;
    this.#last = last;
    this.#names = names;
    this.#levels = Array.from({ length: MAX_DEPTH - 1 }, () => new InnerLevel(formats, lines.decoded));
    this.#scratch = new Captures(lines.decoded);
  }

  /** Reads what is inside the line that the taker of `outermost` took; all that is found is then in `captures`. */
  open(outermost: FormatsInUse, captures: Captures): InnerVerdict {
    this.origin = 0;
    this.#takers.length = this.#at.length = this.#taken.length = 0;
    this.refusing = undefined;
    this.look = ORDINARY;
    const verdict = this.#openAll(outermost, captures);
    if (verdict === "wait") return verdict;
    for (const formats of this.#taken) formats.noteTaken();
    if (verdict === "record") this.#complete(captures);
    return verdict;
  }

  #openAll(outermost: FormatsInUse, captures: Captures): InnerVerdict {
    let around = captures;
    let formats = outermost;
    for (let depth = 0; ; depth++) {
      const taker = formats.taker!;
      this.#takers.push(taker);
      if (!this.#unwrap(taker, around)) break;
      if (depth === this.#levels.length) break;
      const level = this.#levels[depth]!;
      formats = level.formatsFor(taker);
      const verdict = this.#judge(formats, level.captures, taker, outermost);
      if (verdict === "refused") break;
      if (verdict !== "taken") return verdict;
      around = level.captures;
    }
    return "record";
  }

  /** The line that was opened begins the last record. */
  noteRecord(): void {
    this.#lastTakers.length = 0;
    for (const taker of this.#takers) if (taker.carries !== undefined) this.#lastTakers.push(taker);
  }

  /**
   * Whether the line goes on with the trace in the last record, which was inside others: the formats of those come first
   * then, since many would take a line like `Caused by: …` after a timestamp.
   */
  followsTrace(): boolean {
    let { source, start, end } = this.#lines;
    let isDecoded = this.#lines.base !== 0;
    this.origin = 0;
    for (const taker of this.#lastTakers) {
      if (!taker.parse(source, start, end, this.#scratch)) return false;
      if (isDecoded) this.#scratch.moveToDecoded();
      if (!this.#unwrap(taker, this.#scratch)) return false;
      isDecoded = this.textStart >= DECODED;
      const base = isDecoded ? DECODED : 0;
      source = isDecoded ? this.#lines.decoded.bytes : this.#lines.raw.bytes;
      start = this.textStart - base;
      end = this.textEnd - base;
    }
    this.look = lookOf(source, start, end);
    return this.origin === this.#last.origin && isInsideTrace(this.look, source, start, end);
  }

  /** Finds the text inside a line; false if there is none. */
  #unwrap(taker: LineFormat, captures: Captures): boolean {
    const at = openEnvelope(taker, captures);
    if (at < 0) return false;
    this.#at.push(at);
    const { raw, decoded } = this.#lines;
    const source = captures.start[at] >= DECODED ? decoded : raw;
    const endsLine = leaveOffLineEnd(captures, at, source.bytes);
    this.isPartial = taker.partial || (taker.innerEndsLine && !endsLine);
    this.textStart = captures.start[at];
    this.textEnd = captures.end[at];
    if (taker.carries !== "message") this.origin = originOf(captures, raw.bytes, this.origin);
    return true;
  }

  #judge(
    formats: FormatsInUse,
    captures: Captures,
    taker: LineFormat,
    outermost: FormatsInUse,
  ): InnerVerdict | "taken" | "refused" {
    const isSure = taker.carries === "inner";
    const joins = isSure && this.#last.origin === this.origin && this.#last.fits(this.#lines.lineEnd);
    if (joins && this.#last.isOpen) return "piece";
    if (!this.isPartial && this.#take(formats, captures)) return "taken";
    const { bytes, start, end } = this.#textAt(this.textStart, this.textEnd);
    const isEmpty = isBlank(bytes, start, end);
    if (isEmpty) return joins ? "blank" : this.#refuse(formats, isSure);
    if (isSure) this.look = lookOf(bytes, start, end);
    if (joins && this.#last.takesInside(this.look)) return "further";
    if (formats.shouldRecognise) {
      if (!this.#lines.hasSample()) return "wait";
      formats.recognise(this.#sample(formats, outermost), this.#scratch);
      if (!this.isPartial && this.#take(formats, captures)) return "taken";
    }
    if (joins && isWrapped(this.#last.lastMessageByte, bytes, start, end)) {
      this.#last.isDated = true;
      return "further";
    }
    if (!this.isPartial) formats.noteStranger();
    return this.#refuse(formats, isSure);
  }

  #refuse(formats: FormatsInUse, isSure: boolean): "refused" {
    if (isSure) this.refusing = formats;
    return "refused";
  }

  #take(formats: FormatsInUse, captures: Captures): boolean {
    const isDecoded = this.textStart >= DECODED;
    const base = isDecoded ? DECODED : 0;
    const { bytes } = isDecoded ? this.#lines.decoded : this.#lines.raw;
    if (!formats.take(bytes, this.textStart - base, this.textEnd - base, captures)) return false;
    if (isDecoded) captures.moveToDecoded();
    this.#taken.push(formats);
    return true;
  }

  /** The innermost lines that `formats` are to be recognised by. */
  #sample(formats: FormatsInUse, outermost: FormatsInUse): Sample {
    let sample = this.#lines.sample(formats.sampleLines);
    let around = outermost;
    for (const [depth, taker] of this.#takers.entries()) {
      sample = linesInside(sample, around, this.#scratch);
      around = this.#levels[depth]!.formatsFor(taker);
    }
    return sample;
  }

  /** Adds what was found in the inner lines to what was found around them. */
  #complete(captures: Captures): void {
    const takers = this.#takers;
    for (let depth = takers.length - 1; depth > 0; depth--) {
      const around = depth === 1 ? captures : this.#levels[depth - 2]!.captures;
      addInner(around, this.#at[depth - 1]!, this.#levels[depth - 1]!.captures, this.#names);
    }
    const innermost = this.#levels[takers.length - 2]?.captures;
    const isRead = innermost !== undefined && takers.at(-1)!.carries === undefined;
    this.isDated = isRead && !Number.isNaN(innermost.timestampUs);
    this.name = takers[0]!.name;
    for (const { name, rank } of takers.slice(1)) if (rank >= LEAST_RANK) this.name = this.join(this.name, name);
    // No format took the innermost line: a word at its start may tell the level.
    const isUnread = this.#at.length === takers.length && takers.at(-1)!.carries === "levelless";
    if (captures.level === 0 && (isUnread || this.refusing !== undefined)) {
      const { bytes, start, end } = this.#textAt(this.textStart, this.textEnd);
      captures.level = levelAtStart(bytes, start, end);
    }
  }

  /**
   * Reads the line that stands in the message of a record of several lines, in which `taker` found `captures`. Returns
   * the names of the formats.
   */
  openRecord(taker: LineFormat, captures: Captures): string {
    const at = openEnvelope(taker, captures);
    if (at < 0 || taker.carries === "inner") return taker.name;
    const level = this.#levels[0]!;
    const formats = level.formatsFor(taker);
    const { bytes, start, end } = this.#textAt(captures.start[at], captures.end[at]);
    if (formats.shouldRecognise) formats.recognise({ bytes, lines: [[start, end]] }, this.#scratch);
    if (formats.take(bytes, start, end, level.captures)) {
      if (captures.start[at] >= DECODED) level.captures.moveToDecoded();
      addInner(captures, at, level.captures, this.#names);
      return this.join(taker.name, formats.taker!.name);
    }
    formats.noteStranger();
    captures.level ||= levelAtStart(bytes, start, end);
    return taker.name;
  }

  #textAt(start: number, end: number): { bytes: Uint8Array; start: number; end: number } {
    if (start < DECODED) return { bytes: this.#lines.raw.bytes, start, end };
    return { bytes: this.#lines.decoded.bytes, start: start - DECODED, end: end - DECODED };
  }

  /** The same string for the same names, so that the block builder finds it by identity. */
  join(outer: string, inner: string): string {
    let joined = this.#joined.get(outer);
    if (joined === undefined) this.#joined.set(outer, (joined = new Map()));
    let name = joined.get(inner);
    if (name === undefined) joined.set(inner, (name = `${outer}+${inner}`));
    return name;
  }

  memory(): FormatsMemory[] {
    return this.#levels.flatMap(({ ofInner, ofMessage }) => [ofInner.memory(), ofMessage.memory()]);
  }

  remember(memory: readonly FormatsMemory[]): void {
    for (const [depth, { ofInner, ofMessage }] of this.#levels.entries()) {
      const [inner, message] = memory.slice(depth * 2);
      if (inner !== undefined) ofInner.remember(inner);
      if (message !== undefined) ofMessage.remember(message);
    }
  }
}

/** The texts inside the lines of a sample, those that go on joined with the next. */
function linesInside({ bytes, lines }: Sample, formats: FormatsInUse, captures: Captures): Sample {
  const text = new ByteBuffer(4096);
  const inside: [number, number][] = [];
  let start = 0;
  for (const [lineStart, lineEnd] of lines) {
    const decodedLength = captures.decoded.length;
    const taker = formats.take(bytes, lineStart, lineEnd, captures) ? formats.taker : undefined;
    const at = taker?.carries === undefined ? -1 : openEnvelope(taker, captures);
    if (at < 0) continue;
    const isDecoded = captures.start[at] >= DECODED;
    const source = isDecoded ? captures.decoded.bytes : bytes;
    const base = isDecoded ? DECODED : 0;
    const endsLine = leaveOffLineEnd(captures, at, source);
    text.append(source.subarray(captures.start[at] - base, captures.end[at] - base));
    captures.decoded.length = decodedLength;
    if (taker!.partial || (taker!.innerEndsLine && !endsLine)) continue;
    if (!isBlank(text.bytes, start, text.length)) inside.push([start, text.length]);
    start = text.length;
  }
  if (text.length > start) inside.push([start, text.length]);
  return { bytes: text.bytes, lines: inside };
}
