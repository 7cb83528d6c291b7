import { apiKey, createApiKeyRequest, createdApiKey, idParams } from "@faultline/contract";
import type { Catalog } from "@faultline/storage";
import { z } from "zod";
import { type Access, userOf } from "../http/access.ts";
import type { HttpApp } from "../http/http-app.ts";
import { ANY_CREDENTIAL, problems } from "../http/documentation.ts";
import { notFound } from "../http/problems.ts";
import { presentApiKey } from "./present-account.ts";
import { generateRawApiKey, hashApiKey, prefixOfApiKey } from "./raw-api-key.ts";

interface Services {
  readonly access: Access;
  readonly catalog: Pick<Catalog, "apiKeys" | "audit">;
}

const common = { tags: ["accounts"], security: ANY_CREDENTIAL };

export function addApiKeyRoutes(app: HttpApp, { access, catalog }: Services): void {
  app.post(
    "/auth/api-keys",
    {
      schema: {
        ...common,
        summary: "Create an API key of one's own",
        description: "The key itself is in this answer and nowhere else: only its hash is stored.",
        body: createApiKeyRequest,
        response: { 201: createdApiKey, ...problems(401, 422) },
      },
      onRequest: access.signedIn,
    },
    async (request, reply) => {
      const userId = userOf(request).id;
      const rawKey = generateRawApiKey();
      const key = await catalog.apiKeys.create({
        userId,
        name: request.body.name,
        keyPrefix: prefixOfApiKey(rawKey),
        keyHash: hashApiKey(rawKey),
      });
      await catalog.audit.record({ action: "api_key_created", userId, detail: { key: key.id } });
      return reply.code(201).send({ ...presentApiKey(key), raw_key: rawKey });
    },
  );

  app.get(
    "/auth/api-keys",
    {
      schema: { ...common, summary: "List one's own API keys", response: { 200: z.array(apiKey), ...problems(401) } },
      onRequest: access.signedIn,
    },
    async (request) => (await catalog.apiKeys.listOf(userOf(request).id)).map(presentApiKey),
  );

  app.delete(
    "/auth/api-keys/:id",
    {
      schema: {
        ...common,
        summary: "Revoke an API key of one's own",
        description: "It stops working at once and stays listed as inactive.",
        params: idParams,
        response: { 204: z.null(), ...problems(401, 403, 404, 422) },
      },
      onRequest: access.signedIn,
    },
    async (request, reply) => {
      const { id } = request.params;
      const userId = userOf(request).id;
      if (!(await catalog.apiKeys.revoke(id, userId))) throw notFound("API key of yours", id);
      await catalog.audit.record({ action: "api_key_revoked", userId, detail: { key: id } });
      return reply.code(204).send(null);
    },
  );
}
