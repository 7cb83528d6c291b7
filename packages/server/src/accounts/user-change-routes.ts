import { changeUserRequest, idParams, resetPasswordRequest, user } from "@faultline/contract";
import type { Catalog, User } from "@faultline/storage";
import { z } from "zod";
import { type Access, userOf } from "../http/access.ts";
import { ANY_CREDENTIAL, problems } from "../http/documentation.ts";
import type { HttpApp } from "../http/http-app.ts";
import { conflict, notFound } from "../http/problems.ts";
import { hashPassword } from "./passwords.ts";
import { presentUser } from "./present-account.ts";

interface Services {
  readonly access: Access;
  readonly catalog: Pick<Catalog, "users" | "audit">;
}

const common = { tags: ["accounts"], security: ANY_CREDENTIAL, params: idParams };

/** What an admin may change of others. Oneself is left out, so that nobody locks themselves out by a slip. */
export function addUserChangeRoutes(app: HttpApp, { access, catalog }: Services): void {
  app.patch(
    "/auth/users/:id",
    {
      schema: {
        ...common,
        summary: "Change the role of another user, or disable or enable them",
        description: "Takes effect at once: the sessions and API keys of a disabled user stop working.",
        body: changeUserRequest,
        response: { 200: user, ...problems(401, 403, 404, 409, 422) },
      },
      onRequest: access.adminOnly,
    },
    async (request) => {
      const { id } = request.params;
      const { role, is_active: isActive } = request.body;
      const admin = userOf(request);
      requireAnother(admin, id);
      const changed = await catalog.users.update(id, {
        ...(role !== undefined && { role }),
        ...(isActive !== undefined && { isActive }),
      });
      if (!changed) throw notFound("user", id);
      await catalog.audit.record({ action: "user_changed", userId: admin.id, detail: { user: id, ...request.body } });
      return presentUser(changed);
    },
  );

  app.post(
    "/auth/users/:id/password",
    {
      schema: {
        ...common,
        summary: "Give another user a new password",
        description: "Ends all their sessions. Their API keys go on working.",
        body: resetPasswordRequest,
        response: { 204: z.null(), ...problems(401, 403, 404, 409, 422) },
      },
      onRequest: access.adminOnly,
    },
    async (request, reply) => {
      const { id } = request.params;
      const admin = userOf(request);
      requireAnother(admin, id);
      const passwordHash = await hashPassword(request.body.password);
      if (!(await catalog.users.setPassword(id, passwordHash))) throw notFound("user", id);
      await catalog.audit.record({ action: "password_reset", userId: admin.id, detail: { user: id } });
      return reply.code(204).send(null);
    },
  );
}

function requireAnother(admin: User, id: number): void {
  if (admin.id !== id) return;
  throw conflict("own_account", "One's own account is changed by another admin, one's own password in the settings.");
}
