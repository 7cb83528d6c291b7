import { idParams, pageQuery, run, runPage } from "@faultline/contract";
import type { AuditLog, RunStore } from "@faultline/storage";
import { type Access, userOf } from "../http/access.ts";
import type { HttpApp } from "../http/http-app.ts";
import { ANY_CREDENTIAL, problems } from "../http/documentation.ts";
import { HttpProblem, notFound } from "../http/problems.ts";
import type { AnalyticsRunner } from "./analytics-runner.ts";
import { presentRun } from "./present-analytics.ts";

interface Services {
  readonly access: Access;
  readonly runs: RunStore;
  readonly analytics: AnalyticsRunner;
  readonly audit: AuditLog;
}

const common = { tags: ["analytics"], security: ANY_CREDENTIAL };

export function addRunRoutes(app: HttpApp, { access, runs, analytics, audit }: Services): void {
  app.get(
    "/analytics/runs",
    {
      schema: {
        ...common,
        summary: "List runs, newest first",
        querystring: pageQuery,
        response: { 200: runPage, ...problems(401, 422) },
      },
      onRequest: access.signedIn,
    },
    async (request) => {
      const { items, total } = await runs.list(request.query);
      return { items: items.map(presentRun), total, ...request.query };
    },
  );

  app.get(
    "/analytics/runs/:id",
    {
      schema: {
        ...common,
        summary: "How far a run is",
        params: idParams,
        response: { 200: run, ...problems(401, 404, 422) },
      },
      onRequest: access.signedIn,
    },
    async (request) => {
      const found = await runs.findById(request.params.id);
      if (!found) throw notFound("run", request.params.id);
      return presentRun(found);
    },
  );

  app.post(
    "/analytics/runs/:id/cancel",
    {
      schema: {
        ...common,
        summary: "End a run that waits or is under way",
        description: "The results of the run before it stay.",
        params: idParams,
        response: { 200: run, ...problems(401, 403, 404, 409, 422) },
      },
      onRequest: access.adminOnly,
    },
    async (request) => {
      const { id } = request.params;
      if (!(await runs.findById(id))) throw notFound("run", id);
      const cancelled = await analytics.cancel(id);
      if (!cancelled) throw new HttpProblem(409, "not_in_progress", `Run ${id} has ended already.`);
      await audit.record({ action: "analytics_cancelled", userId: userOf(request).id, detail: { run: id } });
      return presentRun(cancelled);
    },
  );
}
