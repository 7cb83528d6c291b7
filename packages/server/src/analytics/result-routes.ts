import { anomalyPage, clusterPage, idParams, listAnomaliesQuery, pageQuery, run, runPage } from "@faultline/contract";
import type { RunStore } from "@faultline/storage";
import type { Access } from "../http/access.ts";
import type { HttpApp } from "../http/http-app.ts";
import { ANY_CREDENTIAL, problems } from "../http/documentation.ts";
import { notFound } from "../http/problems.ts";
import { presentAnomaly, presentCluster, presentRun } from "./present-analytics.ts";

interface Services {
  readonly access: Access;
  readonly runs: RunStore;
}

const common = { tags: ["analytics"], security: ANY_CREDENTIAL };

export function addResultRoutes(app: HttpApp, { access, runs }: Services): void {
  app.get(
    "/analytics/anomalies",
    {
      schema: {
        ...common,
        summary: "Unusual windows of the latest run, most anomalous first",
        querystring: listAnomaliesQuery,
        response: { 200: anomalyPage, ...problems(401, 422) },
      },
      onRequest: access.signedIn,
    },
    async (request) => {
      const { start, end, ...page } = request.query;
      const range = {
        start: start === undefined ? undefined : new Date(start),
        end: end === undefined ? undefined : new Date(end),
      };
      const { items, total } = await runs.listAnomalies(range, page);
      return { items: items.map(presentAnomaly), total, ...page };
    },
  );

  app.get(
    "/analytics/clusters",
    {
      schema: {
        ...common,
        summary: "Groups of similar errors of the latest run, largest first",
        querystring: pageQuery,
        response: { 200: clusterPage, ...problems(401, 422) },
      },
      onRequest: access.signedIn,
    },
    async (request) => {
      const { items, total } = await runs.listClusters(request.query);
      return { items: items.map(presentCluster), total, ...request.query };
    },
  );

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
}
