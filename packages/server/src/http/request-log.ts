import type { HttpApp } from "./http-app.ts";

/** One line per answered request. Paths are logged without their query: keywords people search for are their own. */
export function logRequests(app: HttpApp): void {
  app.addHook("onRequest", async (request, reply) => {
    reply.header("x-request-id", request.id);
  });
  app.addHook("onResponse", async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        path: request.url.split("?", 1)[0],
        status: reply.statusCode,
        duration_ms: Math.round(reply.elapsedTime * 10) / 10,
      },
      "request",
    );
  });
  app.addHook("onRequestAbort", async (request) => {
    request.log.info({ method: request.method, path: request.url.split("?", 1)[0] }, "request aborted by the client");
  });
}
