import type { LogEntry } from "@faultline/contract";
import { useEffect, useEffectEvent, useLayoutEffect } from "react";
import type { EntryListState } from "./use-entry-list.ts";
import type { EntryRows } from "./use-entry-rows.ts";

/** Where the list is scrolled to when another result is there, or another entry is opened. */
export function useListScroll(
  { scroller, rows }: EntryRows,
  items: readonly LogEntry[],
  { start, question, isStale }: EntryListState,
  record: number | undefined,
) {
  // A new result begins at its own beginning, and does not move as it grows.
  const toBeginning = useEffectEvent(() => {
    if (start === "oldest") rows.scrollToIndex(items.length - 1, { align: "end" });
    else if (scroller.current && scroller.current.scrollTop > 0) rows.scrollToOffset(0);
  });
  useLayoutEffect(() => {
    if (!isStale) toBeginning();
  }, [question, isStale]);
  // Only when another entry is opened, not on each scroll or refresh.
  const toEntry = useEffectEvent((id: number | undefined) => {
    const index = items.findIndex((entry) => entry.id === id);
    if (index >= 0) rows.scrollToIndex(index);
  });
  useEffect(() => toEntry(record), [record]);
}
