import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import type { FastifyReply, FastifyRequest } from "fastify";

const ONE_YEAR_SECONDS = 31_536_000;

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

/** A file of the built web app, held in memory: there are a few megabytes of them, and a page is waiting. */
export interface WebFile {
  readonly body: Buffer;
  readonly gzipped: Buffer | undefined;
  readonly etag: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** All files below a folder, by their path in it. The build lays a `.gz` beside each text. */
export async function readWebFiles(root: string): Promise<Map<string, WebFile>> {
  const names = await readdir(root, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const bodies = new Map<string, Buffer>();
  for (const path of files) bodies.set(path.slice(root.length + 1).replaceAll("\\", "/"), await readFile(path));
  const web = new Map<string, WebFile>();
  for (const [name, body] of bodies) {
    if (!name.endsWith(".gz")) web.set(name, webFile(name, body, bodies.get(`${name}.gz`)));
  }
  return web;
}

/** Files under assets/ have a hash of their content in their name and are kept for good; others are asked for anew. */
function webFile(name: string, body: Buffer, gzipped: Buffer | undefined): WebFile {
  return {
    body,
    gzipped,
    etag: `W/"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`,
    headers: {
      "content-type": CONTENT_TYPES[extname(name)] ?? "application/octet-stream",
      "cache-control": name.startsWith("assets/") ? `public, max-age=${ONE_YEAR_SECONDS}, immutable` : "no-cache",
      vary: "accept-encoding",
    },
  };
}

/** Answers with the file; without it where the browser has it still. */
export function sendWebFile(request: FastifyRequest, reply: FastifyReply, file: WebFile): FastifyReply {
  reply.headers(file.headers).header("etag", file.etag);
  if (request.headers["if-none-match"] === file.etag) return reply.code(304).send();
  const takesGzip = /\bgzip\b/.test(request.headers["accept-encoding"] ?? "");
  if (!file.gzipped || !takesGzip) return reply.send(file.body);
  return reply.header("content-encoding", "gzip").send(file.gzipped);
}
