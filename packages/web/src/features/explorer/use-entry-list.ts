import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useState } from "react";
import { ApiError } from "../../api/api-error.ts";
import { beforeCountQuery, entriesQuery, entryCountQuery, type ListStart } from "../../api/entries.ts";
import { scopeOf, type Scope } from "../../api/scope.ts";
import { entryFilterOf, queryMistake, refusedMistake, type ExplorerSearch } from "./explorer-search.ts";
import type { ChangeSearch } from "./use-explorer.ts";
import { useNewerCount } from "./use-newer-count.ts";

/** The part of the result that is there, and the ways to more of it. */
export type EntryListState = ReturnType<typeof useEntryList>;

export function useEntryList(search: ExplorerSearch & Scope, change: ChangeSearch) {
  const { start, begin, visit } = useListStart(search, change);
  const scope = scopeOf(search);
  const filter = entryFilterOf(search);
  const unread = queryMistake(search.q);
  const enabled = unread === undefined;
  const entries = useInfiniteQuery({ ...entriesQuery(scope, filter, start, visit), enabled });
  const { data, isPlaceholderData, hasNextPage, hasPreviousPage } = entries;
  const items = useMemo(() => data?.pages.flatMap((page) => page.items), [data]);
  const refused = useMemo(() => refusedMistake(entries.error), [entries.error]);
  // Nothing was found yet, and the search goes on by itself.
  const isFirstSought = entries.isSuccess && items?.length === 0 && hasNextPage;
  const areRowsThere = !entries.isPending && !isPlaceholderData && !refused && !isFirstSought;
  const hasRows = entries.isSuccess && areRowsThere;
  const counted = useQuery({ ...entryCountQuery(scope, filter), enabled: enabled && hasRows });
  const at = start === "newest" || start === "oldest" ? null : start;
  const countedBefore = useQuery({
    ...beforeCountQuery(scope, filter, at ?? 0),
    enabled: enabled && hasRows && at !== null,
  });

  const isGone = entries.error instanceof ApiError && entries.error.status === 404;
  useEffect(() => {
    if (isGone) begin("newest");
  }, [isGone, begin]);

  const firstIndex = data?.pages[0]?.index ?? 0;
  const total = counted.isPlaceholderData ? undefined : counted.data;
  // What was stored meanwhile comes before the row that was the newest.
  const newest = Math.max(0, -firstIndex);
  const before = start === "newest" ? newest : start === "oldest" ? total : countedBefore.data;
  const question = JSON.stringify([scope, filter, start, visit]);
  const isAtNewest = start === "newest" && hasRows && firstIndex === 0;
  const first = isAtNewest ? items?.[0] : undefined;
  const newer = useNewerCount({ scope, filter, first, seenAtMs: entries.dataUpdatedAt });
  return {
    items,
    /** Of the first item, counted from where the list began: negative for those before. */
    firstIndex,
    /** Place of the first item among all that match, from 1; undefined while that is not known. */
    firstNumber: before === undefined ? undefined : before + firstIndex + 1,
    /** How many match; undefined while they are counted. */
    total:
      total ??
      (isPlaceholderData || hasNextPage || start !== "newest" ? undefined : items && firstIndex + items.length),
    isCountFailed: counted.isError,
    /** How many have come since the newest was seen; null if they could not be counted. */
    newer,
    start,
    begin,
    /** Tells one result from another. */
    question,
    isStale: isPlaceholderData,
    /** Or it is known that there are none. They come first: what is counted may need to read all that matches. */
    areRowsThere,
    entries,
    /** What the server has against the query. */
    refused,
    /** Why nothing else is asked by this query. Beside one that is unread the items are those before it; of a refused one there are none. */
    mistake: unread ?? refused,
    hasOlder: hasNextPage,
    hasNewer: hasPreviousPage,
    isEmpty: items?.length === 0 && !hasNextPage && !hasPreviousPage,
  };
}

/**
 * Where the list begins: as the URL says, else at the entry that the page was opened with, so that a link to an entry
 * shows it in its place, until something else is asked.
 */
function useListStart(search: ExplorerSearch & Scope, change: ChangeSearch) {
  const question = JSON.stringify([scopeOf(search), entryFilterOf(search)]);
  const [opened, setOpened] = useState({ question, record: search.record });
  const [visit, setVisit] = useState(0);
  const start: ListStart = search.at ?? (opened.question === question ? opened.record : undefined) ?? "newest";
  const begin = useCallback(
    (wanted: ListStart) => {
      setOpened({ question: "", record: undefined });
      // To go to an end once more is to ask once more: of what was asked before only a part is still there.
      setVisit((before) => before + 1);
      change({ at: wanted === "newest" ? undefined : wanted }, { replace: true });
    },
    [change],
  );
  return { start, begin, visit };
}
