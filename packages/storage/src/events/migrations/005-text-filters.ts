import { sql } from "../sql.ts";
import type { Migration } from "./migration.ts";

/** What texts are in which records, by which a search leaves out most of what it would read: see decision 31. */
export const textFilters: Migration = {
  version: 5,
  name: "text filters",
  statements: [sql`ALTER TABLE entries ADD COLUMN IF NOT EXISTS text_filter String CODEC(ZSTD(1))`],
};
