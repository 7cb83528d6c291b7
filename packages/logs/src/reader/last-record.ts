import type { BlockBuilder } from "./block-builder.ts";

const MAX_RECORD_LINES = 10_000;

/** The record to which the next line may belong. */
export class LastRecord {
  /** Where its line came from, if that carried another; else 0. */
  origin = 0;
  /** Its inner line goes on in the next one of the same origin. */
  isOpen = false;
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

  /** The last byte of its text, blank lines left off. */
  get lastByte(): number {
    return this.#builder.lastTextByte;
  }
}
