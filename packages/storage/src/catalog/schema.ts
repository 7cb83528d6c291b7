import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bigint,
  boolean,
  customType,
  doublePrecision,
  index,
  integer,
  json,
  jsonb,
  pgTable,
  text as plainText,
  timestamp,
  unique,
} from "drizzle-orm/pg-core";
import type { FileStatus, Role } from "./catalog.ts";
import type {
  AnalyticsRun,
  AnomalyEvidence,
  ClusterBreakdown,
  RunStage,
  RunStatus,
  WindowFeatures,
} from "./run-store.ts";

/** Text from outside as PostgreSQL can store it: U+0000 becomes U+FFFD. */
export function storable(value: string): string {
  return value.replaceAll("\0", "\uFFFD");
}

const text = customType<{ data: string; driverData: string }>({ dataType: () => "text", toDriver: storable });
const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => "bytea" });
const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });
const count = (name: string) => bigint(name, { mode: "number" }).notNull().default(0);
const identity = () => integer("id").primaryKey().generatedAlwaysAsIdentity();
const bigIdentity = () => bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity();
/** The app node that the row is the work of. */
const node = () => plainText("node").notNull().default("");
const createdAt = () =>
  moment("created_at")
    .notNull()
    .default(sql`now()`);

export const users = pgTable("users", {
  id: identity(),
  username: text("username").notNull(),
  // What makes a name or an address the same: see identifying-text.ts.
  usernameKey: text("username_key").notNull().unique("users_username_key"),
  email: text("email"),
  emailKey: text("email_key").unique("users_email_key"),
  role: plainText("role").$type<Role>().notNull(),
  isActive: boolean("is_active").notNull().default(true),
  passwordHash: text("password_hash").notNull(),
  tokenVersion: integer("token_version").notNull().default(0),
  createdAt: createdAt(),
});

export const apiKeys = pgTable(
  "api_keys",
  {
    id: identity(),
    userId: integer("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    keyPrefix: text("key_prefix").notNull(),
    keyHash: text("key_hash").notNull().unique("api_keys_key_hash"),
    isActive: boolean("is_active").notNull().default(true),
    createdAt: createdAt(),
  },
  (table) => [index("api_keys_user_id").on(table.userId)],
);

// A file's id is half of its entries' ids, which is why it is an integer of 32 bits.
export const logFiles = pgTable(
  "log_files",
  {
    id: identity(),
    filename: text("filename").notNull(),
    source: text("source"),
    environment: text("environment"),
    logType: text("log_type"),
    status: plainText("status").$type<FileStatus>().notNull().default("uploaded"),
    sizeBytes: count("size_bytes"),
    processedBytes: count("processed_bytes"),
    totalLines: count("total_lines"),
    parsedLines: count("parsed_lines"),
    failedLines: count("failed_lines"),
    parsedEntries: count("parsed_entries"),
    partialEntries: count("partial_entries"),
    failedEntries: count("failed_entries"),
    formats: jsonb("formats").$type<Record<string, number>>().notNull().default({}),
    firstTimestamp: moment("first_timestamp"),
    lastTimestamp: moment("last_timestamp"),
    error: text("error"),
    modifiedAt: moment("modified_at"),
    uploadedAt: moment("uploaded_at")
      .notNull()
      .default(sql`now()`),
    processedAt: moment("processed_at"),
    // json, not jsonb: it may hold any text of the log, and jsonb refuses U+0000 and lone surrogates.
    checkpoint: json("checkpoint").$type<unknown>(),
    node: node(),
    contentSha256: plainText("content_sha256"),
    archiveId: integer("archive_id").references((): AnyPgColumn => logFiles.id, { onDelete: "cascade" }),
    memberCount: integer("member_count"),
    timeZone: plainText("time_zone"),
    encoding: plainText("encoding"),
    attempt: integer("attempt").notNull().default(0),
    isRawInRecords: boolean("is_raw_in_records").notNull().default(false),
  },
  (table) => [
    index("log_files_status").on(table.status),
    index("log_files_content").on(table.contentSha256),
    index("log_files_archive").on(table.archiveId),
  ],
);

export const analyticsRuns = pgTable("analytics_runs", {
  id: identity(),
  status: plainText("status").$type<RunStatus>().notNull().default("queued"),
  rangeStart: moment("range_start"),
  rangeEnd: moment("range_end"),
  fileIds: bigint("file_ids", { mode: "number" }).array(),
  services: text("services").array(),
  contamination: doublePrecision("contamination"),
  windowSeconds: integer("window_seconds"),
  trigger: plainText("trigger").$type<AnalyticsRun["trigger"]>().notNull().default("request"),
  requestedBy: integer("requested_by").references(() => users.id, { onDelete: "set null" }),
  stage: plainText("stage").$type<RunStage>(),
  progress: doublePrecision("progress").notNull().default(0),
  durationsMs: jsonb("durations_ms").$type<AnalyticsRun["durationsMs"]>().notNull().default({}),
  analysedStart: moment("analysed_start"),
  analysedEnd: moment("analysed_end"),
  entryCount: count("entry_count"),
  windowCount: integer("window_count").notNull().default(0),
  anomalyCount: integer("anomaly_count").notNull().default(0),
  clusterCount: integer("cluster_count").notNull().default(0),
  detail: text("detail"),
  createdAt: createdAt(),
  startedAt: moment("started_at"),
  finishedAt: moment("finished_at"),
  node: node(),
});

const runId = () =>
  integer("run_id")
    .notNull()
    .references(() => analyticsRuns.id, { onDelete: "cascade" });

export const windowBlocks = pgTable(
  "window_blocks",
  {
    id: bigIdentity(),
    runId: runId(),
    firstStart: moment("first_start").notNull(),
    windowCount: integer("window_count").notNull(),
    columns: bytes("columns").notNull(),
  },
  (table) => [index("window_blocks_run").on(table.runId, table.firstStart)],
);

// json for the same reason as log_files.checkpoint, here and in the breakdown of a cluster.
export const anomalies = pgTable(
  "anomalies",
  {
    id: bigIdentity(),
    runId: runId(),
    windowStart: moment("window_start").notNull(),
    windowEnd: moment("window_end").notNull(),
    score: doublePrecision("score").notNull(),
    features: jsonb("features").$type<WindowFeatures>().notNull(),
    description: text("description").notNull(),
    evidence: json("evidence").$type<AnomalyEvidence>().notNull(),
    createdAt: createdAt(),
  },
  (table) => [index("anomalies_run").on(table.runId, table.score)],
);

export const errorClusters = pgTable(
  "error_clusters",
  {
    id: bigIdentity(),
    runId: runId(),
    label: text("label").notNull(),
    exampleMessage: text("example_message").notNull(),
    count: count("count"),
    keywords: text("keywords").array().notNull(),
    shapes: text("shapes").array().notNull(),
    firstSeen: moment("first_seen"),
    lastSeen: moment("last_seen"),
    breakdown: json("breakdown").$type<ClusterBreakdown>().notNull(),
    createdAt: createdAt(),
  },
  (table) => [index("error_clusters_run").on(table.runId, table.count)],
);

export const templates = pgTable("templates", {
  id: plainText("id").primaryKey(),
  text: text("text").notNull(),
  foundedAt: moment("founded_at")
    .notNull()
    .default(sql`now()`),
});

export const templateShapes = pgTable(
  "template_shapes",
  {
    shape: plainText("shape").primaryKey(),
    templateId: plainText("template_id")
      .notNull()
      .references(() => templates.id, { onDelete: "cascade" }),
    mask: text("mask").notNull(),
  },
  (table) => [index("template_shapes_template").on(table.templateId)],
);

export const auditEvents = pgTable("audit_events", {
  id: bigIdentity(),
  action: text("action").notNull(),
  userId: integer("user_id").references(() => users.id, { onDelete: "set null" }),
  // json for the same reason as log_files.checkpoint.
  detail: json("detail").$type<Readonly<Record<string, unknown>>>().notNull(),
  createdAt: createdAt(),
});

export const savedSearches = pgTable(
  "saved_searches",
  {
    id: identity(),
    userId: integer("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    query: text("query").notNull(),
    filters: text("filters").notNull(),
    createdAt: createdAt(),
  },
  (table) => [unique("saved_searches_name").on(table.userId, table.name)],
);
