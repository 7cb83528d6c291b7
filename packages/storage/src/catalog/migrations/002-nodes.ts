import type { Migration } from "./migration.ts";

/** Several app nodes may share a server: each takes up its own unfinished work. */
export const nodes: Migration = {
  version: 2,
  name: "nodes",
  statements: [
    `ALTER TABLE "log_files" ADD COLUMN "node" text DEFAULT '' NOT NULL`,
    `ALTER TABLE "analytics_runs" ADD COLUMN "node" text DEFAULT '' NOT NULL`,
  ],
};
