import { z } from "zod";
import { entryFilterQuery, level } from "./logs.ts";
import { timestamp } from "./page.ts";

/**
 * Counts are exact. Times are rounded out to whole minutes, unless a keyword, a parse status or a query asks for what
 * only the entries themselves can tell: then it is those that a list of the same filter has.
 */
export const statsQuery = entryFilterQuery;

export const summary = z.object({
  total_entries: z.number().int(),
  total_files: z.number().int(),
  level_breakdown: z.array(z.object({ level: level.nullable(), count: z.number().int() })).describe("By count"),
  top_services: z.array(z.object({ service: z.string(), count: z.number().int() })).describe("Ten at most, by count"),
  first_timestamp: timestamp.nullable(),
  last_timestamp: timestamp.nullable(),
});
export type Summary = z.infer<typeof summary>;

export const timelineQuery = statsQuery.extend({ buckets: z.coerce.number().int().min(1).max(1000).default(120) });

export const timelineBucket = z.object({
  start: timestamp,
  total: z.number().int(),
  fatal: z.number().int(),
  error: z.number().int(),
  warning: z.number().int(),
  info: z.number().int(),
  debug: z.number().int(),
  trace: z.number().int(),
});

export const timeline = z.object({
  bucket_seconds: z.number().int().min(1),
  buckets: z.array(timelineBucket).describe("Oldest first; quiet ones are present with zeros"),
});
export type Timeline = z.infer<typeof timeline>;

export const timePartsQuery = statsQuery.extend({ parts: z.coerce.number().int().min(1).max(1000).default(100) });

export const timeParts = z.object({
  parts: z
    .array(
      z.object({
        start: timestamp,
        end: timestamp.describe("Exclusive"),
        total: z.number().int(),
        fatal: z.number().int(),
        error: z.number().int(),
        warning: z.number().int(),
      }),
    )
    .describe("Oldest first, of whole minutes, with about as many entries each; what is between two of them is empty"),
  undated: z.number().int().describe("Entries without a timestamp"),
});
export type TimeParts = z.infer<typeof timeParts>;
