import { idParams, listFilesQuery, logFile, logFilePage } from "@faultline/contract";
import type { FileStore } from "@faultline/storage";
import type { Access } from "../http/access.ts";
import type { HttpApp } from "../http/http-app.ts";
import { ANY_CREDENTIAL, problems } from "../http/documentation.ts";
import { notFound } from "../http/problems.ts";
import type { PresentFile } from "./present-file.ts";

interface Services {
  readonly access: Access;
  readonly files: FileStore;
  readonly present: PresentFile;
}

const common = { tags: ["logs"], security: ANY_CREDENTIAL };

export function addFileRoutes(app: HttpApp, { access, files, present }: Services): void {
  app.get(
    "/logs/files",
    {
      schema: {
        ...common,
        summary: "List files, newest first",
        querystring: listFilesQuery,
        response: { 200: logFilePage, ...problems(401, 422) },
      },
      onRequest: access.signedIn,
    },
    async (request) => {
      const { status, archive_id: archiveId, top_level: isTopLevel, content_sha256, q, ...page } = request.query;
      const filter = { status, archiveId, isTopLevel, contentSha256: content_sha256, inFilename: q };
      const { items, total } = await files.list(filter, page);
      return { items: items.map(present), total, ...page };
    },
  );

  app.get(
    "/logs/files/:id",
    {
      schema: {
        ...common,
        summary: "One file, and how far its reading is",
        params: idParams,
        response: { 200: logFile, ...problems(401, 404, 422) },
      },
      onRequest: access.signedIn,
    },
    async (request) => {
      const file = await files.findById(request.params.id);
      if (!file) throw notFound("file", request.params.id);
      return present(file);
    },
  );
}
