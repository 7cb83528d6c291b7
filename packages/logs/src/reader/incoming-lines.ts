// Finds the lines of the bytes that come in: called for every line, hence over one buffer and without an object per line.
import { ByteBuffer } from "../byte-buffer.ts";
import { lineFeedFrom } from "../byte-search.ts";
import { LF, SPACE, TAB } from "../bytes.ts";
import { DECODED } from "../captures.ts";
import { ControlBytes, removeControls } from "./control-bytes.ts";
import { type JoinedState, joinedEnd, UNKNOWN, WHOLE_LINE } from "./joined-values.ts";
import { alignedStart, isBlank, startsWithByteOrderMark, textEndOf } from "./line-text.ts";
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
  /** Where the line stands, in a file whose lines are of several objects of JSON; each of these is a line. */
  joined: JoinedState;
  #joinedAfter: JoinedState = "none";
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
    this.joined = isFileStart ? "start" : "none";
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
    const joined = this.joined === "none" ? WHOLE_LINE : joinedEnd(bytes, this.#textStart(), length, this.joined);
    if (joined === UNKNOWN && !this.#ended && length < limit) return false;
    const isPart = joined >= 0 && joined <= limit;
    if (isPart) this.lineEnd = joined;
    else {
      const found = lineFeedFrom(bytes, words, this.#scanned);
      if (found >= 0 && found < length && found < limit) this.lineEnd = found + 1;
      else if (length >= limit) this.lineEnd = limit;
      else {
        this.#scanned = length;
        if (!this.#ended || length === at) return false;
        this.lineEnd = length;
      }
    }
    this.source = bytes;
    this.base = 0;
    this.end = textEndOf(bytes, at, this.lineEnd);
    if (this.joined !== "none") this.#noteJoined(isPart);
    this.start = this.#textStart();
    this.isPadded = bytes[this.start] === SPACE && this.#skipPadding();
    if (this.lineEnd > this.#controls.next && this.#controls.standIn(this.raw, at, this.lineEnd)) this.#clean();
    return true;
  }

  /** Behind the mark that a file may begin with. */
  #textStart(): number {
    const { bytes, length } = this.raw;
    const isMarked = this.at === 0 && this.#isFileStart && startsWithByteOrderMark(bytes, 0, length);
    return isMarked ? 3 : this.at;
  }

  #noteJoined(isPart: boolean): void {
    const { source, at } = this;
    if (isPart) while (source[this.end - 1] === SPACE || source[this.end - 1] === TAB) this.end--;
    if (isPart) this.#joinedAfter = "inside";
    else if (this.joined === "start") this.#joinedAfter = isBlank(source, at, this.end) ? "start" : "none";
    else this.#joinedAfter = "line";
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
    // Behind the text stands what does behind that of other lines, and nothing of a line before.
    this.decoded.push(LF);
    this.decoded.length--;
    this.source = this.decoded.bytes;
    this.base = DECODED;
    this.start = cleanStart;
    this.end = this.decoded.length;
  }

  /** Goes on to the next line. */
  pass(): void {
    this.at = this.#scanned = this.lineEnd;
    if (this.joined !== "none") this.joined = this.#joinedAfter;
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
    let state = this.#joinedAfter;
    for (let at = this.lineEnd; at < bytesEnd && lines.length < limit;) {
      const joined = state === "none" ? WHOLE_LINE : joinedEnd(bytes, at, bytesEnd, state);
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
