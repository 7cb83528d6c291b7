import type { Level } from "@faultline/logs";

/**
 * Counts per window, column by column; entry i of each is of the window that begins i · windowSeconds after `start`.
 * error counts ERROR and FATAL; debug counts DEBUG and TRACE.
 */
export interface WindowCounts {
  /** ISO 8601: where the first window begins. */
  readonly start: string;
  readonly windowCount: number;
  readonly totalCount: Float64Array;
  readonly errorCount: Float64Array;
  readonly warnCount: Float64Array;
  readonly infoCount: Float64Array;
  readonly debugCount: Float64Array;
  readonly uniqueServices: Float64Array;
}

/** Cell i says that `names[keys[i]]` occurred `counts[i]` times in window `windows[i]`; what is left out did not occur. */
export interface NamedWindowCounts {
  readonly names: readonly string[];
  readonly windows: Int32Array;
  readonly keys: Int32Array;
  readonly counts: Float64Array;
}

/** What went on in the windows of a range: all entries, and by service; FATAL, ERROR and WARNING entries by shape. */
export interface Activity {
  readonly windows: WindowCounts;
  readonly services: NamedWindowCounts;
  /** Named by the shapes in decimal. */
  readonly shapes: NamedWindowCounts;
}

/** Messages that are equal once their variable tokens are masked, of ERROR and FATAL entries. */
export interface ErrorShape {
  /** The 64-bit hash, in decimal. */
  readonly shape: string;
  readonly exampleMessage: string;
  readonly count: number;
  readonly firstSeen: string | null;
  readonly lastSeen: string | null;
  /** By count, a hundred at most. */
  readonly services: readonly { readonly service: string; readonly count: number }[];
  /** How often it occurred in which of the buckets asked for; quiet ones are left out. */
  readonly buckets: readonly { readonly bucket: number; readonly count: number }[];
}

/** How often a shape, a 64-bit hash in decimal, occurs. */
export interface ShapeCount {
  readonly shape: string;
  readonly count: number;
  /** Of those that were counted. */
  readonly firstSeen: string | null;
  readonly lastSeen: string | null;
  /** When it was seen first, also before the start of what was counted. */
  readonly firstOfAll: string | null;
}

export interface ShapeCounts {
  /** The most frequent first. */
  readonly items: readonly ShapeCount[];
  /** Of all shapes, also of those left out. */
  readonly entries: number;
  /** None is left out. */
  readonly isComplete: boolean;
}

export interface ShapeSpread extends Pick<ErrorShape, "shape" | "services" | "buckets"> {
  readonly levels: readonly { readonly level: Level | null; readonly count: number }[];
}

/** Buckets of whole minutes, numbered from the one that begins at `start`. */
export interface BucketGrid {
  readonly start: string;
  readonly bucketSeconds: number;
}
