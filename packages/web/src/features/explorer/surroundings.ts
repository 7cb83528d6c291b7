import type { LogEntry } from "@faultline/contract";
import { queryOptions } from "@tanstack/react-query";
import { entriesQuery } from "../../api/entries.ts";

const AROUND_MS = [86_400_000, 300_000, 10_000, 500];
const MOST = 500;
const EACH_SIDE = 8;

/**
 * Entries before and after an entry in its file, in the file's order; null where they cannot be found by time. The API
 * lists by time and not by line, so the span around the entry is narrowed until all of it fits one answer.
 */
export function surroundingsQuery(entry: LogEntry) {
  return queryOptions({
    queryKey: ["surroundings", entry.id],
    staleTime: Infinity,
    queryFn: async ({ client }): Promise<LogEntry[] | null> => {
      if (!entry.timestamp) return null;
      const at = Date.parse(entry.timestamp);
      for (const aroundMs of AROUND_MS) {
        const times = { start: new Date(at - aroundMs).toISOString(), end: new Date(at + aroundMs).toISOString() };
        const scope = { ...times, range: undefined, file: entry.log_file_id };
        const page = await client.fetchQuery(entriesQuery(scope, {}, { offset: 0, limit: MOST }));
        if (page.total <= MOST) return neighbours(page.items, entry.id);
      }
      return null;
    },
  });
}

/** The entries on each side of one, by line number. */
export function neighbours(entries: readonly LogEntry[], id: number): LogEntry[] {
  const inOrder = entries.toSorted((one, other) => one.line_number - other.line_number);
  const index = inOrder.findIndex((entry) => entry.id === id);
  return index < 0 ? [] : inOrder.slice(Math.max(0, index - EACH_SIDE), index + EACH_SIDE + 1);
}
