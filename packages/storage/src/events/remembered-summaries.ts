import type { EntrySummary, EventStore } from "./event-store.ts";

const MOST_REMEMBERED = 100;

/**
 * The store, with summaries that are made once and hold until entries are stored or deleted. Only for a store that no
 * other process changes.
 */
export function rememberSummaries(store: EventStore): EventStore {
  const known = new Map<string, Promise<EntrySummary>>();
  let changes = 0;

  async function changing<T>(change: () => Promise<T>): Promise<T> {
    changes++;
    known.clear();
    try {
      return await change();
    } finally {
      changes--;
    }
  }

  return {
    ...store,
    insertBlock: (block) => changing(() => store.insertBlock(block)),
    deleteFiles: (fileIds) => changing(() => store.deleteFiles(fileIds)),
    summarizeEntries(filter) {
      if (changes > 0 || filter.query !== undefined) return store.summarizeEntries(filter);
      const key = JSON.stringify(filter);
      const remembered = known.get(key);
      if (remembered) return remembered;
      const made = store.summarizeEntries(filter);
      if (known.size >= MOST_REMEMBERED) known.clear();
      known.set(key, made);
      made.catch(() => known.delete(key));
      return made;
    },
  };
}
