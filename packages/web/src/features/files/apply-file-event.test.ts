import type { LogFile } from "@faultline/contract";
import { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fileQuery, filesQuery } from "../../api/files.ts";
import { createFileEventApplier } from "./apply-file-event.ts";

const { queryKey: LIST } = filesQuery({ offset: 0, limit: 25 }, { top_level: "true" });
const { queryKey: STATS } = { queryKey: ["stats", "summary"] };

const file = (id: number, change: Partial<LogFile> = {}) =>
  ({ id, status: "processing", total_lines: 0, ...change }) as LogFile;

let client: QueryClient;
beforeEach(() => {
  vi.useFakeTimers();
  client = new QueryClient();
  client.setQueryData(LIST, { items: [file(2), file(1)], total: 2, offset: 0, limit: 25 });
  client.setQueryData(STATS, {});
});
afterEach(() => vi.useRealTimers());

const isStale = (queryKey: readonly unknown[]) => client.getQueryState(queryKey)!.isInvalidated;

test("what is told of a file replaces it wherever it is shown, without asking again", () => {
  const { queryKey } = fileQuery(1);
  client.setQueryData(queryKey, file(1));
  const { apply } = createFileEventApplier(client);
  apply({ event: "files", data: { items: [file(2), file(1)] } });
  vi.advanceTimersByTime(1000);
  client.setQueryData(LIST, client.getQueryData(LIST)!);
  apply({ event: "file", data: file(1, { total_lines: 70 }) });
  vi.advanceTimersByTime(1000);
  expect(client.getQueryData(LIST)!.items.map(({ total_lines }) => total_lines)).toEqual([0, 70]);
  expect(client.getQueryData(queryKey)!.total_lines).toBe(70);
  expect(isStale(LIST)).toBe(false);
});

test.each([
  ["is new", { event: "file", data: file(3) }],
  ["is done", { event: "file", data: file(1, { status: "processed" }) }],
  ["is gone", { event: "deleted", data: { id: 1 } }],
] as const)("lists and counts are loaded anew, once, where a file %s", (_what, event) => {
  const { apply } = createFileEventApplier(client);
  apply({ event: "files", data: { items: [file(2), file(1)] } });
  vi.advanceTimersByTime(1000);
  const reload = vi.spyOn(client, "invalidateQueries");
  apply(event);
  apply(event);
  expect(reload).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1000);
  expect(reload.mock.calls.map(([filters]) => filters?.queryKey)).toEqual([["files"], ["stats"]]);
  expect(isStale(LIST)).toBe(true);
  expect(isStale(STATS)).toBe(true);
});
