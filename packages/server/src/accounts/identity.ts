import type { ApiKeyStore, User } from "@faultline/storage";
import type { AccessTokens } from "./access-tokens.ts";
import { hashApiKey } from "./raw-api-key.ts";

/** Who asks, and by which credential they showed it. */
export interface Identity {
  readonly user: User;
  readonly via: "bearer" | "api-key" | "session";
}

export interface Credentials {
  readonly bearer: string | undefined;
  readonly apiKey: string | undefined;
  readonly sessionCookie: string | undefined;
}

/** The first credential that is valid: bearer token, API key, session cookie, in this order. */
export async function identify(
  credentials: Credentials,
  tokens: Pick<AccessTokens, "userOf">,
  apiKeys: Pick<ApiKeyStore, "findOwner">,
): Promise<Identity | null> {
  const { bearer, apiKey, sessionCookie } = credentials;
  const byBearer = bearer ? await tokens.userOf(bearer) : null;
  if (byBearer) return { user: byBearer, via: "bearer" };
  const byKey = apiKey ? await apiKeys.findOwner(hashApiKey(apiKey)) : null;
  if (byKey) return { user: byKey, via: "api-key" };
  const bySession = sessionCookie ? await tokens.userOf(sessionCookie) : null;
  return bySession ? { user: bySession, via: "session" } : null;
}
