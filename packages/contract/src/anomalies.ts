import { z } from "zod";
import { pageOf, pageQuery, timeRangeQuery, timestamp } from "./page.ts";
import { windowFeatures } from "./windows.ts";

/** A feature that left its usual range. */
export const departure = z.object({
  feature: windowFeatures.keyof(),
  value: z.number(),
  usual: z.number().describe("The median, or what is usual at that time of the day or week"),
  low: z.number().describe("Of the usual range"),
  high: z.number(),
  z: z.number().describe("Robust z-score; negative below the usual"),
});

const change = z.enum(["new", "surged", "fallen", "silent"]);

/** How a service or a kind of message behaved in a window, beside what it usually does. */
const behaviour = {
  change: change.describe("new: not seen before; silent: not at all, as never else"),
  count: z.number().int().describe("In the window"),
  usual: z.number().describe("Of a window"),
};

export const anomalyService = z.object({ service: z.string(), ...behaviour });
export const anomalyTemplate = z.object({
  id: z.string().nullable().describe("As in /analytics/templates; null where it is not known any more"),
  text: z.string(),
  ...behaviour,
});

export const anomaly = z.object({
  id: z.number().int(),
  window_start: timestamp,
  window_end: timestamp,
  score: z.number().min(0).max(1).describe("Higher is more anomalous"),
  features: windowFeatures,
  description: z.string().describe("Why it was flagged, in one sentence"),
  departures: z.array(departure).describe("Farthest first"),
  services: z.array(anomalyService),
  templates: z.array(anomalyTemplate).describe("New in this window, or far more frequent than usual"),
  example_entry_ids: z.array(z.number().int()).describe("Entries of the window that show it"),
  pipeline_run_id: z.number().int(),
  created_at: timestamp,
});
export type Anomaly = z.infer<typeof anomaly>;

export const listAnomaliesQuery = timeRangeQuery.extend(pageQuery.shape);
export const anomalyPage = pageOf(anomaly);
export type AnomalyPage = z.infer<typeof anomalyPage>;
