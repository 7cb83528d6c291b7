import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { ApiError } from "../api/api-error.ts";
import { askAgainAfterSilence, isSilence } from "../api/server-silence.ts";

const MAX_RETRIES = 2;

/** `onSignedOut` is told when an answer shows that there is no session (any more). */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  const notice = (error: unknown) => {
    if (error instanceof ApiError && error.status === 401) onSignedOut();
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        notice(error);
        if (isSilence(error)) watchSilence();
      },
    }),
    mutationCache: new MutationCache({
      // A wrong password is 401 too, and is for the sign-in form to tell.
      onError: (error, _variables, _result, mutation) => mutation.meta?.["anonymous"] || notice(error),
    }),
    defaultOptions: {
      queries: {
        staleTime: 2_000,
        // An answer that says no will say it again; only silence and overload are worth another try.
        retry: (failures, error) =>
          failures < MAX_RETRIES && (!(error instanceof ApiError) || error.status === 0 || error.status >= 502),
      },
    },
  });
  const watchSilence = askAgainAfterSilence(client);
  return client;
}
