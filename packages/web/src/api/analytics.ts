import { anomalyPage, clusterPage, windowSeries } from "@faultline/contract";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { request } from "./request.ts";
import { timesOf, type Scope } from "./scope.ts";

/** What the analytics found belongs to this key: it is asked for anew when a run completes. */
export const RESULTS_KEY = ["results"] as const;

/** The scored windows of the latest run within the scope's times, neighbours put together to at most so many. */
export function windowsQuery(scope: Scope, maxPoints: number) {
  return queryOptions({
    queryKey: [...RESULTS_KEY, "windows", scope, maxPoints],
    queryFn: ({ signal }) =>
      request(windowSeries, "/analytics/windows", {
        query: { ...timesOf(scope, Date.now()), max_points: maxPoints },
        signal,
      }),
    placeholderData: keepPreviousData,
  });
}

/** The unusual windows of the latest run within the scope's times, most anomalous first. */
export function anomaliesQuery(scope: Scope, page: { offset: number; limit: number }) {
  return queryOptions({
    queryKey: [...RESULTS_KEY, "anomalies", scope, page],
    queryFn: ({ signal }) =>
      request(anomalyPage, "/analytics/anomalies", { query: { ...timesOf(scope, Date.now()), ...page }, signal }),
    placeholderData: keepPreviousData,
  });
}

/** The groups of errors of the latest run, largest first. */
export function clustersQuery(page: { offset: number; limit: number }) {
  return queryOptions({
    queryKey: [...RESULTS_KEY, "clusters", page],
    queryFn: ({ signal }) => request(clusterPage, "/analytics/clusters", { query: page, signal }),
    placeholderData: keepPreviousData,
  });
}
