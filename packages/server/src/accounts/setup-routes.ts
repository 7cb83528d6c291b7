import { setupRequest, setupState, user } from "@faultline/contract";
import type { Catalog } from "@faultline/storage";
import type { FastifyRequest } from "fastify";
import { requireSameOrigin } from "../http/access.ts";
import type { HttpApp } from "../http/http-app.ts";
import { problems } from "../http/documentation.ts";
import { conflict, notAllowed, tooManyAttempts } from "../http/problems.ts";
import { setSessionCookie } from "../http/session-cookie.ts";
import type { AccessTokens } from "./access-tokens.ts";
import { isFromThisMachine, isSetupCode } from "./first-admin.ts";
import { hashPassword } from "./passwords.ts";
import { presentUser } from "./present-account.ts";
import type { SignInThrottle } from "./sign-in-throttle.ts";

interface Services {
  readonly catalog: Pick<Catalog, "users" | "audit">;
  readonly tokens: AccessTokens;
  readonly throttle: SignInThrottle;
  readonly setup: SetupPolicy;
}

export interface SetupPolicy {
  readonly code: string;
  /** The server listens on this machine only. */
  readonly listensLocally: boolean;
}

const tags = ["accounts"];

export function addSetupRoutes(app: HttpApp, { catalog, tokens, throttle, setup }: Services): void {
  const codeRequired = (request: FastifyRequest): boolean =>
    !setup.listensLocally ||
    !isFromThisMachine({
      peerAddress: request.socket.remoteAddress,
      host: request.headers.host,
      headers: request.headers,
    });

  app.get(
    "/auth/setup",
    { schema: { tags, summary: "Whether the first account is still to be created", response: { 200: setupState } } },
    async (request) => {
      const needsSetup = (await catalog.users.count()) === 0;
      return { needs_setup: needsSetup, code_required: needsSetup && codeRequired(request) };
    },
  );

  app.post(
    "/auth/setup",
    {
      schema: {
        tags,
        summary: "Create the first account, an admin, and sign in as it",
        description: "Only while there is no account. Sets the session cookie.",
        body: setupRequest,
        response: { 201: user, ...problems(403, 409, 422, 429) },
      },
      onRequest: async (request) => requireSameOrigin(request),
    },
    async (request, reply) => {
      const { username, password, email, setup_code: code } = request.body;
      if ((await catalog.users.count()) > 0) throw alreadySetUp();
      if (codeRequired(request)) requireCode(request, code);
      const passwordHash = await hashPassword(password);
      const admin = await catalog.users.createFirst({ username, email: email ?? null, role: "admin", passwordHash });
      if (!admin) throw alreadySetUp();
      await catalog.audit.record({ action: "first_admin_created", userId: admin.id, detail: { address: request.ip } });
      setSessionCookie(request, reply, await tokens.issue(admin), tokens.lifetimeSeconds);
      return reply.code(201).send(presentUser(admin));
    },
  );

  function requireCode(request: FastifyRequest, code: string | undefined): void {
    const verdict = throttle.attempt(request.ip, "first account");
    if (!verdict.allowed) throw tooManyAttempts(verdict.retryAfterSeconds);
    if (!isSetupCode(code, setup.code)) {
      throw notAllowed("wrong_setup_code", "This needs the setup code that the server printed when it started.");
    }
    throttle.succeeded(request.ip, "first account");
  }
}

function alreadySetUp() {
  return conflict("already_set_up", "There is an account already; sign in with it.");
}
