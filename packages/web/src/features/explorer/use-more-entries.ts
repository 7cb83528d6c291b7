import { useEffect } from "react";
import type { EntryListState } from "./use-entry-list.ts";

/** With fewer rows left on a side more are asked for. */
const ROWS_AHEAD = 60;

/** Asks for more entries before one comes to the end of those that are there. */
export function useMoreEntries(
  { entries, hasOlder, hasNewer, isStale }: EntryListState,
  count: number,
  first: number,
  last: number,
) {
  const { fetchNextPage, fetchPreviousPage, isFetching, isError } = entries;
  useEffect(() => {
    if (isFetching || isError || isStale) return;
    if (hasOlder && last >= count - ROWS_AHEAD) void fetchNextPage();
    else if (hasNewer && first < ROWS_AHEAD) void fetchPreviousPage();
  }, [isFetching, isError, isStale, hasOlder, hasNewer, count, first, last, fetchNextPage, fetchPreviousPage]);
}
