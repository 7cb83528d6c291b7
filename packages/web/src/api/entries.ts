import { entryContext, logEntry, logEntryPage, type LogEntry } from "@faultline/contract";
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { request } from "./request.ts";
import { scopeParameters, type Scope } from "./scope.ts";
import type { EntryFilter } from "./stats.ts";

/** ISO 8601, e.g. 2026-11-22T14:03:07.412Z */
export type Instant = `${number}-${string}`;

/** Where a list begins: with the newest entry, at its oldest end, at the entry of an id, or with the newest as of a time. */
export type ListStart = "newest" | "oldest" | number | Instant;

/** Entries that follow each other in a list. */
export interface EntryPage {
  readonly items: readonly LogEntry[];
  /** Index of the first of them, counted from where the list began: negative for those before. */
  readonly index: number;
  readonly older: string | null;
  readonly newer: string | null;
}

/** `edge` is the index that the page reaches to: its end if it goes on to the newer side, else its beginning. */
interface PageRequest {
  readonly side: "older" | "newer";
  readonly edge: number;
  readonly cursor?: string;
  readonly at?: Exclude<ListStart, "newest">;
}

const PAGE_ENTRIES = 100;
/** What is kept of a list. Pages that were scrolled out of it are asked for again by their cursor. */
const MAX_PAGES = 20;
/** The first answer comes soon, though it be no full page. */
const FIRST_WITHIN_MS = 200;
const NEXT_WITHIN_MS = 1000;
/** Pages are few: one that was given up early, with little in it, would cost the room of a full one. */
const SEARCH_MS = 2000;

/** The entries that match, newest first, page by page to both sides of where the list begins; asked anew on each visit. */
export function entriesQuery(scope: Scope, filter: EntryFilter, start: ListStart, visit: number) {
  return infiniteQueryOptions({
    queryKey: ["entries", scope, filter, start, visit],
    initialPageParam: firstRequest(start),
    queryFn: ({ pageParam, signal }) => readPage(scope, filter, pageParam, signal),
    getNextPageParam: ({ older, index, items }): PageRequest | null =>
      older === null ? null : { side: "older", edge: index + items.length, cursor: older },
    getPreviousPageParam: ({ newer, index }): PageRequest | null =>
      newer === null ? null : { side: "newer", edge: index, cursor: newer },
    maxPages: MAX_PAGES,
    placeholderData: keepPreviousData,
    // Entries do not change; that files come and go is told by whoever changes them.
    staleTime: 60_000,
    // What was scrolled far begins anywhere: whoever comes back begins at the start.
    gcTime: 0,
  });
}

function firstRequest(start: ListStart): PageRequest {
  if (start === "newest") return { side: "older", edge: 0 };
  return { side: start === "oldest" ? "newer" : "older", edge: 0, at: start };
}

/** The first answer is taken as it is; after it a search goes on until its page is full, or for so long. */
async function readPage(
  scope: Scope,
  filter: EntryFilter,
  { side, edge, cursor: first, at }: PageRequest,
  signal: AbortSignal,
): Promise<EntryPage> {
  const endMs = performance.now() + (first === undefined ? 0 : SEARCH_MS);
  const narrowing = { ...scopeParameters(scope, Date.now()), ...filter, total: "false" };
  const isOlder = side === "older";
  let found: LogEntry[] = [];
  let near: string | null = null;
  for (let cursor = first; ;) {
    const limit = PAGE_ENTRIES - found.length;
    const within_ms = first === undefined ? FIRST_WITHIN_MS : NEXT_WITHIN_MS;
    const query = { ...narrowing, limit, cursor, at, within_ms };
    const page = await request(logEntryPage, "/logs", { query, signal });
    found = isOlder ? [...found, ...page.items] : [...page.items, ...found];
    if (cursor === first) near = isOlder ? page.prev_cursor : page.next_cursor;
    const far = isOlder ? page.next_cursor : page.prev_cursor;
    if (!page.is_partial || far === null || performance.now() >= endMs) {
      const index = isOlder ? edge : edge - found.length;
      return { items: found, index, older: isOlder ? far : near, newer: isOlder ? near : far };
    }
    cursor = far;
  }
}

/** The total is there, since it is asked for. */
const countedPage = logEntryPage.extend({ total: logEntryPage.shape.total.unwrap() });

const COUNT_STALE_MS = 5_000;

/** How many entries match. */
export function entryCountQuery(scope: Scope, filter: EntryFilter) {
  return queryOptions({
    queryKey: ["entries", "count", scope, filter],
    queryFn: async ({ signal }) => {
      const query = { ...scopeParameters(scope, Date.now()), ...filter, limit: 1 };
      return (await request(countedPage, "/logs", { query, signal })).total;
    },
    placeholderData: keepPreviousData,
    staleTime: COUNT_STALE_MS,
  });
}

/** How many that match come before the first of a list that begins at the entry of an id, or at a time. */
export function beforeCountQuery(scope: Scope, filter: EntryFilter, at: number | Instant) {
  return queryOptions({
    queryKey: ["entries", "before", scope, filter, at],
    queryFn: ({ signal }) => readNewerCount(scope, filter, at, signal),
    staleTime: COUNT_STALE_MS,
  });
}

async function readNewerCount(scope: Scope, filter: EntryFilter, at: number | Instant, signal: AbortSignal) {
  const query = { ...scopeParameters(scope, Date.now()), ...filter, limit: 1, at, total: "false" };
  return (await request(logEntryPage, "/logs", { query, signal })).newer_count ?? 0;
}

const WATCH_NEWEST_MS = 10_000;

/**
 * The newest entry that matches, of what a short look finds, and asked for again every ten seconds as long as the page
 * is seen; null for none. `known` is what was the newest when it was seen last.
 */
export function newestEntryQuery(scope: Scope, filter: EntryFilter, known?: { entry: LogEntry; seenAtMs: number }) {
  return queryOptions({
    queryKey: ["entries", "newest", scope, filter, known?.entry.id],
    queryFn: async ({ signal }): Promise<LogEntry | null> => {
      const query = { ...scopeParameters(scope, Date.now()), ...filter };
      const short = { limit: 1, total: "false", within_ms: FIRST_WITHIN_MS };
      return (await request(logEntryPage, "/logs", { query: { ...query, ...short }, signal })).items[0] ?? null;
    },
    ...(known && { initialData: known.entry, initialDataUpdatedAt: known.seenAtMs }),
    staleTime: WATCH_NEWEST_MS,
    refetchInterval: WATCH_NEWEST_MS,
  });
}

/** How many entries that match come before that one, of those there are now that `newest` is the newest. */
export function newerCountQuery(scope: Scope, filter: EntryFilter, id: number, newest: number | undefined) {
  return queryOptions({
    queryKey: ["entries", "newer", scope, filter, id, newest],
    queryFn: ({ signal }) => readNewerCount(scope, filter, id, signal),
    placeholderData: (previous, query) => (query?.queryKey[4] === id ? previous : undefined),
    staleTime: Infinity,
  });
}

export function entryQuery(id: number) {
  return queryOptions({
    queryKey: ["entry", id],
    queryFn: ({ signal }) => request(logEntry, `/logs/${id}`, { signal }),
    staleTime: Infinity,
  });
}

/** An entry among so many before and after it in its file. */
export function entryContextQuery(id: number, before: number, after: number) {
  return queryOptions({
    queryKey: ["entry", id, "context", before, after],
    queryFn: ({ signal }) => request(entryContext, `/logs/${id}/context`, { query: { before, after }, signal }),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  });
}
