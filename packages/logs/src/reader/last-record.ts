import type { BlockBuilder } from "./block-builder.ts";
import {
  CHAIN_LINE,
  INDENTED,
  ORDINARY,
  PLACE_LINE,
  TRACEBACK_START,
  TRACE_LINE,
  TRACE_START,
} from "./continuation.ts";

const MAX_RECORD_LINES = 10_000;

/** How far a record is in a trace. */
const NO_TRACE = 0;
const IN_TRACE = 1;
/** In one of Python, which is not over before its exception. */
const IN_TRACEBACK = 2;
/** Another one must follow. */
const AT_CHAIN = 3;

/** The record to which the next line may belong. */
export class LastRecord {
  /** Where its line came from, if that carried another; else 0. */
  origin = 0;
  /** Its inner line goes on in the next one of the same origin. */
  isOpen = false;
  /** Whether a format took its first line, so that a trace after it is likely to be its own. */
  isRead = false;
  /** Whether its first line, inside another, had a time, or it was left open. */
  isDated = false;
  #trace = NO_TRACE;
  readonly #builder: BlockBuilder;
  readonly #maxRecordBytes: number;
  /** Blank lines before the first record. */
  leadingLines = 0;

  constructor(builder: BlockBuilder, maxRecordBytes: number) {
    this.#builder = builder;
    this.#maxRecordBytes = maxRecordBytes;
  }

  /** Whether there is one to which the line that ends at `lineEnd` may be added: a record is bounded. */
  fits(lineEnd: number): boolean {
    const builder = this.#builder;
    return (
      builder.length > 0 &&
      lineEnd - builder.recordStart <= this.#maxRecordBytes &&
      builder.recordLines < MAX_RECORD_LINES
    );
  }

  /** Whether a blank line may be added to it, or at the start of a block to the first record that will come. */
  fitsBlank(lineEnd: number): boolean {
    if (this.#builder.length > 0) return this.fits(lineEnd);
    return lineEnd <= this.#maxRecordBytes && this.leadingLines < MAX_RECORD_LINES;
  }

  /** Begins anew with a record whose first line has this look. */
  begin(look: number, isRead: boolean): void {
    this.origin = 0;
    this.isOpen = false;
    this.isRead = isRead;
    this.isDated = false;
    this.#trace = NO_TRACE;
    if (look !== ORDINARY) this.note(look);
  }

  /** Whether it goes on with a line of this look, which no format takes. */
  takes(look: number): boolean {
    if (this.#trace === IN_TRACEBACK) return look !== TRACEBACK_START;
    if (look === ORDINARY) return false;
    if (look < TRACE_START) return true;
    return this.#trace === AT_CHAIN || (this.#trace === NO_TRACE && this.isRead);
  }

  /** As `takes`, for a line that stands inside another: there each has a beginning, so that indentation says less. */
  takesInside(look: number): boolean {
    if (look === INDENTED && !this.isDated) return this.#trace !== NO_TRACE;
    return this.takes(look);
  }

  /** A line of this look is one of its lines. */
  note(look: number): void {
    if (look === TRACEBACK_START) this.#trace = IN_TRACEBACK;
    else if (look === CHAIN_LINE || look === PLACE_LINE) this.#trace = AT_CHAIN;
    else if (look === TRACE_START || look === TRACE_LINE) this.#trace = IN_TRACE;
    else if (look === ORDINARY && this.#trace === IN_TRACEBACK) this.#trace = IN_TRACE;
  }

  get isInTrace(): boolean {
    return this.#trace !== NO_TRACE;
  }

  /** Whether the line that now comes is the exception at the end of a trace of Python. */
  get awaitsException(): boolean {
    return this.#trace === IN_TRACEBACK;
  }

  get lastMessageByte(): number {
    return this.#builder.lastMessageByte;
  }

  /** The last byte of its text, blank lines left off. */
  get lastByte(): number {
    return this.#builder.lastTextByte;
  }
}
