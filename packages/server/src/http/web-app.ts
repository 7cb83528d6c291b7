import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { HttpApp } from "./http-app.ts";
import { SESSION_COOKIE } from "./session-cookie.ts";
import { readWebFiles, sendWebFile, type WebFile } from "./web-files.ts";

/** Answers a browser's navigation with the web app; null for any other request. */
export type SendWebApp = (request: FastifyRequest, reply: FastifyReply) => FastifyReply | null;

/** By the path of a page the `Link` headers for its files, and for what it asks the API first. */
const pageHints = z.record(
  z.string(),
  z.object({ files: z.array(z.string()).readonly(), requests: z.array(z.string()).readonly() }),
);
type PageHints = z.infer<typeof pageHints>;

/** Serves the built web app. Every path that no route and no file answers is a page of the app. */
export async function addWebApp(app: HttpApp, root: string): Promise<SendWebApp> {
  const files = await readWebFiles(root).catch(() => new Map<string, WebFile>());
  const index = files.get("index.html");
  if (!index) {
    app.log.warn({ root }, "the web app has not been built; only the API is served");
    return () => null;
  }
  const hints = pageHints.parse(JSON.parse(files.get("page-hints.json")?.body.toString() ?? "{}"));
  for (const [name, file] of files) {
    app.get(`/${name}`, { schema: { hide: true } }, (request, reply) => sendWebFile(request, reply, file));
  }
  const sendPage = (request: FastifyRequest, reply: FastifyReply) => {
    const links = linksFor(request, hints);
    if (links.length > 0) reply.header("link", links.join(", "));
    return sendWebFile(request, reply, index);
  };
  app.get("/", { schema: { hide: true } }, sendPage);
  return (request, reply) => (isNavigation(request) ? sendPage(request, reply.code(200)) : null);
}

/** A page asks for what its URL says, and for nothing without a session: its requests are known only with neither. */
function linksFor(request: FastifyRequest, hints: PageHints): string[] {
  const [path = "", search] = request.url.split("?", 2);
  const page = Object.hasOwn(hints, path) ? hints[path] : undefined;
  if (!page) return [];
  const isKnown = search === undefined && request.cookies[SESSION_COOKIE] !== undefined;
  return isKnown ? [...page.files, ...page.requests] : [...page.files];
}

function isNavigation(request: FastifyRequest): boolean {
  return (
    (request.method === "GET" || request.method === "HEAD") && (request.headers.accept ?? "").includes("text/html")
  );
}
