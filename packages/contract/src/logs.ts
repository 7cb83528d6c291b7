import { LEVELS, PARSE_STATUSES } from "@faultline/logs";
import { z } from "zod";
import { optionalParameter, pageOf, pageQuery, timeRangeQuery, timestamp } from "./page.ts";

export const level = z.enum(LEVELS);
export const fileStatus = z.enum(["uploaded", "processing", "processed", "failed"]);
export type FileStatus = z.infer<typeof fileStatus>;

export const uploadResponse = z.object({ log_file_id: z.number().int(), status: z.literal("uploaded") });

/** The optional text fields that accompany an upload's `file`. */
export const uploadFields = z.object({
  source: z.string().trim().max(255).optional(),
  environment: z.string().trim().max(255).optional(),
  log_type: z.string().trim().max(255).optional(),
});

export const logFile = z.object({
  id: z.number().int(),
  filename: z.string(),
  source: z.string().nullable(),
  environment: z.string().nullable(),
  log_type: z.string().nullable(),
  status: fileStatus,
  total_lines: z.number().int().describe("Physical lines read so far: parsed_lines + failed_lines"),
  parsed_lines: z.number().int(),
  failed_lines: z.number().int(),
  parsed_entries: z.number().int().describe("A stack trace is many lines and one entry"),
  partial_entries: z.number().int(),
  failed_entries: z.number().int(),
  size_bytes: z.number().int(),
  processed_bytes: z.number().int(),
  formats: z.array(z.object({ name: z.string(), entries: z.number().int() })),
  first_timestamp: timestamp.nullable(),
  last_timestamp: timestamp.nullable(),
  error: z.string().nullable(),
  uploaded_at: timestamp,
  processed_at: timestamp.nullable(),
});
export type LogFile = z.infer<typeof logFile>;

export const listFilesQuery = pageQuery.extend({ status: optionalParameter(fileStatus) });
export const logFilePage = pageOf(logFile);
export type LogFilePage = z.infer<typeof logFilePage>;

export const logEntry = z.object({
  id: z.number().int(),
  log_file_id: z.number().int(),
  line_number: z.number().int(),
  line_count: z.number().int(),
  timestamp: timestamp.nullable().describe("ISO 8601 in UTC with microseconds"),
  level: level.nullable(),
  service: z.string().nullable(),
  host: z.string().nullable(),
  message: z.string(),
  raw_line: z.string(),
  trace_id: z.string().nullable(),
  attributes: z.record(z.string(), z.string()),
  parse_status: z.enum(PARSE_STATUSES),
  parse_confidence: z.number().min(0).max(1),
  parser_name: z.string().nullable(),
  created_at: timestamp,
});
export type LogEntry = z.infer<typeof logEntry>;

const levelParameter = z.preprocess((value) => {
  if (typeof value !== "string") return value;
  const text = value.trim().toUpperCase();
  return text === "WARN" ? "WARNING" : text === "" ? undefined : text;
}, level.optional());

/** What narrows the entries that a list, a count or a chart is made of. */
export const entryFilterQuery = timeRangeQuery.extend({
  level: levelParameter,
  service: optionalParameter(z.string().max(1024)),
  source: optionalParameter(z.string().max(255)),
  environment: optionalParameter(z.string().max(255)),
  file_id: optionalParameter(z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER)),
});

export const listEntriesQuery = entryFilterQuery.extend({
  keyword: optionalParameter(z.string().max(1024)),
  parse_status: optionalParameter(z.enum(PARSE_STATUSES)),
  ...pageQuery.shape,
});
export const logEntryPage = pageOf(logEntry);
export type LogEntryPage = z.infer<typeof logEntryPage>;
export type ListEntriesQuery = z.input<typeof listEntriesQuery>;
