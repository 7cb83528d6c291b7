import type { LogFormats } from "./formats/index.ts";
import type { RecordBlock } from "./record-block.ts";

export interface LogReaderOptions {
  /**
   * A moment (ms since the epoch) that no record of the file is much later than: the file's modification or upload
   * time. Year-less timestamps get the year that puts them at or before it.
   */
  readonly referenceTimeMs: number;
  /** When the first year-less timestamp of the file was, as `firstYearlessTimeMs` finds it from both ends of the file. */
  readonly firstYearlessTimeMs?: number | undefined;
  /**
   * Where the clocks of timestamps without a zone of their own stood: an IANA name such as `Europe/Berlin`, or an offset
   * such as `+02:00`; UTC if absent. The reader throws a RangeError for a zone that `isTimeZone` does not know.
   */
  readonly timeZone?: string | undefined;
  /** The formats to recognise, as `loadFormats` makes them; those the product knows if absent. */
  readonly formats?: LogFormats | undefined;
  /** Raw bytes after which a block is closed at the next record's start. */
  readonly blockBytes?: number;
  /** Records after which a block is closed. */
  readonly blockRecords?: number;
  /** Instead of `blockRecords` for the first block; each block after it may have four times those of the one before. */
  readonly firstBlockRecords?: number;
  /** A record longer than this is cut: the rest is a record of its own, so that no input needs unbounded memory. */
  readonly maxRecordBytes?: number;
  /** Continues where an earlier reader of the same bytes stopped; the first push must then be the byte at state.byteOffset. */
  readonly resumeFrom?: LogReaderState;
}

/**
 * What must be known to go on after a block: JSON-serialisable. Reading the same bytes from the same state yields the
 * same blocks, which is what makes a resumed ingestion free of duplicates and gaps.
 */
export interface LogReaderState {
  readonly byteOffset: number;
  readonly lineNumber: number;
  readonly blockNumber: number;
  /** Opaque to all but the reader: the formats in use, the year of year-less timestamps, a CSV header. */
  readonly memory: unknown;
}

/** A block and the state to resume from once it is stored. */
export interface CompletedBlock {
  readonly block: RecordBlock;
  readonly stateAfter: LogReaderState;
}

/** Turns the bytes of one file, pushed in chunks of any size, into blocks of records. */
export interface LogReader {
  /** Takes a chunk; returns the blocks completed by it. The chunk is copied, the caller may reuse it. */
  push(chunk: Uint8Array): CompletedBlock[];
  /** A block that this reader handed out is no longer read: its memory may become that of a later one. */
  recycle(block: RecordBlock): void;
  /** No more bytes will come; returns the last blocks. */
  end(): CompletedBlock[];
}
