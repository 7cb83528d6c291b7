import { listTemplatesQuery, templateDetail, templatePage, templateParams, templateQuery } from "@faultline/contract";
import type { EventStore, FileStore } from "@faultline/storage";
import type { Access } from "../http/access.ts";
import { ANY_CREDENTIAL, problems } from "../http/documentation.ts";
import type { HttpApp } from "../http/http-app.ts";
import { notFound } from "../http/problems.ts";
import type { TemplateBook } from "./template-book.ts";
import { describeTemplate } from "./template-detail.ts";
import { listTemplates } from "./template-list.ts";

interface Services {
  readonly access: Access;
  readonly events: EventStore;
  readonly files: FileStore;
  readonly templateBook: TemplateBook;
}

const common = { tags: ["analytics"], security: ANY_CREDENTIAL };

export function addTemplateRoutes(app: HttpApp, { access, events, files, templateBook: book }: Services): void {
  app.get(
    "/analytics/templates",
    {
      schema: {
        ...common,
        summary: "Kinds of messages, most frequent first, with counts over time",
        description:
          "Messages of one statement are one template, with `<*>` for what differs. Each entry belongs to exactly one, " +
          "and keeps it. A range is rounded out to whole minutes.",
        querystring: listTemplatesQuery,
        response: { 200: templatePage, ...problems(401, 422) },
      },
      onRequest: access.signedIn,
    },
    (request) => listTemplates(request.query, { events, book }),
  );

  app.get(
    "/analytics/templates/:id",
    {
      schema: {
        ...common,
        summary: "A kind of message: where and when it was, and which values its parameters have",
        params: templateParams,
        querystring: templateQuery,
        response: { 200: templateDetail, ...problems(401, 404, 422) },
      },
      onRequest: access.signedIn,
    },
    async (request) => {
      const found = await describeTemplate(request.params.id, request.query, { events, files, book });
      if (!found) throw notFound("template", request.params.id);
      return found;
    },
  );
}
