import type { Cluster } from "@faultline/contract";
import type { Selection } from "./chart-spec.ts";

/** What finds the entries of a cluster, from its first to its last. */
export function clusterSearch({ id, first_seen, last_seen }: Cluster): Selection {
  return {
    q: `cluster:${id}`,
    ...(first_seen !== null && last_seen !== null && { start: first_seen, end: justAfter(last_seen) }),
  };
}

/** The end of a range that has this moment in it. */
function justAfter(iso: string): string {
  return new Date(Date.parse(iso) + 1).toISOString();
}
