import { idParams, logFile, reprocessRequest } from "@faultline/contract";
import type { AuditLog, LogFile } from "@faultline/storage";
import { z } from "zod";
import { type Access, userOf } from "../http/access.ts";
import { ANY_CREDENTIAL, problems } from "../http/documentation.ts";
import type { HttpApp } from "../http/http-app.ts";
import { notFound } from "../http/problems.ts";
import type { FileLifecycle } from "../ingestion/file-lifecycle.ts";
import type { PresentFile } from "./present-file.ts";

interface Services {
  readonly access: Access;
  readonly lifecycle: FileLifecycle;
  readonly present: PresentFile;
  readonly audit: AuditLog;
}

const common = { tags: ["logs"], security: ANY_CREDENTIAL, params: idParams };
const changed = { 200: logFile, ...problems(401, 403, 404, 409, 422) };

export function addFileActionRoutes(app: HttpApp, { access, lifecycle, present, audit }: Services): void {
  app.post(
    "/logs/files/:id/retry",
    {
      schema: { ...common, summary: "Read a failed file on from where it stopped", response: changed },
      onRequest: access.adminOnly,
    },
    async (request) => {
      const file = found(await lifecycle.retry(request.params.id), request.params.id);
      await audit.record({ action: "file_retried", userId: userOf(request).id, detail: { file: file.id } });
      return present(file);
    },
  );

  app.post(
    "/logs/files/:id/cancel",
    {
      schema: { ...common, summary: "Give up a file that waits or is read", response: changed },
      onRequest: access.adminOnly,
    },
    async (request) => {
      const user = userOf(request);
      const file = found(await lifecycle.cancel(request.params.id, user.username), request.params.id);
      await audit.record({ action: "file_cancelled", userId: user.id, detail: { file: file.id } });
      return present(file);
    },
  );

  app.post(
    "/logs/files/:id/reprocess",
    {
      schema: {
        ...common,
        summary: "Delete a file's entries and read it again from its start",
        description: "Of an archive, all its members. A `time_zone` is the file's from now on.",
        body: reprocessRequest,
        response: changed,
      },
      onRequest: access.adminOnly,
    },
    async (request) => {
      const timeZone = request.body?.time_zone;
      const file = found(await lifecycle.reprocess(request.params.id, timeZone), request.params.id);
      const detail = { file: file.id, time_zone: timeZone };
      await audit.record({ action: "file_reprocessed", userId: userOf(request).id, detail });
      return present(file);
    },
  );

  app.delete(
    "/logs/files/:id",
    {
      schema: {
        ...common,
        summary: "Delete a file with its entries, its bytes, and the members of an archive",
        response: { 204: z.null(), ...problems(401, 403, 404, 422) },
      },
      onRequest: access.adminOnly,
    },
    async (request, reply) => {
      const { id, filename } = found(await lifecycle.delete(request.params.id), request.params.id);
      await audit.record({ action: "file_deleted", userId: userOf(request).id, detail: { file: id, filename } });
      return reply.code(204).send(null);
    },
  );
}

function found(file: LogFile | null, id: number): LogFile {
  if (!file) throw notFound("file", id);
  return file;
}
