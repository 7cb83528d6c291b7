import { rememberAnswers } from "../remembered-answers.ts";
import type { EntryPage, EntrySummary, EventStore } from "./event-store.ts";

const MOST_SUMMARIES = 100;
const MOST_PAGES = 20;
/** Of the records of a page that is remembered: ten times what such a page has. */
const MOST_PAGE_CHARACTERS = 256 * 1024;

/**
 * The store, with summaries and newest pages that are made once and hold until entries are stored or deleted. Only for a
 * store that no other process changes.
 */
export function rememberSummaries(store: EventStore): EventStore {
  const summaries = rememberAnswers<string, EntrySummary>(MOST_SUMMARIES);
  const pages = rememberAnswers<string, EntryPage>(MOST_PAGES, isSmallAndWhole);
  const changing = <T>(change: () => Promise<T>): Promise<T> => summaries.changing(() => pages.changing(change));
  return {
    ...store,
    insertBlock: (block) => changing(() => store.insertBlock(block)),
    deleteFiles: (fileIds) => changing(() => store.deleteFiles(fileIds)),
    summarizeEntries(filter) {
      if (filter.query !== undefined) return store.summarizeEntries(filter);
      return summaries.of(JSON.stringify(filter), () => store.summarizeEntries(filter));
    },
    searchEntries(filter, request) {
      if (filter.query !== undefined || request.from !== undefined) return store.searchEntries(filter, request);
      return pages.of(JSON.stringify([filter, request]), () => store.searchEntries(filter, request));
    },
  };
}

function isSmallAndWhole({ items, isPartial }: EntryPage): boolean {
  return !isPartial && items.reduce((sum, { rawLine }) => sum + rawLine.length, 0) <= MOST_PAGE_CHARACTERS;
}
