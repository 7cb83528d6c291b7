import { rememberAnswers } from "../remembered-answers.ts";
import type { EntrySummary, EventStore } from "./event-store.ts";

const MOST_REMEMBERED = 100;

/**
 * The store, with summaries that are made once and hold until entries are stored or deleted. Only for a store that no
 * other process changes.
 */
export function rememberSummaries(store: EventStore): EventStore {
  const summaries = rememberAnswers<string, EntrySummary>(MOST_REMEMBERED);
  return {
    ...store,
    insertBlock: (block) => summaries.changing(() => store.insertBlock(block)),
    deleteFiles: (fileIds) => summaries.changing(() => store.deleteFiles(fileIds)),
    summarizeEntries(filter) {
      if (filter.query !== undefined) return store.summarizeEntries(filter);
      return summaries.of(JSON.stringify(filter), () => store.summarizeEntries(filter));
    },
  };
}
