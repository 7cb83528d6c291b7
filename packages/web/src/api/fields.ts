import { facets, fieldList, fieldValues } from "@faultline/contract";
import { queryOptions } from "@tanstack/react-query";
import { request } from "./request.ts";
import { scopeParameters, type Scope } from "./scope.ts";
import type { EntryFilter } from "./stats.ts";

/** Of each field so many values are counted. */
const MOST_VALUES = 50;

/** How often the values of these fields occur among what matches, and which attributes there are. */
export function facetsQuery(scope: Scope, filter: EntryFilter, fields: readonly string[]) {
  return queryOptions({
    queryKey: ["facets", scope, filter, fields],
    queryFn: ({ signal }) =>
      request(facets, "/logs/facets", {
        query: { ...scopeParameters(scope, Date.now()), ...filter, fields: fields.join(","), limit: MOST_VALUES },
        signal,
      }),
    staleTime: 30_000,
  });
}

/** The names that a query may have before a colon. */
export const fieldsQuery = queryOptions({
  queryKey: ["fields"],
  queryFn: async ({ signal }) => (await request(fieldList, "/logs/fields", { signal })).items,
  staleTime: 60_000,
});

const TYPING_PAUSE_MS = 150;

/**
 * Values of a field that begin with a text, the most frequent among what matches first. Asked once typing pauses: a
 * question that the next letter makes idle is never sent.
 */
export function fieldValuesQuery(scope: Scope, filter: EntryFilter, field: string, prefix: string) {
  return queryOptions({
    queryKey: ["field-values", field, scope, filter, prefix],
    queryFn: async ({ signal }) => {
      await pause(TYPING_PAUSE_MS, signal);
      const query = { ...scopeParameters(scope, Date.now()), ...filter, prefix, limit: 20 };
      return (await request(fieldValues, `/logs/fields/${encodeURIComponent(field)}/values`, { query, signal })).items;
    },
    placeholderData: (previous, asked) => (asked?.queryKey[1] === field ? previous : undefined),
    staleTime: 30_000,
    // Completion is a help: what cannot be had now is not asked for again and again.
    retry: false,
  });
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
  });
}
