import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import { problem } from "@faultline/contract";
import { createJsonSchemaTransform } from "fastify-type-provider-zod";
import type { HttpApp } from "./http-app.ts";
import { SESSION_COOKIE } from "./session-cookie.ts";

/** Tags of the documentation, in its order. */
const TAGS = [
  { name: "accounts", description: "Signing in, users and API keys" },
  { name: "logs", description: "Files of log lines, and the entries found in them" },
  { name: "statistics", description: "Counts over all entries that match" },
  { name: "analytics", description: "Unusual windows of time, and groups of similar errors" },
  { name: "operation", description: "The state of the server" },
];

const SECURITY_SCHEMES = {
  bearer: { type: "http", scheme: "bearer", bearerFormat: "JWT", description: "From POST /auth/login" },
  apiKey: { type: "apiKey", in: "header", name: "X-API-Key", description: "From POST /auth/api-keys" },
  session: {
    type: "apiKey",
    in: "cookie",
    name: SESSION_COOKIE,
    description:
      "From POST /auth/session. Requests that change something must carry X-Requested-With: faultline as well.",
  },
} as const;

/** For `schema.security`: any one of the three is enough. */
export const ANY_CREDENTIAL = [{ bearer: [] }, { apiKey: [] }, { session: [] }];

const PROBLEM_DESCRIPTIONS: Readonly<Record<number, string>> = {
  400: "The request cannot be followed",
  401: "Not authenticated",
  403: "Not allowed",
  404: "Not found",
  409: "In conflict with what there is",
  413: "Too large",
  422: "A field is not valid",
  429: "Too many attempts",
  503: "Not now: the server is busy, or a part of it does not answer",
  507: "The disk of the server is full",
};

/** The problem responses of a route, for its `schema.response`. */
export function problems<S extends number>(...statuses: readonly S[]) {
  const response = (status: number) => ({
    description: PROBLEM_DESCRIPTIONS[status] ?? "Error",
    content: { "application/problem+json": { schema: problem } },
  });
  return Object.fromEntries(statuses.map((status) => [status, response(status)])) as Record<
    S,
    ReturnType<typeof response>
  >;
}

/** Swagger UI at /docs, the OpenAPI document at /docs/json and /openapi.json. */
export async function addDocumentation(app: HttpApp, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: { title: "Faultline", version, description: "Log analyzer and incident assistant." },
      tags: TAGS,
      components: { securitySchemes: SECURITY_SCHEMES },
    },
    transform: createJsonSchemaTransform({}),
  });
  await app.register(swaggerUi, {
    routePrefix: "/docs",
    theme: { title: "Faultline API" },
    uiConfig: { deepLinking: true },
  });
  app.get("/openapi.json", { schema: { hide: true } }, async () => app.swagger());
}
