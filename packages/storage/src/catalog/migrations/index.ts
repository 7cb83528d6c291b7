import { catalog } from "./001-catalog.ts";
import { nodes } from "./002-nodes.ts";
import { fileLifecycle } from "./003-file-lifecycle.ts";
import { runResults } from "./004-run-results.ts";
import { savedSearches } from "./005-saved-searches.ts";
import { templates } from "./006-templates.ts";
import type { Migration } from "./migration.ts";

/** In the order they run. One that was released is never changed: a change is a new one. */
export const MIGRATIONS: readonly Migration[] = [catalog, nodes, fileLifecycle, runResults, savedSearches, templates];
