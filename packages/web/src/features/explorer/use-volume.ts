import { useQuery } from "@tanstack/react-query";
import { scopeOf, type Scope } from "../../api/scope.ts";
import { timelineQuery } from "../../api/stats.ts";
import { entryFilterOf, isReadable, type ExplorerSearch } from "./explorer-search.ts";

const BUCKETS = 120;

/** What matches, counted over time; once its first rows are there. */
export function useVolume(search: ExplorerSearch & Scope, areRowsThere: boolean) {
  return useQuery({
    ...timelineQuery(scopeOf(search), BUCKETS, entryFilterOf(search)),
    enabled: areRowsThere && isReadable(search.q),
  });
}
