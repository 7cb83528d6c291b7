import { z } from "zod";
import { optionalParameter, pageOf, pageQuery, timeRangeQuery, timestamp } from "./page.ts";

export const windowFeatures = z.object({
  total_count: z.number().int(),
  error_count: z.number().int().describe("ERROR and FATAL"),
  warn_count: z.number().int(),
  info_count: z.number().int(),
  debug_count: z.number().int().describe("DEBUG and TRACE"),
  error_rate: z.number().min(0).max(1),
  unique_services: z.number().int(),
});

export const anomaly = z.object({
  id: z.number().int(),
  window_start: timestamp,
  window_end: timestamp,
  score: z.number().min(0).max(1).describe("Higher is more anomalous"),
  features: windowFeatures,
  description: z.string(),
  pipeline_run_id: z.number().int(),
  created_at: timestamp,
});
export type Anomaly = z.infer<typeof anomaly>;

export const listAnomaliesQuery = timeRangeQuery.extend(pageQuery.shape);
export const anomalyPage = pageOf(anomaly);

export const cluster = z.object({
  id: z.number().int(),
  label: z.string(),
  example_message: z.string(),
  count: z.number().int(),
  keywords: z.string().describe('Joined, as in "timeout, upstream, connection"'),
  first_seen: timestamp.nullable(),
  last_seen: timestamp.nullable(),
  pipeline_run_id: z.number().int(),
  created_at: timestamp,
});
export type Cluster = z.infer<typeof cluster>;

export const clusterPage = pageOf(cluster);

/** Given as query parameters or as a JSON body; without a range it is that of the data. */
export const runRequest = timeRangeQuery.extend({
  contamination: optionalParameter(z.coerce.number().gt(0).max(0.5)).describe(
    "Flags this share of the windows. Without it, those that differ materially from the usual, which may be none",
  ),
});

export const runAccepted = z.object({
  status: z.literal("accepted"),
  message: z.string(),
  run_id: z.number().int(),
});

export const runStatus = z.enum(["queued", "running", "completed", "failed", "cancelled"]);

export const run = z.object({
  id: z.number().int(),
  status: runStatus,
  range_start: timestamp.nullable(),
  range_end: timestamp.nullable(),
  window_count: z.number().int(),
  anomaly_count: z.number().int(),
  cluster_count: z.number().int(),
  detail: z.string().nullable().describe("Why there is no result, or what went wrong"),
  created_at: timestamp,
  started_at: timestamp.nullable(),
  finished_at: timestamp.nullable(),
});
export type Run = z.infer<typeof run>;

/** Newest first. */
export const runPage = pageOf(run);
