import { createUserRequest, pageQuery, role as roleSchema, user, userPage } from "@faultline/contract";
import type { Catalog } from "@faultline/storage";
import { type Access, userOf } from "../http/access.ts";
import type { HttpApp } from "../http/http-app.ts";
import { ANY_CREDENTIAL, problems } from "../http/documentation.ts";
import { badRequest } from "../http/problems.ts";
import { hashPassword } from "./passwords.ts";
import { presentUser } from "./present-account.ts";

interface Services {
  readonly access: Access;
  readonly catalog: Pick<Catalog, "users" | "audit">;
}

const common = { tags: ["accounts"], security: ANY_CREDENTIAL };

export function addUserRoutes(app: HttpApp, { access, catalog }: Services): void {
  app.get(
    "/auth/users",
    {
      schema: {
        ...common,
        summary: "List the users, the first created first",
        querystring: pageQuery,
        response: { 200: userPage, ...problems(401, 403, 422) },
      },
      onRequest: access.adminOnly,
    },
    async (request) => {
      const { items, total } = await catalog.users.list(request.query);
      return { items: items.map(presentUser), total, ...request.query };
    },
  );

  app.post(
    "/auth/users",
    {
      schema: {
        ...common,
        summary: "Create a user",
        body: createUserRequest,
        response: { 201: user, ...problems(400, 401, 403, 409, 422) },
      },
      onRequest: access.adminOnly,
    },
    async (request, reply) => {
      const { username, password, email } = request.body;
      const role = roleSchema.safeParse(request.body.role);
      if (!role.success)
        throw badRequest("unknown_role", `There is no such role; it is one of ${roleSchema.options.join(", ")}.`);
      const created = await catalog.users.create({
        username,
        email: email ?? null,
        role: role.data,
        passwordHash: await hashPassword(password),
      });
      await catalog.audit.record({
        action: "user_created",
        userId: userOf(request).id,
        detail: { created: created.id },
      });
      return reply.code(201).send(presentUser(created));
    },
  );
}
