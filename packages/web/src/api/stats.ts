import { summary, timeline, timeParts } from "@faultline/contract";
import type { Level, ParseStatus } from "@faultline/logs";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { request } from "./request.ts";
import { precedingTimes, scopeParameters, type Scope } from "./scope.ts";

/** What narrows the entries, and what is counted of them, besides the scope. */
export interface EntryFilter {
  /** In the search language. */
  readonly q?: string | undefined;
  readonly level?: Level | undefined;
  readonly service?: string | undefined;
  readonly source?: string | undefined;
  readonly environment?: string | undefined;
  readonly parse_status?: ParseStatus | undefined;
}

const REFRESH_MS = 10_000;

export function summaryQuery(scope: Scope, filter: EntryFilter = {}) {
  return queryOptions({
    queryKey: ["stats", "summary", scope, filter],
    queryFn: ({ signal }) =>
      request(summary, "/stats/summary", { query: { ...scopeParameters(scope, Date.now()), ...filter }, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });
}

/** The summary of the range of the same length just before; null where there is none. */
export function precedingSummaryQuery(scope: Scope) {
  return queryOptions({
    queryKey: ["stats", "preceding", scope],
    queryFn: async ({ signal }) => {
      const times = precedingTimes(scope, Date.now());
      return times && request(summary, "/stats/summary", { query: { ...times, file_id: scope.file }, signal });
    },
    placeholderData: keepPreviousData,
  });
}

/** Counts over time in about `buckets` buckets of a round width. */
export function timelineQuery(scope: Scope, buckets: number, filter: EntryFilter = {}) {
  return queryOptions({
    queryKey: ["stats", "timeline", scope, buckets, filter],
    queryFn: ({ signal }) =>
      request(timeline, "/stats/timeline", {
        query: { ...scopeParameters(scope, Date.now()), ...filter, buckets },
        signal,
      }),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });
}

/** Time in about a hundred parts with as many entries each: what the place in a list is told by. */
export function timePartsQuery(scope: Scope, filter: EntryFilter) {
  return queryOptions({
    queryKey: ["stats", "parts", scope, filter],
    queryFn: ({ signal }) =>
      request(timeParts, "/stats/parts", { query: { ...scopeParameters(scope, Date.now()), ...filter }, signal }),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
}
