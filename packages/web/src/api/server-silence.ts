import { health } from "@faultline/contract";
import type { QueryClient, QueryFilters } from "@tanstack/react-query";
import { ApiError } from "./api-error.ts";
import { request } from "./request.ts";

const FIRST_WAIT_MS = 2000;
const LONGEST_WAIT_MS = 10_000;

/** Whether no server answered, or a proxy said for it that it is not there. */
export function isSilence(error: unknown): boolean {
  return error instanceof ApiError && [0, 502, 504].includes(error.status);
}

/** Whether the server answers at all. */
export function doesServerAnswer(): Promise<boolean> {
  return request(health, "/health").then(
    () => true,
    () => false,
  );
}

/**
 * What the page could not load because the server was silent is asked for again once the server answers: nobody on call
 * should have to press "Try again" after a restart. Returns what to call when a query failed.
 */
export function askAgainAfterSilence(client: QueryClient, isServerThere = doesServerAnswer): () => void {
  const unanswered: QueryFilters = {
    type: "active",
    predicate: ({ state }) => state.status === "error" && isSilence(state.error),
  };
  let isWatching = false;
  const watch = async () => {
    // What is there is not asked while the server is away: its error would give way to a skeleton each time.
    let waitMs = FIRST_WAIT_MS;
    do {
      await new Promise((resolve) => setTimeout(resolve, waitMs));
      waitMs = Math.min(2 * waitMs, LONGEST_WAIT_MS);
      if (await isServerThere()) await client.refetchQueries(unanswered);
    } while (client.getQueryCache().findAll(unanswered).length > 0);
    isWatching = false;
  };
  return () => {
    if (isWatching) return;
    isWatching = true;
    void watch();
  };
}
