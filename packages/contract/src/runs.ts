import { z } from "zod";
import { optionalParameter, pageOf, timeRangeQuery, timestamp } from "./page.ts";

/** A query gives one value or several, a body an array. */
function listOf<T extends z.ZodType>(item: T, most: number) {
  const toArray = (value: unknown): unknown =>
    value === "" || value === undefined || value === null ? undefined : Array.isArray(value) ? value : [value];
  return z.preprocess(toArray, z.array(item).min(1).max(most).optional());
}

/** Given as query parameters or as a JSON body; without a range it is that of the data. */
export const runRequest = timeRangeQuery
  .extend({
    contamination: optionalParameter(z.coerce.number().gt(0).max(0.5)).describe(
      "Flags this share of the windows. Without it, those that differ materially from the usual, which may be none",
    ),
    window_seconds: optionalParameter(z.coerce.number().int().min(60).max(86_400).multipleOf(60)).describe(
      "Whole minutes; 120 by default, longer where the range would have too many windows",
    ),
    file_ids: listOf(z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER), 1000).describe("Only these files"),
    services: listOf(z.string().min(1).max(1024), 1000).describe("Only entries of these services"),
  })
  .refine(({ start, end }) => start === undefined || end === undefined || Date.parse(start) < Date.parse(end), {
    path: ["end"],
    message: "must be after start",
  });
export type RunRequest = z.input<typeof runRequest>;

export const runAccepted = z.object({
  status: z.literal("accepted"),
  message: z.string(),
  run_id: z.number().int(),
});

export const runStatus = z.enum(["queued", "running", "completed", "failed", "cancelled"]);
export type RunStatus = z.infer<typeof runStatus>;

/** In their order. */
export const RUN_STAGES = ["queued", "counting", "templates", "windows", "clusters", "storing"] as const;
export const runStage = z.enum(RUN_STAGES);
export type RunStage = z.infer<typeof runStage>;

export const run = z.object({
  id: z.number().int(),
  status: runStatus,
  stage: runStage.nullable().describe("Null once it has ended"),
  progress: z.number().min(0).max(1),
  trigger: z.enum(["request", "ingestion"]),
  range_start: timestamp.nullable().describe("As asked for"),
  range_end: timestamp.nullable(),
  contamination: z.number().nullable(),
  file_ids: z.array(z.number().int()).nullable(),
  services: z.array(z.string()).nullable(),
  window_seconds: z.number().int().nullable().describe("Of a window, once that is known"),
  analysed_start: timestamp.nullable().describe("The range the windows cover"),
  analysed_end: timestamp.nullable(),
  window_count: z.number().int(),
  anomaly_count: z.number().int(),
  cluster_count: z.number().int(),
  entry_count: z.number().int().describe("Entries in the windows"),
  durations_ms: z.partialRecord(runStage, z.number()).describe("Milliseconds of the stages that are over"),
  detail: z.string().nullable().describe("Why there is no result, what was left out, or what went wrong"),
  error: z.string().nullable().describe("With `failed`: what went wrong"),
  created_at: timestamp,
  started_at: timestamp.nullable(),
  finished_at: timestamp.nullable(),
});
export type Run = z.infer<typeof run>;

/** Newest first. `POST /analytics/runs/{id}/cancel` ends one; 409 `not_in_progress` if it has ended already. */
export const runPage = pageOf(run);
export type RunPage = z.infer<typeof runPage>;

/**
 * What `GET /analytics/runs/events` sends, as server-sent events. `runs` comes first: the newest ones, newest first;
 * `run` is one that is new or has changed.
 */
export const runEvent = z.discriminatedUnion("event", [
  z.object({ event: z.literal("runs"), data: z.object({ items: z.array(run) }) }),
  z.object({ event: z.literal("run"), data: run }),
]);
export type RunEvent = z.infer<typeof runEvent>;
