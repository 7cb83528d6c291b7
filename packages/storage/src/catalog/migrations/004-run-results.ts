import type { Migration } from "./migration.ts";

/**
 * Windows are stored in blocks of columns, and rows of their own have only those that were flagged, with what shows why.
 * Runs have a scope, a stage and how long each took.
 */
export const runResults: Migration = {
  version: 4,
  name: "run-results",
  statements: [
    `ALTER TABLE "analytics_runs" ADD COLUMN "trigger" text DEFAULT 'request' NOT NULL`,
    `ALTER TABLE "analytics_runs" ADD COLUMN "file_ids" bigint[]`,
    `ALTER TABLE "analytics_runs" ADD COLUMN "services" text[]`,
    `ALTER TABLE "analytics_runs" ADD COLUMN "contamination" double precision`,
    `ALTER TABLE "analytics_runs" ADD COLUMN "window_seconds" integer`,
    `ALTER TABLE "analytics_runs" ADD COLUMN "stage" text`,
    `ALTER TABLE "analytics_runs" ADD COLUMN "progress" double precision DEFAULT 0 NOT NULL`,
    `ALTER TABLE "analytics_runs" ADD COLUMN "durations_ms" jsonb DEFAULT '{}'::jsonb NOT NULL`,
    `ALTER TABLE "analytics_runs" ADD COLUMN "analysed_start" timestamp (3) with time zone`,
    `ALTER TABLE "analytics_runs" ADD COLUMN "analysed_end" timestamp (3) with time zone`,
    `ALTER TABLE "analytics_runs" ADD COLUMN "entry_count" bigint DEFAULT 0 NOT NULL`,
    `UPDATE "analytics_runs" SET "progress" = 1 WHERE "status" = 'completed'`,
    `CREATE TABLE "window_blocks" (
      "id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      "run_id" integer NOT NULL,
      "first_start" timestamp (3) with time zone NOT NULL,
      "window_count" integer NOT NULL,
      "columns" bytea NOT NULL
    )`,
    `CREATE TABLE "anomalies" (
      "id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      "run_id" integer NOT NULL,
      "window_start" timestamp (3) with time zone NOT NULL,
      "window_end" timestamp (3) with time zone NOT NULL,
      "score" double precision NOT NULL,
      "features" jsonb NOT NULL,
      "description" text NOT NULL,
      "evidence" json NOT NULL,
      "created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
    )`,
    `INSERT INTO "anomalies"
       ("run_id", "window_start", "window_end", "score", "features", "description", "evidence", "created_at")
     SELECT "run_id", "window_start", "window_end", "score", "features", "description",
       '{"departures":[],"services":[],"templates":[],"exampleEntryIds":[]}'::json, "created_at"
     FROM "scored_windows"
     WHERE "is_anomaly"`,
    `DROP TABLE "scored_windows"`,
    `ALTER TABLE "window_blocks" ADD CONSTRAINT "window_blocks_run_id_analytics_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "analytics_runs"("id") ON DELETE cascade`,
    `ALTER TABLE "anomalies" ADD CONSTRAINT "anomalies_run_id_analytics_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "analytics_runs"("id") ON DELETE cascade`,
    `CREATE INDEX "window_blocks_run" ON "window_blocks" ("run_id","first_start")`,
    `CREATE INDEX "anomalies_run" ON "anomalies" ("run_id","score")`,
    `ALTER TABLE "error_clusters" ADD COLUMN "breakdown" json DEFAULT '{"services":[],"templates":[],"timeline":{"bucketSeconds":60,"buckets":[]}}'::json NOT NULL`,
    `ALTER TABLE "error_clusters" ALTER COLUMN "breakdown" DROP DEFAULT`,
  ],
};
