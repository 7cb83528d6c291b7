import { logEntryPage } from "@faultline/contract";
import type { ParseStatus } from "@faultline/logs";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { request } from "./request.ts";
import { scopeParameters, type Scope } from "./scope.ts";
import type { CountFilter } from "./stats.ts";

export interface EntryFilter extends CountFilter {
  readonly keyword?: string | undefined;
  readonly parse_status?: ParseStatus | undefined;
}

/** A page of the entries that match, newest first. */
export function entriesQuery(scope: Scope, filter: EntryFilter, page: { offset: number; limit: number }) {
  return queryOptions({
    queryKey: ["entries", scope, filter, page],
    queryFn: ({ signal }) =>
      request(logEntryPage, "/logs", { query: { ...scopeParameters(scope, Date.now()), ...filter, ...page }, signal }),
    placeholderData: keepPreviousData,
    staleTime: 5_000,
  });
}
