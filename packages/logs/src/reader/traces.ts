import type { AttributeNames } from "../attribute-names.ts";
import { BYTE_CLASS, NAME } from "../bytes.ts";
import { type Captures, DECODED, FIRST_ATTRIBUTE } from "../captures.ts";
import { codeOfLevel } from "../level.ts";
import type { BlockBuilder } from "./block-builder.ts";
import { INDENTED, TRACE_LINE, TRACE_START, isIndentedTraceLine } from "./continuation.ts";
import type { IncomingLines } from "./incoming-lines.ts";
import type { LastRecord } from "./last-record.ts";
import { classOf, levelOfTrace } from "./trace-start.ts";

/** Name of the format of a trace that belongs to no other record. */
export const TRACE_FORMAT = "trace";

const EXCEPTION = "exception.type";
const ERROR = codeOfLevel("ERROR");
const COLON = 58;

/** Finds in the stack traces of records which exception they are of, and that it is an error where nothing says so. */
export class Traces {
  readonly #lines: IncomingLines;
  readonly #builder: BlockBuilder;
  readonly #last: LastRecord;
  readonly #names: AttributeNames;
  #hasException = false;

  constructor(lines: IncomingLines, builder: BlockBuilder, last: LastRecord, names: AttributeNames) {
    this.#lines = lines;
    this.#builder = builder;
    this.#last = last;
    this.#names = names;
  }

  begin(): void {
    this.#hasException = false;
  }

  /** Adds to the captures of a record what its text says, `[start, end)`, with which a trace begins. */
  readStart(captures: Captures, start: number, end: number): void {
    const base = start >= DECODED ? DECODED : 0;
    const { bytes } = base === 0 ? this.#lines.raw : this.#lines.decoded;
    if (captures.level === 0) captures.level = levelOfTrace(bytes, start - base, end - base);
    const found = classOf(bytes, start - base, end - base);
    if (found === undefined) return;
    this.#hasException = true;
    captures.add(FIRST_ATTRIBUTE + this.#names.idOf(EXCEPTION), base + found[0], base + found[1]);
  }

  /** A line of this look was added to the last record, whose message now ends with it: with `length` bytes. */
  noteLine(look: number, length: number): void {
    const messageEnd = this.#builder.message[1];
    const base = messageEnd >= DECODED ? DECODED : 0;
    const { bytes } = base === 0 ? this.#lines.raw : this.#lines.decoded;
    const end = messageEnd - base;
    const start = end - length;
    if (look === TRACE_START || (look !== INDENTED && this.#last.awaitsException)) {
      this.#addException(bytes, start, end, base);
    }
    const isFrame = look === INDENTED && !this.#last.isInTrace && isIndentedTraceLine(bytes, start, end);
    this.#last.note(isFrame ? TRACE_LINE : look);
  }

  #addException(bytes: Uint8Array, start: number, end: number, base: number): void {
    if (this.#hasException) return;
    const [from, to] = classOf(bytes, start, end) ?? [start, nameEnd(bytes, start, end)];
    if (from === to) return;
    this.#hasException = true;
    this.#builder.addAttribute(this.#names.idOf(EXCEPTION), base + from, base + to);
  }

  /** The last record is complete: if it holds a trace, it is of an error. */
  complete(): void {
    if (this.#last.isInTrace) this.#builder.implyLevel(ERROR, TRACE_FORMAT);
  }
}

/** The end of the class at the end of a trace of Python, which may be called anything; `start` if there is none. */
function nameEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && (BYTE_CLASS[bytes[at]] & NAME) !== 0) at++;
  return at === end || bytes[at] === COLON ? at : start;
}
