import { z } from "zod";
import { logEntry } from "./logs.ts";
import { pageOf, timestamp } from "./page.ts";

export const cluster = z.object({
  id: z.number().int(),
  label: z
    .string()
    .describe("Its most telling words; `Other errors` are the rarest kinds together, where there are more than twenty"),
  example_message: z.string().describe("A whole message, the nearest to the centre"),
  count: z.number().int(),
  keywords: z.string().describe('Joined, as in "timeout, upstream, connection"'),
  first_seen: timestamp.nullable(),
  last_seen: timestamp.nullable(),
  services: z.array(z.object({ service: z.string(), count: z.number().int() })).describe("By count"),
  templates: z
    .array(z.object({ id: z.string(), text: z.string(), count: z.number().int() }))
    .describe("By count, the first twenty"),
  timeline: z.object({
    bucket_seconds: z.number().int().min(1),
    buckets: z.array(z.object({ start: timestamp, count: z.number().int() })).describe("Oldest first, quiet ones too"),
  }),
  pipeline_run_id: z.number().int(),
  created_at: timestamp,
});
export type Cluster = z.infer<typeof cluster>;

/** Of the latest completed run, largest first. */
export const clusterPage = pageOf(cluster);
export type ClusterPage = z.infer<typeof clusterPage>;

/** What `GET /analytics/clusters/{id}/entries` answers, newest first. */
export const clusterEntryPage = pageOf(logEntry);
export type ClusterEntryPage = z.infer<typeof clusterEntryPage>;
