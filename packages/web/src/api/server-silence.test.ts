import { InfiniteQueryObserver, QueryCache, QueryClient, QueryObserver } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ApiError, unreachable } from "./api-error.ts";
import { askAgainAfterSilence } from "./server-silence.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A page that shows one answer, which the server has only while `server.isThere`. */
function showAnswer(failure: () => Error) {
  const server = { isThere: false, isSound: true, asked: 0, answered: 0 };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: () => watch() }),
    defaultOptions: { queries: { retry: false } },
  });
  const watch = askAgainAfterSilence(client, () => {
    server.asked++;
    return Promise.resolve(server.isThere);
  });
  const observer = new QueryObserver(client, {
    queryKey: ["answer"],
    queryFn: () => {
      server.answered++;
      if (!server.isThere || !server.isSound) throw failure();
      return "here";
    },
  });
  const leave = observer.subscribe(() => {});
  return { server, answer: () => observer.getCurrentResult(), leave };
}

test("what a silent server left unanswered is asked for again once it answers, and not before", async () => {
  const { server, answer, leave } = showAnswer(unreachable);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(answer().isError).toBe(true);
  expect(server).toMatchObject({ answered: 1 });
  server.isThere = true;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(answer().data).toBe("here");
  const { asked } = server;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(server.asked, "nothing is watched any more").toBe(asked);
  leave();
});

test("nobody waits for what is not seen any more", async () => {
  const { server, leave } = showAnswer(unreachable);
  await vi.advanceTimersByTimeAsync(3000);
  leave();
  await vi.advanceTimersByTimeAsync(10_000);
  const { asked } = server;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(server.asked).toBe(asked);
});

test("what fails though the server is there is asked for again once after a silence, and not without one", async () => {
  for (const wasSilent of [true, false]) {
    const { server, answer, leave } = showAnswer(unreachable);
    Object.assign(server, { isThere: !wasSilent, isSound: false });
    await vi.advanceTimersByTimeAsync(1000);
    server.isThere = true;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(answer().isError).toBe(true);
    expect(server.answered).toBe(wasSilent ? 2 : 1);
    leave();
  }
});

test("of a list whose next page a silent server left out, the pages that are there are not asked for again", async () => {
  let isThere = true;
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: () => watch() }),
    defaultOptions: { queries: { retry: false } },
  });
  const watch = askAgainAfterSilence(client, () => Promise.resolve(isThere));
  const asked: number[] = [];
  const observer = new InfiniteQueryObserver(client, {
    queryKey: ["list"],
    initialPageParam: 0,
    getNextPageParam: (page: number) => page + 1,
    queryFn: ({ pageParam }) => {
      asked.push(pageParam);
      if (!isThere) throw unreachable();
      return pageParam;
    },
  });
  const leave = observer.subscribe(() => {});
  await vi.advanceTimersByTimeAsync(100);
  isThere = false;
  await observer.fetchNextPage();
  await vi.advanceTimersByTimeAsync(5000);
  isThere = true;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toEqual([0, 1]);
  leave();
});

test("an answer that says no is not asked for again", async () => {
  const { server, answer, leave } = showAnswer(() => new ApiError(422, "invalid_query", "The query is not valid."));
  await vi.advanceTimersByTimeAsync(1000);
  server.isThere = true;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(answer().isError).toBe(true);
  expect(server.answered).toBe(1);
  leave();
});
