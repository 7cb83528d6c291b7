import type { QueryClient, QueryFilters } from "@tanstack/react-query";
import { ApiError } from "./api-error.ts";
import { send } from "./request.ts";

const FIRST_WAIT_MS = 2000;
const LONGEST_WAIT_MS = 10_000;

/** Whether no server answered, or a proxy said for it that it is not there. */
export function isSilence(error: unknown): boolean {
  return error instanceof ApiError && [0, 502].includes(error.status);
}

/** Whether the server answers at all, be it that it says no. */
export function doesServerAnswer(): Promise<boolean> {
  return send("/health").then(
    () => true,
    // From 502 on it is a proxy that answers.
    (error: unknown) => error instanceof ApiError && error.status > 0 && error.status < 502,
  );
}

/**
 * What the page could not load because the server was silent is asked for again, once, when the server answers: nobody on
 * call should have to press "Try again" after a restart. Returns what to call when a query failed.
 */
export function askAgainAfterSilence(client: QueryClient, isServerThere = doesServerAnswer): () => void {
  const unanswered: QueryFilters = {
    type: "active",
    // Where there is something to see, pages that were read one by one would all be asked for again.
    predicate: ({ state }) => state.data === undefined && isSilence(state.error),
  };
  let isWatching = false;
  const watch = async () => {
    let waitMs = FIRST_WAIT_MS;
    let wasSilent = false;
    while (client.getQueryCache().findAll(unanswered).length > 0) {
      if (await isServerThere()) {
        // What failed though the server was there would fail again.
        if (wasSilent) void client.refetchQueries(unanswered);
        break;
      }
      wasSilent = true;
      await new Promise((resolve) => setTimeout(resolve, waitMs));
      waitMs = Math.min(2 * waitMs, LONGEST_WAIT_MS);
    }
    isWatching = false;
  };
  return () => {
    if (isWatching) return;
    isWatching = true;
    void watch();
  };
}
