import { idParams, listEntriesQuery, logEntry, logEntryPage } from "@faultline/contract";
import type { EventStore, FileStore } from "@faultline/storage";
import type { Access } from "../http/access.ts";
import type { HttpApp } from "../http/http-app.ts";
import { ANY_CREDENTIAL, problems } from "../http/documentation.ts";
import { notFound } from "../http/problems.ts";
import { countFilterOf } from "./entry-filter.ts";
import { presentEntry } from "./present-entry.ts";

interface Services {
  readonly access: Access;
  readonly files: FileStore;
  readonly events: EventStore;
}

export function addEntryRoutes(app: HttpApp, { access, files, events }: Services): void {
  app.get(
    "/logs",
    {
      schema: {
        tags: ["logs"],
        security: ANY_CREDENTIAL,
        summary: "Find entries, newest first",
        description: "Entries without a timestamp come last. The keyword is looked for in the message, in any case.",
        querystring: listEntriesQuery,
        response: { 200: logEntryPage, ...problems(401, 422) },
      },
      onRequest: access.signedIn,
    },
    async (request) => {
      const { keyword, parse_status: parseStatus, offset, limit } = request.query;
      const filter = {
        ...(await countFilterOf(request.query, files)),
        keyword,
        parseStatuses: parseStatus === undefined ? undefined : [parseStatus],
      };
      const { items, total } = await events.findEntries(filter, { offset, limit });
      return { items: items.map(presentEntry), total, offset, limit };
    },
  );

  app.get(
    "/logs/:id",
    {
      schema: {
        tags: ["logs"],
        security: ANY_CREDENTIAL,
        summary: "One entry",
        params: idParams,
        response: { 200: logEntry, ...problems(401, 404, 422) },
      },
      onRequest: access.signedIn,
    },
    async (request) => {
      const entry = await events.findEntry(request.params.id);
      if (!entry) throw notFound("entry", request.params.id);
      return presentEntry(entry);
    },
  );
}
