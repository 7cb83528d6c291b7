import { access } from "node:fs/promises";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { HttpApp } from "./http-app.ts";

const ONE_YEAR_SECONDS = 31_536_000;

/** Answers a browser's navigation with the web app; null for any other request. */
export type SendWebApp = (request: FastifyRequest, reply: FastifyReply) => FastifyReply | null;

/**
 * Serves the built web app. Files under assets/ have a hash of their content in their name and are kept for good;
 * everything else is asked for anew. Every path that no route and no file answers is a page of the app.
 */
export async function addWebApp(app: HttpApp, root: string): Promise<SendWebApp> {
  if (!(await isBuilt(root))) {
    app.log.warn({ root }, "the web app has not been built; only the API is served");
    return () => null;
  }
  await app.register(fastifyStatic, {
    root,
    wildcard: false,
    cacheControl: false,
    setHeaders(response, path) {
      const hashed = path.startsWith(join(root, "assets"));
      response.setHeader("cache-control", hashed ? `public, max-age=${ONE_YEAR_SECONDS}, immutable` : "no-cache");
    },
  });
  return (request, reply) => (isNavigation(request) ? reply.sendFile("index.html") : null);
}

function isNavigation(request: FastifyRequest): boolean {
  return (
    (request.method === "GET" || request.method === "HEAD") && (request.headers.accept ?? "").includes("text/html")
  );
}

async function isBuilt(root: string): Promise<boolean> {
  return access(join(root, "index.html")).then(
    () => true,
    () => false,
  );
}
