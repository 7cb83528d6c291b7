import type { LogEntry } from "@faultline/contract";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ApiError } from "../../api/api-error.ts";
import { newerCountQuery, newestEntryQuery } from "../../api/entries.ts";
import type { Scope } from "../../api/scope.ts";
import type { EntryFilter } from "../../api/stats.ts";

interface Watched {
  readonly scope: Scope;
  readonly filter: EntryFilter;
  /** The newest entry of the list; undefined while there is nothing to watch. */
  readonly first: LogEntry | undefined;
  /** When it was the newest. */
  readonly seenAtMs: number;
}

/** How many entries that match have come before the first of a list; null where some have that are not counted yet. */
export function useNewerCount({ scope, filter, first, seenAtMs }: Watched): number | null {
  const isWatched = first !== undefined;
  const newest = useQuery({
    ...newestEntryQuery(scope, filter, first && { entry: first, seenAtMs }),
    enabled: isWatched,
  });
  const id = first?.id ?? 0;
  const newestId = newest.data?.id;
  const hasNewer = isWatched && newestId !== undefined && newestId !== id;
  const [countedFor, setCountedFor] = useState(newestId);
  const counted = useQuery({ ...newerCountQuery(scope, filter, id, countedFor), enabled: hasNewer });
  // A count takes its time: the next one waits for its end.
  if (!counted.isFetching && countedFor !== newestId) setCountedFor(newestId);
  if (!hasNewer) return 0;
  // Where the first of the list is gone, nobody knows what came before it.
  if (counted.error) return counted.error instanceof ApiError && counted.error.status === 404 ? 0 : null;
  return counted.data ?? null;
}
