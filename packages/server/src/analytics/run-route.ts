import { runAccepted, runRequest } from "@faultline/contract";
import type { AuditLog, NewRun } from "@faultline/storage";
import type { z } from "zod";
import { type Access, userOf } from "../http/access.ts";
import type { HttpApp } from "../http/http-app.ts";
import { ANY_CREDENTIAL, problems } from "../http/documentation.ts";
import { HttpProblem } from "../http/problems.ts";
import { type AnalyticsRunner, TooManyRunsError } from "./analytics-runner.ts";

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
        description:
          "Over everything unless less is asked for. Joins a run of the same scope that is under way; waits in line for others.",
        querystring: runRequest,
        body: runRequest.nullish(),
        response: { 202: runAccepted, ...problems(401, 403, 422, 429) },
      },
      onRequest: access.adminOnly,
    },
    async (request, reply) => {
      const userId = userOf(request).id;
      const asked = newRun({ ...request.query, ...request.body }, userId);
      const { run, joined } = await analytics.request(asked).catch((error: unknown) => {
        throw error instanceof TooManyRunsError ? new HttpProblem(429, error.code, error.message) : error;
      });
      await audit.record({ action: "analytics_requested", userId, detail: { run: run.id, joined } });
      const message = joined ? "A run is under way already; this joins it." : "The run has been queued.";
      return reply.code(202).send({ status: "accepted" as const, message, run_id: run.id });
    },
  );
}

function newRun(asked: z.output<typeof runRequest>, requestedBy: number): NewRun {
  const dateOf = (text: string | undefined): Date | null => (text === undefined ? null : new Date(text));
  return {
    rangeStart: dateOf(asked.start),
    rangeEnd: dateOf(asked.end),
    contamination: asked.contamination ?? null,
    windowSeconds: asked.window_seconds ?? null,
    // In one order, by which runs of the same scope are known.
    fileIds: asked.file_ids ? [...new Set(asked.file_ids)].sort((a, b) => a - b) : null,
    services: asked.services ? [...new Set(asked.services)].sort() : null,
    trigger: "request",
    requestedBy,
  };
}
