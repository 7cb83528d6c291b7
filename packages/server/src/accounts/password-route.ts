import { changePasswordRequest, user } from "@faultline/contract";
import type { Catalog } from "@faultline/storage";
import { type Access, userOf } from "../http/access.ts";
import { ANY_CREDENTIAL, problems } from "../http/documentation.ts";
import type { HttpApp } from "../http/http-app.ts";
import { badRequest, notAuthenticated, tooManyAttempts } from "../http/problems.ts";
import { setSessionCookie } from "../http/session-cookie.ts";
import type { AccessTokens } from "./access-tokens.ts";
import { hashPassword } from "./passwords.ts";
import { presentUser } from "./present-account.ts";
import type { SignInThrottle } from "./sign-in-throttle.ts";

interface Services {
  readonly access: Access;
  readonly catalog: Pick<Catalog, "users" | "audit">;
  readonly tokens: AccessTokens;
  readonly throttle: SignInThrottle;
  readonly verifyPassword: (password: string, passwordHash: string | undefined) => Promise<boolean>;
}

export function addPasswordRoute(app: HttpApp, services: Services): void {
  const { access, catalog, tokens, throttle, verifyPassword } = services;
  app.post(
    "/auth/password",
    {
      schema: {
        tags: ["accounts"],
        security: ANY_CREDENTIAL,
        summary: "Change one's own password",
        description: "Ends all other sessions, and all bearer tokens. A session cookie that asks gets its successor.",
        body: changePasswordRequest,
        response: { 200: user, ...problems(400, 401, 403, 422, 429) },
      },
      onRequest: access.signedIn,
    },
    async (request, reply) => {
      const { id, username, passwordHash } = userOf(request);
      const { current_password, new_password } = request.body;
      // Whoever finds a session open must not guess the password by it.
      const verdict = throttle.attempt(request.ip, username);
      if (!verdict.allowed) throw tooManyAttempts(verdict.retryAfterSeconds);
      if (!(await verifyPassword(current_password, passwordHash))) {
        await catalog.audit.record({ action: "password_change_failed", userId: id, detail: { address: request.ip } });
        throw badRequest("wrong_password", "The current password is wrong.");
      }
      throttle.succeeded(request.ip, username);
      const changed = await catalog.users.setPassword(id, await hashPassword(new_password));
      if (!changed) throw notAuthenticated("not_authenticated", "This account is gone.");
      await catalog.audit.record({ action: "password_changed", userId: id, detail: { address: request.ip } });
      if (request.identity?.via === "session") {
        setSessionCookie(request, reply, await tokens.issue(changed), tokens.lifetimeSeconds);
      }
      return presentUser(changed);
    },
  );
}
