import type { FieldNode, FieldTest, Level, ParseStatus, WordsNode } from "@faultline/logs";
import type { Activity, BucketGrid, ErrorShape, ShapeCounts, ShapeSpread } from "./analysis-counts.ts";

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
  /** The 64-bit hash of its masked message, in decimal. */
  readonly shape: string;
}

/**
 * A query of the search language of which all is known that entries do not know themselves: a field of their file has
 * become the ids of files, an error cluster or a template the shapes in it.
 */
export type EntryQuery =
  | { readonly kind: "and" | "or"; readonly terms: readonly EntryQuery[] }
  | { readonly kind: "not"; readonly term: EntryQuery }
  | WordsNode
  | FieldNode
  | { readonly kind: "files"; readonly fileIds: readonly number[] }
  /** 64-bit hashes, in decimal. */
  | { readonly kind: "shapes"; readonly shapes: readonly string[] };

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
  readonly query?: EntryQuery | undefined;
  /** What matches has its timestamp in one of these: what is elsewhere need not be read. */
  readonly ranges?: readonly TimeRangeUs[] | undefined;
}

/** Both inclusive, in microseconds since 1970; what stands for no timestamp is one too. */
export interface TimeRangeUs {
  readonly leastUs: number;
  readonly greatestUs: number;
}

/** The part of {@link EntryFilter} that the per-minute counts can answer; times are rounded out to whole minutes. */
export type CountFilter = Pick<EntryFilter, "start" | "end" | "levels" | "services" | "fileIds" | "ranges">;

export interface Page {
  readonly offset: number;
  readonly limit: number;
}

/** Where an entry stands in the order of all. */
export interface EntryPlace {
  /** Microseconds since 1970; of an entry without a timestamp, what stands for none. */
  readonly timestampUs: number;
  readonly fileId: number;
  readonly lineNumber: number;
}

export interface EntryPageRequest {
  readonly limit: number;
  /** The page begins behind the place; without it, with the newest of all. */
  readonly from?: { readonly direction: "older" | "newer"; readonly place: EntryPlace } | undefined;
  /** Roughly when to answer with what was found by then, in milliseconds. */
  readonly withinMs?: number | undefined;
}

/** Newest first. `older` and `newer` are the places to go on from; null where there is nothing more. */
export interface EntryPage {
  readonly items: Entry[];
  readonly older: EntryPlace | null;
  readonly newer: EntryPlace | null;
  /** How many match, on all pages; null where only counting them would tell. */
  readonly total: number | null;
  /** Time was up: there may be more before the place to go on from, though the page is not full. */
  readonly isPartial: boolean;
}

/** An entry among those around it in its file, each list in the order of their lines. */
export interface Surroundings {
  readonly before: Entry[];
  readonly entry: Entry;
  readonly after: Entry[];
  readonly hasMoreBefore: boolean;
  readonly hasMoreAfter: boolean;
}

export interface ValueCount {
  readonly value: string;
  readonly count: number;
}

export interface ValueCounts {
  /** As it was asked for. */
  readonly field: string;
  /** The most frequent first. */
  readonly values: readonly ValueCount[];
  /** How many values there are, about. */
  readonly distinct: number;
  /** Entries that have none. */
  readonly missing: number;
}

export interface ValueSummary {
  readonly fields: readonly ValueCounts[];
  /** The most frequent names, with the entries that have them. */
  readonly attributes: readonly ValueCount[];
  readonly countedEntries: number;
  /** Only the newest of what matches was looked at, or there were too many values to count each. */
  readonly isApproximate: boolean;
}

/** What stands in the place of a wildcard of a template. */
export interface ParameterValues {
  /** The most frequent first; each cut at 256 characters. */
  readonly values: readonly ValueCount[];
  /** How many there are, about. */
  readonly distinct: number;
}

export interface ParameterSummary {
  /** In the order of the wildcards, of the first twenty. */
  readonly parameters: readonly ParameterValues[];
  readonly countedEntries: number;
  /** Only the newest of what matches was looked at. */
  readonly isApproximate: boolean;
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

/** Counts within [start, end), whole minutes. */
export interface TimePart {
  readonly start: string;
  readonly end: string;
  readonly total: number;
  readonly fatal: number;
  readonly error: number;
  readonly warning: number;
}

export interface TimeParts {
  /** Oldest first, none empty; between two of them there may be time without entries. */
  readonly parts: readonly TimePart[];
  /** How many that match have no timestamp. */
  readonly undated: number;
}

export interface Timeline {
  readonly bucketSeconds: number;
  readonly buckets: readonly TimelineBucket[];
}

/** A block of entries in ClickHouse's Native format, as made by `encodeEntryBlock`. */
export interface EncodedBlock {
  /** `file id . attempt : block number`; a block whose token was stored before is dropped by the engine. */
  readonly token: string;
  readonly rows: number;
  readonly native: Uint8Array;
}

/** A block whose bytes are in a file, which nobody changes until the block is stored. */
export type BlockFile = Omit<EncodedBlock, "native"> & {
  /** Absolute. */
  readonly path: string;
};

/** The store of log entries: ClickHouse, in the process (chDB) or on a server. Each query is bound in time and memory. */
export interface EventStore {
  /** Brings the tables up to date; safe to run at each start. */
  migrate(): Promise<void>;
  insertBlock(block: EncodedBlock | BlockFile): Promise<void>;
  /** Newest timestamp first, entries without one last; within a timestamp the last file and line first. `total` is exact. */
  findEntries(filter: EntryFilter, page: Page): Promise<{ items: Entry[]; total: number }>;
  /** A page by keyset: its cost does not depend on its place. */
  searchEntries(filter: EntryFilter, request: EntryPageRequest): Promise<EntryPage>;
  countEntries(filter: EntryFilter): Promise<number>;
  /** How many of those that match are listed before a place, the newest first. */
  countNewer(filter: EntryFilter, place: EntryPlace): Promise<number>;
  summarizeEntries(filter: EntryFilter): Promise<EntrySummary>;
  /** About `maxBuckets` buckets of a round width over the filter's range, or over the range of the data. */
  timeline(filter: EntryFilter, maxBuckets: number): Promise<Timeline>;
  /** What matches, in at most `maxParts` parts with about as many entries each. */
  findTimeParts(filter: EntryFilter, maxParts: number): Promise<TimeParts>;
  /** ISO 8601: when the first and the last entry was; null where no entry has a timestamp. */
  findTimeRange(
    filter: CountFilter & Pick<EntryFilter, "query">,
  ): Promise<{ firstTimestamp: string; lastTimestamp: string } | null>;
  /** Counts per window of `windowSeconds`, quiet windows included with zeros; null where nothing bounds the range. */
  countActivity(filter: CountFilter, windowSeconds: number): Promise<Activity | null>;
  /** Ids of entries that show what was unusual in windows: at most `limit` of each. */
  findWindowExamples(
    filter: Pick<EntryFilter, "services" | "fileIds">,
    starts: readonly string[],
    windowSeconds: number,
    shapes: readonly string[],
    limit: number,
  ): Promise<number[][]>;
  /** Shapes of ERROR and FATAL entries, most frequent first, at most `limit`. */
  findErrorShapes(filter: CountFilter, limit: number, timeline?: BucketGrid): Promise<ErrorShape[]>;
  /** Every shape that entries have, at most `limit`. */
  listShapes(filter: Pick<CountFilter, "fileIds">, limit: number): Promise<string[]>;
  /** Shapes, most frequent first, at most `limit`. */
  countShapes(filter: CountFilter, limit: number): Promise<ShapeCounts>;
  /** How the entries of each of the shapes spread; one that does not occur is left out. */
  spreadShapes(filter: CountFilter, shapes: readonly string[], timeline: BucketGrid): Promise<ShapeSpread[]>;
  /** A message of each shape. */
  findShapeExamples(filter: Pick<CountFilter, "fileIds">, shapes: readonly string[]): Promise<Map<string, string>>;
  /** How often values of fields occur; a field is named as in a query, and is one that entries know. */
  countValues(filter: EntryFilter, fields: readonly string[]): Promise<ValueSummary>;
  /** Values that begin with `prefix`, in any case, the most frequent first, of the newest entries if there are many. */
  suggestValues(filter: EntryFilter, field: string, prefix: string): Promise<ValueCount[]>;
  /** How often which values stand where a template, such as `took <*> ms`, has wildcards. */
  countParameters(filter: EntryFilter, template: string): Promise<ParameterSummary>;
  /** Entries by file, the most first, at most `limit`. */
  countByFile(filter: EntryFilter, limit: number): Promise<{ fileId: number; count: number }[]>;
  findEntry(id: number): Promise<Entry | null>;
  /** Where the entry of an id is listed, or null. */
  findPlace(id: number): Promise<EntryPlace | null>;
  /** Null if there is no such entry. */
  findSurroundings(
    id: number,
    counts: { readonly before: number; readonly after: number },
  ): Promise<Surroundings | null>;
  /** All that match, newest first, some thousand at a time, or none where nothing was found so far. */
  exportEntries(filter: EntryFilter): AsyncIterable<Entry[]>;
  /** What is wrong with a regular expression, in the engine's words; null if nothing is. */
  problemOfRegex(regex: string): Promise<string | null>;
  /** Those of the texts that fit, compared as the texts of entries are. */
  fittingTexts(texts: readonly string[], test: FieldTest): Promise<string[]>;
  /** The raw records of a file one after another, in the order of its lines, some megabytes at a time. */
  readRawText(fileId: number): AsyncIterable<Uint8Array>;
  deleteFiles(fileIds: readonly number[]): Promise<void>;
  /**
   * The same store, for questions that nobody waits for: they leave room for others, and take longer themselves. Before
   * each of its queries `giveWay` is awaited.
   */
  inBackground(giveWay: () => Promise<void>): AnalysedEvents;
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** What a run of the analytics asks. */
export type AnalysedEvents = Pick<
  EventStore,
  "findTimeRange" | "countActivity" | "findErrorShapes" | "listShapes" | "findWindowExamples"
>;
