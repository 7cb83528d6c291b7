import { z } from "zod";
import { optionalParameter, timeRangeQuery, timestamp } from "./page.ts";

export const windowFeatures = z.object({
  total_count: z.number().int(),
  error_count: z.number().int().describe("ERROR and FATAL"),
  warn_count: z.number().int(),
  info_count: z.number().int(),
  debug_count: z.number().int().describe("DEBUG and TRACE"),
  error_rate: z.number().min(0).max(1),
  unique_services: z.number().int(),
});

export const scoredWindow = z.object({
  window_start: timestamp,
  window_end: timestamp,
  score: z.number().min(0).max(1).describe("Higher is more anomalous"),
  is_anomaly: z.boolean(),
  features: windowFeatures,
});
export type ScoredWindow = z.infer<typeof scoredWindow>;

export const MAX_WINDOW_POINTS = 5000;
/** Of equal width, over the scores from 0 to 1. */
export const SCORE_BINS = 20;

export const listWindowsQuery = timeRangeQuery.extend({
  max_points: z.coerce.number().int().min(1).max(MAX_WINDOW_POINTS).default(1000),
  run_id: optionalParameter(z.coerce.number().int().min(1)).describe("Without it, the latest completed run"),
});

/**
 * Every window of a run, quiet ones too. Where there are more than `max_points`, neighbours share an item: counts are
 * sums, the score and the number of services are the largest of its windows, and it is an anomaly if one of them is.
 */
export const windowSeries = z.object({
  run_id: z.number().int().nullable().describe("Null while there is no completed run"),
  window_seconds: z.number().int().nullable().describe("Of a window as it was analysed"),
  windows_per_item: z.number().int().min(1),
  total: z.number().int().describe("Windows in the range"),
  flagged: z.number().int().describe("Anomalies in the range"),
  score_counts: z
    .array(z.number().int())
    .length(SCORE_BINS)
    .describe("Windows in the range by score: how many have one from 0 on, from 0.05 on, and so forth"),
  items: z.array(scoredWindow).describe("Oldest first"),
});
export type WindowSeries = z.infer<typeof windowSeries>;
