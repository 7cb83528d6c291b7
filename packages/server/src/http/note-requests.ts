import type { RequestsUnderWay } from "../operation/requests-under-way.ts";
import type { HttpApp } from "./http-app.ts";

/** Who asks for a run waits for it. */
const ABOUT_RUNS = "/analytics/run";

/** Has work in the background give way to the requests of the routes in this scope. */
export function noteRequests(app: HttpApp, requests: Pick<RequestsUnderWay, "begin">): void {
  app.addHook("onRequest", async (request, reply) => {
    if (!request.url.startsWith(ABOUT_RUNS)) reply.raw.once("close", requests.begin());
  });
}
