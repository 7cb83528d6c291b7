import { SAME_ORIGIN_HEADER } from "@faultline/contract";
import type { ApiKeyStore, User } from "@faultline/storage";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { AccessTokens } from "../accounts/access-tokens.ts";
import { type Identity, identify } from "../accounts/identity.ts";
import { notAllowed, notAuthenticated } from "./problems.ts";
import { SESSION_COOKIE } from "./session-cookie.ts";

declare module "fastify" {
  interface FastifyRequest {
    identity: Identity | null;
  }
}

type Hook = (request: FastifyRequest, reply: FastifyReply) => Promise<void>;

/** Who may use a route, as `onRequest` hooks: they run before a body is read. */
export interface Access {
  readonly signedIn: Hook;
  readonly adminOnly: Hook;
  /** Whether a request that passed once still would: for answers that go on for long. */
  readonly isStillSignedIn: (request: FastifyRequest) => Promise<boolean>;
}

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

export function createAccess(tokens: Pick<AccessTokens, "userOf">, apiKeys: Pick<ApiKeyStore, "findOwner">): Access {
  const signedIn: Hook = async (request) => {
    request.identity = await identify(credentialsOf(request), tokens, apiKeys);
    if (!request.identity) throw notAuthenticated("not_authenticated", "Sign in, or send a valid token or API key.");
    if (request.identity.via === "session" && !SAFE_METHODS.has(request.method)) requireSameOrigin(request);
  };
  const adminOnly: Hook = async (request, reply) => {
    await signedIn(request, reply);
    if (request.identity?.user.role !== "admin") throw notAllowed("admin_only", "Only an admin may do this.");
  };
  const isStillSignedIn = async (request: FastifyRequest): Promise<boolean> =>
    (await identify(credentialsOf(request), tokens, apiKeys)) !== null;
  return { signedIn, adminOnly, isStillSignedIn };
}

/** The user of a request that passed one of the hooks of {@link Access}. */
export function userOf(request: FastifyRequest): User {
  if (!request.identity) throw new Error("a route that needs a user has no access hook");
  return request.identity.user;
}

/**
 * Refuses a request that a page of another origin may have made a browser send along with the session cookie: by what
 * the browser says of its origin, and by a header that such a page cannot add.
 */
export function requireSameOrigin(request: FastifyRequest): void {
  const { origin, "sec-fetch-site": site } = request.headers;
  const crossSite = site !== undefined && site !== "same-origin" && site !== "none";
  const otherOrigin = origin !== undefined && hostOf(origin) !== request.host;
  if (crossSite || otherOrigin) throw notAllowed("cross_origin", "A page of another origin may not do this.");
  const { name, value } = SAME_ORIGIN_HEADER;
  if (request.headers[name.toLowerCase()] !== value) {
    throw notAllowed("missing_same_origin_header", `With a session cookie this needs the header ${name}: ${value}.`);
  }
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}

function credentialsOf(request: FastifyRequest) {
  const apiKey = request.headers["x-api-key"];
  return {
    bearer: /^bearer +(\S+)$/i.exec(request.headers.authorization ?? "")?.[1],
    apiKey: typeof apiKey === "string" ? apiKey : undefined,
    sessionCookie: request.cookies[SESSION_COOKIE],
  };
}
