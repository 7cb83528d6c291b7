import { randomUUID } from "node:crypto";
import cookie from "@fastify/cookie";
import multipart from "@fastify/multipart";
import Fastify, { type FastifyBaseLogger, LogController } from "fastify";
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from "fastify-type-provider-zod";
import { addDocumentation } from "./documentation.ts";
import type { HttpApp } from "./http-app.ts";
import { sendNotFound, sendProblemOf } from "./problem-response.ts";
import { logRequests } from "./request-log.ts";
import { addSecurityHeaders } from "./security-headers.ts";
import { addWebApp } from "./web-app.ts";

export interface HttpAppOptions {
  readonly logger: FastifyBaseLogger;
  readonly version: string;
  /** Folder of the built web app. */
  readonly webRoot: string;
}

/** JSON bodies are small; an upload is bounded by its own limit. */
const MAX_JSON_BYTES = 64 * 1024;
/** Longer than a large upload takes to reach the disk after its last byte. */
const IDLE_CONNECTION_MS = 300_000;

/** An HTTP server with all that holds for every route; `addRoutes` adds the routes themselves. */
export async function createHttpApp(options: HttpAppOptions, addRoutes: (app: HttpApp) => void): Promise<HttpApp> {
  const app: HttpApp = Fastify({
    loggerInstance: options.logger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    // A proxy on this machine may say whom it speaks for; nobody else may.
    trustProxy: "loopback",
    bodyLimit: MAX_JSON_BYTES,
    // An upload may take hours, so what is bounded is silence and not the whole request.
    requestTimeout: 0,
    connectionTimeout: IDLE_CONNECTION_MS,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 128 },
    forceCloseConnections: true,
    // A path that cannot be decoded is answered before there is a route or a hook.
    frameworkErrors: (error, request, reply) => void sendProblemOf(error, request, reply),
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(sendProblemOf);
  // What is not JSON and not a form is refused by its type, so that a page elsewhere cannot post "plain text" here.
  app.removeContentTypeParser("text/plain");
  acceptEmptyJson(app);

  logRequests(app);
  await addSecurityHeaders(app);
  await app.register(cookie);
  const limits = { files: 1, fields: 10, parts: 12, fieldSize: 4096, fileSize: Infinity };
  // A file of a folder is called by its way there.
  await app.register(multipart, { limits, preservePath: true });
  await addDocumentation(app, options.version);
  await app.register(async (scope) => addRoutes(scope.withTypeProvider<ZodTypeProvider>()));
  const sendWebApp = await addWebApp(app, options.webRoot);
  app.setNotFoundHandler(async (request, reply) => sendWebApp(request, reply) ?? sendNotFound(request, reply));
  return app;
}

/** Clients that name a content type on every request send nothing as JSON, too. */
function acceptEmptyJson(app: HttpApp): void {
  const parseJson = app.getDefaultJsonParser("error", "error");
  app.removeContentTypeParser("application/json");
  app.addContentTypeParser("application/json", { parseAs: "string" }, (request, body, done) => {
    if (body.length === 0) done(null, undefined);
    else void parseJson(request, body as string, done);
  });
}
