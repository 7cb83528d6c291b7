import { entries } from "./001-entries.ts";
import { counts } from "./002-counts.ts";
import { merges } from "./003-merges.ts";
import { smallMerges } from "./004-small-merges.ts";
import { textFilters } from "./005-text-filters.ts";
import type { Migration } from "./migration.ts";

/** In the order they run. One that was released is never changed: a change is a new one. */
export const MIGRATIONS: readonly Migration[] = [entries, counts, merges, smallMerges, textFilters];
