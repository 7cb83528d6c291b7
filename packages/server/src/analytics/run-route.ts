import { runAccepted, runRequest } from "@faultline/contract";
import type { AuditLog } from "@faultline/storage";
import { type Access, userOf } from "../http/access.ts";
import type { HttpApp } from "../http/http-app.ts";
import { ANY_CREDENTIAL, problems } from "../http/documentation.ts";
import type { AnalyticsRunner } from "./analytics-runner.ts";

interface Services {
  readonly access: Access;
  readonly analytics: AnalyticsRunner;
  readonly audit: AuditLog;
}

export function addRunRoute(app: HttpApp, { access, analytics, audit }: Services): void {
  app.post(
    "/analytics/run",
    {
      schema: {
        tags: ["analytics"],
        security: ANY_CREDENTIAL,
        summary: "Look for unusual windows and group the errors",
        description: "Over the whole range of the data unless one is given. While a run is under way, this joins it.",
        querystring: runRequest,
        body: runRequest.nullish(),
        response: { 202: runAccepted, ...problems(401, 403, 422) },
      },
      onRequest: access.adminOnly,
    },
    async (request, reply) => {
      const { start, end, contamination } = { ...request.query, ...request.body };
      const userId = userOf(request).id;
      const { run, joined } = await analytics.request({
        start: start === undefined ? null : new Date(start),
        end: end === undefined ? null : new Date(end),
        contamination,
        requestedBy: userId,
      });
      await audit.record({ action: "analytics_requested", userId, detail: { run: run.id, joined } });
      const message = joined ? "A run is under way already; this joins it." : "The run has been queued.";
      return reply.code(202).send({ status: "accepted" as const, message, run_id: run.id });
    },
  );
}
