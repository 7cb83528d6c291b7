import { queryString } from "./request.ts";
import { scopeParameters, type Scope } from "./scope.ts";
import type { EntryFilter } from "./stats.ts";

export type ExportFormat = "csv" | "ndjson";

/** Where all entries that match are downloaded from. */
export function exportAddress(scope: Scope, filter: EntryFilter, format: ExportFormat): string {
  return `/logs/export${queryString({ ...scopeParameters(scope, Date.now()), ...filter, format })}`;
}
