import { entryContext, entryContextQuery, idParams } from "@faultline/contract";
import type { EventStore } from "@faultline/storage";
import type { Access } from "../http/access.ts";
import { ANY_CREDENTIAL, problems } from "../http/documentation.ts";
import type { HttpApp } from "../http/http-app.ts";
import { notFound } from "../http/problems.ts";
import type { TemplateBook } from "../templates/template-book.ts";
import { presentEntries } from "./present-entry.ts";

interface Services {
  readonly access: Access;
  readonly events: Pick<EventStore, "findSurroundings">;
  readonly templateBook: Pick<TemplateBook, "idsOf">;
}

export function addContextRoute(app: HttpApp, { access, events, templateBook }: Services): void {
  app.get(
    "/logs/:id/context",
    {
      schema: {
        tags: ["logs"],
        security: ANY_CREDENTIAL,
        summary: "An entry among those around it in its file",
        params: idParams,
        querystring: entryContextQuery,
        response: { 200: entryContext, ...problems(401, 404, 422) },
      },
      onRequest: access.signedIn,
    },
    async (request) => {
      const { id } = request.params;
      const found = await events.findSurroundings(id, request.query);
      if (!found) throw notFound("entry", id);
      const { before, entry, after } = found;
      const presented = await presentEntries([...before, entry, ...after], templateBook);
      return {
        before: presented.slice(0, before.length),
        entry: presented[before.length]!,
        after: presented.slice(before.length + 1),
        has_more_before: found.hasMoreBefore,
        has_more_after: found.hasMoreAfter,
      };
    },
  );
}
