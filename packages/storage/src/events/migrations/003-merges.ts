import { sql } from "../sql.ts";
import type { Migration } from "./migration.ts";

/**
 * Parts are merged by more at once: a file of some million lines is then stored without a merge on the way, and what is
 * merged later is merged fewer times. Sixty parts more cost a query little: each is sorted, and most are left out by
 * their range of time.
 */
export const merges: Migration = {
  version: 3,
  name: "merges",
  statements: [
    sql`ALTER TABLE entries MODIFY SETTING min_parts_to_merge_at_once = 64`,
    sql`ALTER TABLE minute_counts MODIFY SETTING min_parts_to_merge_at_once = 10`,
    sql`ALTER TABLE shapes MODIFY SETTING min_parts_to_merge_at_once = 10`,
  ],
};
