import { cluster, clusterEntryPage, clusterPage, idParams, pageQuery } from "@faultline/contract";
import type { ErrorCluster, EventStore, RunStore } from "@faultline/storage";
import type { Access } from "../http/access.ts";
import type { HttpApp } from "../http/http-app.ts";
import { ANY_CREDENTIAL, problems } from "../http/documentation.ts";
import { notFound } from "../http/problems.ts";
import { clusterCondition } from "../logs/cluster-condition.ts";
import { presentEntries } from "../logs/present-entry.ts";
import type { TemplateBook } from "../templates/template-book.ts";
import { presentCluster } from "./present-analytics.ts";

interface Services {
  readonly access: Access;
  readonly runs: RunStore;
  readonly events: EventStore;
  readonly templateBook: TemplateBook;
}

const common = { tags: ["analytics"], security: ANY_CREDENTIAL };

export function addClusterRoutes(app: HttpApp, { access, runs, events, templateBook }: Services): void {
  const requireCluster = async (id: number): Promise<ErrorCluster> => {
    const found = await runs.findCluster(id);
    if (!found) throw notFound("cluster", id);
    return found;
  };

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
    "/analytics/clusters/:id",
    {
      schema: {
        ...common,
        summary: "A group of similar errors",
        params: idParams,
        response: { 200: cluster, ...problems(401, 404, 422) },
      },
      onRequest: access.signedIn,
    },
    async (request) => presentCluster(await requireCluster(request.params.id)),
  );

  app.get(
    "/analytics/clusters/:id/entries",
    {
      schema: {
        ...common,
        summary: "The entries of a group of similar errors, newest first",
        params: idParams,
        querystring: pageQuery,
        response: { 200: clusterEntryPage, ...problems(401, 404, 422) },
      },
      onRequest: access.signedIn,
    },
    async (request) => {
      const found = await requireCluster(request.params.id);
      const run = await runs.findById(found.runId);
      if (!run) throw notFound("cluster", request.params.id);
      const { items, total } = await events.findEntries({ query: clusterCondition(found, run) }, request.query);
      return { items: await presentEntries(items, templateBook), total, ...request.query };
    },
  );
}
