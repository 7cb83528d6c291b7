import type { LogEntry } from "@faultline/contract";
import { useState } from "react";
import type { EntryListState } from "./use-entry-list.ts";

/**
 * The row that keys act on: the open entry's, else the one that was chosen last in this result. It is kept by its entry,
 * since rows come and go before it; where its entry is not there, it is the first row that is seen.
 */
export function useActiveRow(
  items: readonly LogEntry[],
  { start, question, hasOlder }: EntryListState,
  record: number | undefined,
): { active: number; setActive: (index: number) => void; setSeen: (first: number) => void } {
  const [chosen, setChosen] = useState<{ question: string; id: number | undefined }>();
  const [seen, setSeen] = useState(0);
  const id = record ?? (chosen?.question === question ? chosen.id : undefined);
  const index = items.findIndex((entry) => entry.id === id);
  const fallback = id === undefined && start === "oldest" && !hasOlder ? items.length - 1 : seen;
  return {
    active: index >= 0 ? index : Math.min(fallback, items.length - 1),
    setActive: (to) => setChosen({ question, id: items[to]?.id }),
    setSeen,
  };
}
