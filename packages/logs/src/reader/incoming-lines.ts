// Finds the lines of the bytes that come in: called for every line, hence over one buffer and without an object per line.
import { ByteBuffer } from "../byte-buffer.ts";
import { lineFeedFrom } from "../byte-search.ts";
import { LF, skipBlanks, SPACE } from "../bytes.ts";
import { DECODED } from "../captures.ts";
import { ControlBytes, removeControls } from "./control-bytes.ts";
import { isSubscription, joinedEnd, UNKNOWN, WHOLE_LINE } from "./joined-values.ts";
import { LineParts, type PartsMemory } from "./line-parts.ts";
import { alignedStart, blanksStart, isBlank, startsWithByteOrderMark, textEndOf } from "./line-text.ts";
import { requestOf } from "./otlp-batch.ts";
import type { Sample } from "./recogniser.ts";

const SAMPLE_BYTES = 128 * 1024;

/** The line to be judged next, and the bytes around it. */
export class IncomingLines {
  /** Where the line's text stands: the raw bytes, or if control bytes had to be taken out of it the decoded ones. */
  source: Uint8Array;
  /** Its text in `source`, line end left off. */
  start = 0;
  end = 0;
  /** Whether it is indented, but only to align what it begins with. */
  isPadded = false;
  /** What makes a position in `source` one in a block: 0 or DECODED. */
  base = 0;
  /** Position of its first byte among the raw ones. */
  at = 0;
  /** Position after its line end. */
  lineEnd = 0;
  /** Of lines that hold several records; each is then a line to be judged. */
  readonly parts: LineParts;
  /** Whether there may be such lines: in most files only before the first is seen. */
  #hasParts: boolean;
  readonly raw = new ByteBuffer(64 * 1024);
  readonly decoded = new ByteBuffer(4096);
  readonly #maxLineBytes: number;
  readonly #controls = new ControlBytes();
  /** Whether the first byte is that of the file. */
  #isFileStart: boolean;
  /** No line end stands in [at, #scanned). */
  #scanned = 0;
  /** Until there are this many bytes the line cannot be judged. */
  #wanted = 0;
  #ended = false;

  /** A line longer than `maxLineBytes` is cut. */
  constructor(maxLineBytes: number, isFileStart: boolean) {
    this.#maxLineBytes = maxLineBytes;
    this.#isFileStart = isFileStart;
    this.#hasParts = isFileStart;
    this.parts = new LineParts(isFileStart ? "start" : "none");
    this.source = this.raw.bytes;
  }

  /** Returns whether there may be a line to be judged now. */
  append(bytes: Uint8Array): boolean {
    this.raw.append(bytes);
    this.#markEnd();
    return this.raw.length >= this.#wanted;
  }

  endInput(): void {
    this.#ended = true;
    this.#markEnd();
  }

  /** Beyond its length the buffer holds bytes of blocks that are done: a search for a line's end must stop before them. */
  #markEnd(): void {
    const { bytes, length } = this.raw;
    if (length < bytes.length) bytes[length] = LF;
  }

  /** Whether the line at `at` is all there; it is then in `source`. */
  find(): boolean {
    const { bytes, words, length } = this.raw;
    const at = this.at;
    const limit = at + this.#maxLineBytes;
    if (this.#hasParts) {
      const partEnd = this.#partEnd(limit);
      if (partEnd >= 0) return this.#takePart(partEnd);
      if (partEnd === UNKNOWN && !this.#ended && length < limit) return false;
    }
    const found = lineFeedFrom(bytes, words, this.#scanned);
    if (found >= 0 && found < length && found < limit) this.lineEnd = found + 1;
    else if (length >= limit) this.lineEnd = limit;
    else {
      this.#scanned = length;
      if (!this.#ended || length === at) return false;
      this.lineEnd = length;
    }
    this.source = bytes;
    this.base = 0;
    this.end = textEndOf(bytes, at, this.lineEnd);
    this.start = at === 0 && this.#isFileStart && startsWithByteOrderMark(bytes, at, this.end) ? 3 : at;
    this.isPadded = bytes[this.start] === SPACE && this.#skipPadding();
    if (this.lineEnd > this.#controls.next && this.#controls.standIn(this.raw, at, this.lineEnd)) this.#clean();
    if (this.#hasParts) this.parts.noteLine(this.#saysNothing());
    return true;
  }

  /** Whether lines of several records may follow, though the line is none. */
  #saysNothing(): boolean {
    return isBlank(this.source, this.start, this.end) || isSubscription(this.source, this.start, this.end);
  }

  /** Of what stands behind `limit` nothing may depend: it may be here, or still to come. */
  #partEnd(limit: number): number {
    const { bytes, length } = this.raw;
    const rest = length >= limit ? "beyond" : this.#ended ? "none" : "to-come";
    this.start = this.at === 0 && this.#isFileStart && startsWithByteOrderMark(bytes, 0, length) ? 3 : this.at;
    return this.parts.endOf(bytes, this.start, Math.min(length, limit), rest);
  }

  #takePart(partEnd: number): true {
    const { bytes } = this.raw;
    this.lineEnd = partEnd;
    this.source = bytes;
    this.base = 0;
    this.isPadded = false;
    this.start = skipBlanks(bytes, this.start, partEnd);
    this.end = blanksStart(bytes, this.start, textEndOf(bytes, this.start, partEnd));
    this.parts.notePart();
    const { record } = this.parts;
    if (record) this.#decode(...requestOf(bytes, record));
    if (this.#controls.standIn(this.raw, this.at, partEnd)) this.#clean();
    return true;
  }

  /** The text is these bytes, and they stand in the decoded ones. */
  #decode(...texts: readonly Uint8Array[]): void {
    this.start = this.decoded.length;
    for (const text of texts) this.decoded.append(text);
    this.#endDecoded();
  }

  #skipPadding(): boolean {
    const from = alignedStart(this.source, this.start, this.end);
    if (from < 0) return false;
    this.start = from;
    return true;
  }

  /** The text without control bytes stands in the decoded bytes. */
  #clean(): void {
    const cleanStart = this.decoded.length;
    removeControls(this.source, this.start, this.end, this.decoded);
    this.start = cleanStart;
    this.#endDecoded();
  }

  /** The text ends with the decoded bytes. Behind it stands what does behind that of other lines. */
  #endDecoded(): void {
    this.decoded.push(LF);
    this.decoded.length--;
    this.source = this.decoded.bytes;
    this.base = DECODED;
    this.end = this.decoded.length;
  }

  rememberParts(memory: PartsMemory): void {
    this.parts.remember(memory);
    this.#hasParts = memory.place !== "none";
  }

  /** Goes on to the next line. */
  pass(): void {
    this.at = this.#scanned = this.lineEnd;
    if (!this.#hasParts) return;
    this.parts.pass();
    this.#hasParts = this.parts.place !== "none";
  }

  /** Forgets the bytes before `end`, where the next line begins, and all that was decoded. */
  discard(end: number): void {
    this.raw.discard(end);
    this.decoded.length = 0;
    this.#controls.discard(end);
    this.#markEnd();
    this.at = this.#scanned = this.#wanted = 0;
    this.#isFileStart = false;
  }

  /** Whether there is enough to recognise formats by; if not, the line must wait. */
  hasSample(): boolean {
    this.#wanted = this.at + SAMPLE_BYTES;
    return this.#ended || this.raw.length >= this.#wanted;
  }

  /** The line and those after it that are not blank, at most `limit`. */
  sample(limit: number): Sample {
    const { bytes, length } = this.raw;
    const bytesEnd = Math.min(length, this.at + SAMPLE_BYTES);
    const isWhole = this.#ended && bytesEnd === length;
    const hasControls = this.base !== 0 || this.#controls.standIn(this.raw, this.lineEnd, bytesEnd);
    const clean = new ByteBuffer(hasControls ? bytesEnd - this.at : 0);
    const lines: [number, number][] = [];
    const addLine = (source: Uint8Array, lineStart: number, end: number) => {
      if (isBlank(source, lineStart, end)) return;
      const start = Math.max(lineStart, alignedStart(source, lineStart, end));
      if (!hasControls) lines.push([start, end]);
      else {
        const cleanStart = clean.length;
        removeControls(source, start, end, clean);
        lines.push([cleanStart, clean.length]);
      }
    };
    addLine(this.source, this.start, this.end);
    if (this.parts.record) return { bytes: clean.bytes, lines };
    let state = this.parts.stateAfter;
    for (let at = this.lineEnd; at < bytesEnd && lines.length < limit;) {
      const joined = state === "none" ? WHOLE_LINE : joinedEnd(bytes, at, bytesEnd, state, "beyond");
      if (joined === UNKNOWN && !isWhole) break;
      if (state !== "none") state = joined >= 0 ? "inside" : "line";
      const found = bytes.indexOf(LF, at);
      const end = joined >= 0 ? joined : found >= 0 && found < bytesEnd ? found + 1 : isWhole ? bytesEnd : -1;
      if (end < 0) break;
      addLine(bytes, at, textEndOf(bytes, at, end));
      at = end;
    }
    return { bytes: hasControls ? clean.bytes : bytes, lines };
  }
}
