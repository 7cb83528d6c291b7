import { sql } from "../sql.ts";
import type { Migration } from "./migration.ts";

/**
 * What a merge takes in memory grows with the parts it reads and the length of their records: of 64 parts 150 MB, and
 * 900 MB where messages have a kilobyte. It therefore reads sixteen. With so great a base of the selector parts of one
 * size are merged only once there are fifty of them, so that some million lines are still stored without a merge.
 */
export const smallMerges: Migration = {
  version: 4,
  name: "small merges",
  statements: [
    sql`ALTER TABLE entries MODIFY SETTING min_parts_to_merge_at_once = 16, max_parts_to_merge_at_once = 16,
      merge_selector_base = 1000`,
  ],
};
