import type { Level, ParseStatus } from "@faultline/logs";

/** One stored record. `id` is `fileId * 2^32 + lineNumber`: stable, unique, and within a JavaScript safe integer. */
export interface Entry {
  readonly id: number;
  readonly fileId: number;
  readonly lineNumber: number;
  readonly lineCount: number;
  readonly byteOffset: number;
  /** ISO 8601 in UTC with microseconds, e.g. 2026-11-22T14:03:07.412345Z; null where the record carries none. */
  readonly timestamp: string | null;
  readonly level: Level | null;
  readonly service: string | null;
  readonly host: string | null;
  readonly message: string;
  /** The record as received, its last line end left off. */
  readonly rawLine: string;
  readonly traceId: string | null;
  readonly attributes: Readonly<Record<string, string>>;
  readonly parseStatus: ParseStatus;
  /** 0–1 */
  readonly parseConfidence: number;
  readonly parserName: string | null;
  /** ISO 8601: when the record was stored. */
  readonly createdAt: string;
}

/** All conditions hold together. Times are ISO 8601; `start` inclusive, `end` exclusive. */
export interface EntryFilter {
  readonly start?: string | undefined;
  readonly end?: string | undefined;
  readonly levels?: readonly Level[] | undefined;
  readonly services?: readonly string[] | undefined;
  /** Case-insensitive substring of the message. */
  readonly keyword?: string | undefined;
  /** Only entries of these files; an empty list matches nothing. */
  readonly fileIds?: readonly number[] | undefined;
  readonly parseStatuses?: readonly ParseStatus[] | undefined;
}

/** The part of {@link EntryFilter} that the per-minute counts can answer; times are rounded out to whole minutes. */
export type CountFilter = Pick<EntryFilter, "start" | "end" | "levels" | "services" | "fileIds">;

export interface Page {
  readonly offset: number;
  readonly limit: number;
}

export interface LevelCount {
  readonly level: Level | null;
  readonly count: number;
}
export interface ServiceCount {
  readonly service: string;
  readonly count: number;
}

export interface EntrySummary {
  readonly totalEntries: number;
  readonly levels: readonly LevelCount[];
  /** The most frequent services, by count; entries without a service are not in it. */
  readonly topServices: readonly ServiceCount[];
  /** ISO 8601, of the first and last minute that has entries; null where no entry has a timestamp. */
  readonly firstTimestamp: string | null;
  readonly lastTimestamp: string | null;
}

/** Counts within [start, start + bucketSeconds). Buckets without entries are present with zero counts. */
export interface TimelineBucket {
  readonly start: string;
  readonly total: number;
  readonly fatal: number;
  readonly error: number;
  readonly warning: number;
  readonly info: number;
  readonly debug: number;
  readonly trace: number;
}

export interface Timeline {
  readonly bucketSeconds: number;
  readonly buckets: readonly TimelineBucket[];
}

/** Counts of one window, the features of anomaly detection. error counts ERROR and FATAL; debug counts DEBUG and TRACE. */
export interface WindowCounts {
  readonly start: string;
  readonly totalCount: number;
  readonly errorCount: number;
  readonly warnCount: number;
  readonly infoCount: number;
  readonly debugCount: number;
  readonly uniqueServices: number;
}

/** A shape: messages that are equal once their variable tokens are masked. */
export interface ErrorShape {
  /** The 64-bit hash, in decimal. */
  readonly shape: string;
  readonly exampleMessage: string;
  readonly count: number;
  readonly firstSeen: string | null;
  readonly lastSeen: string | null;
  readonly services: readonly string[];
}

/** A block of entries in ClickHouse's Native format, as made by `encodeEntryBlock`. */
export interface EncodedBlock {
  /** `file id . attempt : block number`; a block whose token was stored before is dropped by the engine. */
  readonly token: string;
  readonly rows: number;
  readonly native: Uint8Array;
}

/** The store of log entries: ClickHouse, in the process (chDB) or on a server. Each query is bound in time and memory. */
export interface EventStore {
  /** Brings the tables up to date; safe to run at each start. */
  migrate(): Promise<void>;
  insertBlock(block: EncodedBlock): Promise<void>;
  /** Newest timestamp first, entries without one last; within a timestamp the last file and line first. `total` is exact. */
  findEntries(filter: EntryFilter, page: Page): Promise<{ items: Entry[]; total: number }>;
  summarizeEntries(filter: CountFilter): Promise<EntrySummary>;
  /** About `maxBuckets` buckets of a round width over the filter's range, or over the range of the data. */
  timeline(filter: CountFilter, maxBuckets: number): Promise<Timeline>;
  /** Counts per window of `windowSeconds`, quiet windows included with zeros, oldest first. */
  countWindows(filter: CountFilter, windowSeconds: number): Promise<WindowCounts[]>;
  /** Shapes of ERROR and FATAL entries, most frequent first, at most `limit`. */
  findErrorShapes(filter: CountFilter, limit: number): Promise<ErrorShape[]>;
  findEntry(id: number): Promise<Entry | null>;
  /** The raw records of a file one after another, in the order of its lines, some megabytes at a time. */
  readRawText(fileId: number): AsyncIterable<Uint8Array>;
  deleteFiles(fileIds: readonly number[]): Promise<void>;
  ping(): Promise<void>;
  close(): Promise<void>;
}
