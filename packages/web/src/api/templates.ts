import { type ListTemplatesQuery, templateDetail, templatePage } from "@faultline/contract";
import type { Level } from "@faultline/logs";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { RESULTS_KEY } from "./analytics.ts";
import { request } from "./request.ts";
import { type Scope, scopeParameters } from "./scope.ts";

export interface TemplateFilter {
  /** In the text of the template. */
  readonly q?: string | undefined;
  readonly level?: Level | undefined;
  readonly sort?: ListTemplatesQuery["sort"];
  /** Only those that are new in the scope's range. */
  readonly new?: "true" | undefined;
}

// Counts go on while files are read; a run may make a template's text more general.
const KEY = [...RESULTS_KEY, "templates"] as const;
const REFRESH_MS = 10_000;

export function templatesQuery(scope: Scope, filter: TemplateFilter, page: { offset: number; limit: number }) {
  return queryOptions({
    queryKey: [...KEY, "list", scope, filter, page],
    queryFn: ({ signal }) =>
      request(templatePage, "/analytics/templates", {
        query: { ...scopeParameters(scope, Date.now()), ...filter, ...page },
        signal,
      }),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });
}

/** One template, with the values of its parameters. */
export function templateQuery(scope: Scope, id: string, level: Level | undefined) {
  return queryOptions({
    queryKey: [...KEY, "one", scope, id, level],
    queryFn: ({ signal }) =>
      request(templateDetail, `/analytics/templates/${id}`, {
        query: { ...scopeParameters(scope, Date.now()), level },
        signal,
      }),
    placeholderData: keepPreviousData,
  });
}
