import { isTimeZone, LEVELS, MAX_SEARCH_LENGTH, PARSE_STATUSES } from "@faultline/logs";
import { z } from "zod";
import { instant, optionalParameter, pageOf, pageQuery, timeRangeQuery, timestamp } from "./page.ts";

export const level = z.enum(LEVELS);
export const fileStatus = z.enum(["uploaded", "processing", "processed", "failed"]);
export type FileStatus = z.infer<typeof fileStatus>;

export const uploadResponse = z.object({ log_file_id: z.number().int(), status: z.literal("uploaded") });

/** Where the clocks of timestamps without a zone of their own stood. */
export const timeZone = z
  .string()
  .trim()
  .max(64)
  .refine(isTimeZone, "must be a time zone such as Europe/Berlin, UTC, or an offset such as +02:00");

/** The optional text fields that accompany an upload's `file`. */
export const uploadFields = z.object({
  source: z.string().trim().max(255).optional(),
  environment: z.string().trim().max(255).optional(),
  log_type: z.string().trim().max(255).optional(),
  time_zone: optionalParameter(timeZone),
  modified_at: optionalParameter(instant).describe(
    "When the file was last written: gives year-less timestamps their year",
  ),
  allow_duplicate: optionalParameter(z.enum(["true", "false"]).transform((text) => text === "true")),
});

/** How `error` of a file begins that somebody cancelled; a name follows. */
export const CANCELLED_BY = "Cancelled by ";
/** The `error` of a file while it is deleted. */
export const BEING_DELETED = "Being deleted. Delete it again if it stays.";

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
  content_sha256: z.string().nullable().describe("Of the bytes as they were uploaded, in hexadecimal"),
  archive_id: z.number().int().nullable().describe("The archive that the file is a member of"),
  member_count: z.number().int().nullable().describe("Of an archive: the members found so far, each a file of its own"),
  time_zone: z
    .string()
    .nullable()
    .describe("For timestamps without a zone, as given with the upload; null: the server's setting"),
  encoding: z.string().nullable().describe("How the text is encoded, once that is known"),
  attempt: z.number().int().describe("How often the file was read anew from its start"),
  lines_per_second: z.number().nullable().describe("While it is read: lines of the last seconds"),
  seconds_left: z.number().nullable().describe("While it is read: until its end, at the rate of the last seconds"),
  formats: z.array(z.object({ name: z.string(), entries: z.number().int() })),
  first_timestamp: timestamp.nullable(),
  last_timestamp: timestamp.nullable(),
  error: z.string().nullable(),
  uploaded_at: timestamp,
  processed_at: timestamp.nullable(),
});
export type LogFile = z.infer<typeof logFile>;

export const listFilesQuery = pageQuery.extend({
  status: optionalParameter(fileStatus),
  archive_id: optionalParameter(z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER)).describe(
    "Only the members of this archive",
  ),
  top_level: optionalParameter(z.enum(["true", "false"]).transform((text) => text === "true")).describe(
    "Without the members of archives",
  ),
  content_sha256: optionalParameter(z.string().regex(/^[0-9a-f]{64}$/, "must be 64 hexadecimal digits")).describe(
    "Only files of this content: tells before an upload whether it was made already",
  ),
  q: optionalParameter(z.string().max(255)).describe("In the name, folders included, in any case"),
});
export const logFilePage = pageOf(logFile);
export type LogFilePage = z.infer<typeof logFilePage>;

/**
 * What may be done with a file. All but `raw` need an admin; each `POST` answers with the file as it is then.
 * - `POST /logs/files/{id}/retry`: a failed file is read on from where it stopped; 409 `not_failed`, `bytes_not_kept`.
 * - `POST /logs/files/{id}/cancel`: it becomes failed, and may be retried; 409 `not_in_progress` if it is done already.
 * - `POST /logs/files/{id}/reprocess`: its entries go, and it is read from its start; 409 `bytes_not_kept`.
 * - `DELETE /logs/files/{id}`: 204; its entries and its bytes go, and an archive's members.
 * - `GET /logs/files/{id}/raw`: the bytes as they were uploaded; 409 `in_progress`, `bytes_not_kept`.
 */
export const fileActions = ["retry", "cancel", "reprocess"] as const;
export type FileAction = (typeof fileActions)[number];

/** Body of `POST /logs/files/{id}/reprocess`. Without `time_zone` that of the file stays; null is the server's. */
export const reprocessRequest = z.object({ time_zone: timeZone.nullish() }).nullish();

export const formatList = z.object({
  items: z.array(
    z.object({
      name: z.string(),
      title: z.string(),
      family: z.enum(["user", "web", "program", "system"]).describe("`user`: from the data directory's `formats/`"),
    }),
  ),
  problems: z
    .array(z.string())
    .describe("Formats of the user that are left out: which file, which field, and what is wrong with it"),
});
export type FormatList = z.infer<typeof formatList>;

/**
 * What `GET /logs/files/events` sends, as server-sent events. `files` comes first: those that wait or are read, and the
 * newest others, newest first. `file` is a file that is new or has changed; `deleted` names one that is gone.
 */
export const fileEvent = z.discriminatedUnion("event", [
  z.object({ event: z.literal("files"), data: z.object({ items: z.array(logFile) }) }),
  z.object({ event: z.literal("file"), data: logFile }),
  z.object({ event: z.literal("deleted"), data: z.object({ id: z.number().int() }) }),
]);
export type FileEvent = z.infer<typeof fileEvent>;

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
  template_id: z
    .string()
    .nullable()
    .describe("The kind of message, as in /analytics/templates; null until that was asked for, or a run has begun"),
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
  keyword: optionalParameter(z.string().max(1024)).describe("In the message, in any case"),
  parse_status: optionalParameter(z.enum(PARSE_STATUSES)),
  q: optionalParameter(z.string().max(MAX_SEARCH_LENGTH)).describe(
    "A query in the search language, such as `level:>=warning status:>=500 -health`; docs/search.md describes it",
  ),
});
export type EntryFilterQuery = z.input<typeof entryFilterQuery>;

export const listEntriesQuery = entryFilterQuery.extend({
  ...pageQuery.shape,
  cursor: optionalParameter(z.string().max(128)).describe(
    "`next_cursor` or `prev_cursor` of a page before; `offset` must be 0. The cost does not grow with the place",
  ),
  at: optionalParameter(
    z.union([z.literal("oldest"), z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER), instant]),
  ).describe(
    "Without `cursor`: the page begins at the entry of this id, whether it matches or not; with a time: at the newest " +
      "entry that is not after it; `oldest`: the last page",
  ),
  total: z
    .enum(["true", "false"])
    .transform((text) => text === "true")
    .default(true)
    .describe("Whether to count all that match, which may need to read them all"),
  within_ms: optionalParameter(z.coerce.number().int().min(10).max(10_000)).describe(
    "With total=false: answer with what was found by about then, though the page be not full; `next_cursor` goes on",
  ),
});

/** Newest first, entries without a timestamp last. */
export const logEntryPage = pageOf(logEntry).extend({
  total: z.number().int().min(0).nullable().describe("All that match, not only this page; null with total=false"),
  next_cursor: z.string().nullable().describe("For the entries after the last of this page; null: there are none"),
  prev_cursor: z.string().nullable().describe("For the entries before the first of this page; null: there are none"),
  newer_count: z
    .number()
    .int()
    .min(0)
    .nullable()
    .describe(
      "With the id of an entry or a time in `at`, unless total=false with `within_ms`: how many that match come before the page",
    ),
  is_partial: z.boolean().describe("`within_ms` was over before the page was full: the cursor goes on searching"),
});
export type LogEntryPage = z.infer<typeof logEntryPage>;
export type ListEntriesQuery = z.input<typeof listEntriesQuery>;

export const entryContextQuery = z.object({
  before: z.coerce.number().int().min(0).max(200).default(20),
  after: z.coerce.number().int().min(0).max(200).default(20),
});

/** An entry among those around it in its file, each list in the order of their lines. */
export const entryContext = z.object({
  before: z.array(logEntry),
  entry: logEntry,
  after: z.array(logEntry),
  has_more_before: z.boolean(),
  has_more_after: z.boolean(),
});
export type EntryContext = z.infer<typeof entryContext>;

export const exportFormat = z.enum(["csv", "ndjson"]);
export const exportQuery = entryFilterQuery.extend({ format: exportFormat.default("csv") });
