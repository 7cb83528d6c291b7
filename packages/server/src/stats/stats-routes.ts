import { statsQuery, summary, timeline, timelineQuery, timeParts, timePartsQuery } from "@faultline/contract";
import type { Access } from "../http/access.ts";
import type { HttpApp } from "../http/http-app.ts";
import { ANY_CREDENTIAL, problems } from "../http/documentation.ts";
import { entryFilterOf, type FilterSources } from "../logs/entry-filter.ts";
import { presentSummary, presentTimeline, presentTimeParts } from "./present-stats.ts";

interface Services extends FilterSources {
  readonly access: Access;
}

const common = { tags: ["statistics"], security: ANY_CREDENTIAL };

export function addStatsRoutes(app: HttpApp, { access, files, events, runs, templateBook }: Services): void {
  app.get(
    "/stats/summary",
    {
      schema: {
        ...common,
        summary: "Entries by level and by service",
        querystring: statsQuery,
        response: { 200: summary, ...problems(401, 422) },
      },
      onRequest: access.signedIn,
    },
    async (request) => {
      const filter = await entryFilterOf(request.query, { files, events, runs, templateBook });
      const [counts, fileCount] = await Promise.all([
        events.summarizeEntries(filter),
        filter.fileIds === undefined ? files.count() : filter.fileIds.length,
      ]);
      return presentSummary(counts, fileCount);
    },
  );

  app.get(
    "/stats/timeline",
    {
      schema: {
        ...common,
        summary: "Entries over time, by level",
        querystring: timelineQuery,
        response: { 200: timeline, ...problems(401, 422) },
      },
      onRequest: access.signedIn,
    },
    async (request) => {
      const filter = await entryFilterOf(request.query, { files, events, runs, templateBook });
      return presentTimeline(await events.timeline(filter, request.query.buckets));
    },
  );

  app.get(
    "/stats/parts",
    {
      schema: {
        ...common,
        summary: "Time in parts with about as many entries each",
        description: "The quantiles of time, for a scroll bar over all that a list has.",
        querystring: timePartsQuery,
        response: { 200: timeParts, ...problems(401, 422) },
      },
      onRequest: access.signedIn,
    },
    async (request) => {
      const filter = await entryFilterOf(request.query, { files, events, runs, templateBook });
      return presentTimeParts(await events.findTimeParts(filter, request.query.parts));
    },
  );
}
