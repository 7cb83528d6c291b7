/**
 * A block of consecutive records of one file, as columns.
 *
 * All text is spans into one buffer, `bytes`: its head, `[0, rawLength)`, is the raw text of the block exactly as it
 * was received; its tail holds text that had to be decoded (a JSON string with escapes, say) and so stands nowhere in
 * the raw text as such. A span is a pair of offsets, start inclusive, end exclusive.
 */
export interface RecordBlock {
  /** Number of records. Columns may be longer than this; only the first `length` rows count. */
  readonly length: number;
  /** May be longer than the text, as the columns may be longer than `length`. */
  readonly bytes: Uint8Array;
  readonly rawLength: number;
  /** Offset in the file (after decompression) of `bytes[0]`. */
  readonly byteOffset: number;

  /** Record i is `bytes[rawStart[i], rawStart[i + 1])`, line ends included: length + 1 entries, the last is rawLength. */
  readonly rawStart: Uint32Array;
  /** 1-based number of the record's first line in its file. */
  readonly lineNumber: Uint32Array;
  /** Lines in the record, continuation lines included; at least 1. */
  readonly lineCount: Uint32Array;

  /** Microseconds since 1970-01-01T00:00:00Z, NaN where the record carries no timestamp. Exact: below 2^53. */
  readonly timestampUs: Float64Array;
  /** {@link LevelCode} */
  readonly level: Uint8Array;
  /** {@link ParseStatus} codes: 0 failed, 1 partial, 2 parsed. */
  readonly parseStatus: Uint8Array;
  /** Percent, 0–100. */
  readonly parseConfidence: Uint8Array;
  /** FNV-1a style 64-bit hash of the message with its variable tokens masked; low and high halves. */
  readonly shapeLow: Uint32Array;
  readonly shapeHigh: Uint32Array;

  /** The message, continuation lines included, its last line end left off. */
  readonly messageStart: Uint32Array;
  readonly messageEnd: Uint32Array;
  /** Empty span where the record carries none. */
  readonly traceIdStart: Uint32Array;
  readonly traceIdEnd: Uint32Array;

  readonly service: DictionaryColumn;
  readonly host: DictionaryColumn;
  /** Name of the format that took the record; code of "" for a failed one. */
  readonly format: DictionaryColumn;

  /** Attributes of record i are entries `[attributeOffset[i], attributeOffset[i + 1])` of the three columns below. */
  readonly attributeOffset: Uint32Array;
  readonly attributeName: DictionaryColumn;
  readonly attributeStart: Uint32Array;
  readonly attributeEnd: Uint32Array;
}

/** Strings that repeat: row i is `values[codes[i]]`. `values[0]` is always "" and stands for "none". */
export interface DictionaryColumn {
  readonly values: readonly string[];
  readonly codes: Uint32Array;
}

export const PARSE_STATUSES = ["failed", "partial", "parsed"] as const;

/** parsed: timestamp, level (or an equivalent) and message were found; partial: some of them; failed: no format took it. */
export type ParseStatus = (typeof PARSE_STATUSES)[number];
