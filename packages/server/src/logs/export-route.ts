import { Readable } from "node:stream";
import { exportQuery } from "@faultline/contract";
import { z } from "zod";
import type { Access } from "../http/access.ts";
import { ANY_CREDENTIAL, problems } from "../http/documentation.ts";
import type { HttpApp } from "../http/http-app.ts";
import { entryFilterOf, type FilterSources } from "./entry-filter.ts";
import { EXPORT_FORMATS, exportText } from "./entry-export.ts";

interface Services extends FilterSources {
  readonly access: Access;
}

const text = z.unknown().meta({ type: "string" });

export function addExportRoute(app: HttpApp, { access, files, events, runs, templateBook }: Services): void {
  app.get(
    "/logs/export",
    {
      schema: {
        tags: ["logs"],
        security: ANY_CREDENTIAL,
        summary: "All entries that match, newest first, as CSV or as JSON on lines",
        description:
          "In CSV a cell that a spreadsheet would take for a formula begins with an apostrophe. If the answer ends " +
          "without its last chunk, something went wrong on the way.",
        querystring: exportQuery,
        response: {
          200: {
            description: "The entries",
            content: { "text/csv": { schema: text }, "application/x-ndjson": { schema: text } },
          },
          ...problems(401, 422),
        },
      },
      onRequest: access.signedIn,
    },
    async (request, reply) => {
      const { format: name } = request.query;
      const format = EXPORT_FORMATS[name];
      const [filter, origins] = await Promise.all([
        entryFilterOf(request.query, { files, events, runs, templateBook }),
        files.listOrigins(),
      ]);
      // A page is read when the one before it has been taken; when the client goes, the next is not read.
      const body = Readable.from(exportText(events.exportEntries(filter), format, { origins, templateBook }), {
        highWaterMark: 1,
      });
      return reply
        .type(format.mediaType)
        .header("content-disposition", `attachment; filename="logs.${name}"`)
        .header("cache-control", "no-store")
        .send(body);
    },
  );
}
