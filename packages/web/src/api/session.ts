import { setupState, user, type SetupRequest } from "@faultline/contract";
import { queryOptions } from "@tanstack/react-query";
import { ApiError } from "./api-error.ts";
import { request, send } from "./request.ts";

/** Who is signed in, null for nobody. The session itself is a cookie that scripts cannot read. */
export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: async ({ signal }) => {
    try {
      return await request(user, "/auth/me", { signal });
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: 60_000,
});

/** Whether no account exists yet, and whether creating the first one needs the code that the server printed. */
export const setupQuery = queryOptions({
  queryKey: ["setup"],
  queryFn: ({ signal }) => request(setupState, "/auth/setup", { signal }),
});

export async function signIn(credentials: { username: string; password: string }): Promise<void> {
  await send("/auth/session", { method: "POST", body: credentials });
}

export async function signOut(): Promise<void> {
  await send("/auth/session", { method: "DELETE" });
}

/** Creates the admin of a fresh install and signs them in. */
export async function createFirstAccount(account: SetupRequest): Promise<void> {
  await send("/auth/setup", { method: "POST", body: account });
}
