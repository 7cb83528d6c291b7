import { uploadResponse } from "@faultline/contract";
import type { AuditLog } from "@faultline/storage";
import { z } from "zod";
import { type Access, userOf } from "../http/access.ts";
import type { HttpApp } from "../http/http-app.ts";
import { ANY_CREDENTIAL, problems } from "../http/documentation.ts";
import type { FileIntake } from "../ingestion/file-intake.ts";
import { modifiedAtOf, readUploadForm } from "./upload-form.ts";

interface Services {
  readonly access: Access;
  readonly intake: FileIntake;
  readonly audit: AuditLog;
}

/** The form is read as a stream, so this only documents it. */
const form = z.unknown().meta({
  type: "object",
  required: ["file"],
  properties: {
    file: { type: "string", format: "binary" },
    source: { type: "string", maxLength: 255 },
    environment: { type: "string", maxLength: 255 },
    log_type: { type: "string", maxLength: 255 },
  },
});

export function addUploadRoute(app: HttpApp, { access, intake, audit }: Services): void {
  app.post(
    "/logs/upload",
    {
      schema: {
        tags: ["logs"],
        security: ANY_CREDENTIAL,
        summary: "Upload a log file",
        description:
          "Text in any of the known formats and usual encodings, compressed (gzip, zstd, bzip2, xz, lz4) or in a zip or tar " +
          "archive, whose files become files of their own. It is read after the answer: ask for the file's status.",
        consumes: ["multipart/form-data"],
        body: form,
        response: { 200: uploadResponse, ...problems(400, 401, 403, 409, 413, 422, 503, 507) },
      },
      onRequest: access.adminOnly,
    },
    async (request) => {
      const { received, fields } = await readUploadForm(request, intake);
      const file = await intake.accept(received, {
        source: fields.source || null,
        environment: fields.environment || null,
        logType: fields.log_type || null,
        timeZone: fields.time_zone ?? null,
        allowDuplicate: fields.allow_duplicate ?? false,
        modifiedAt: modifiedAtOf(fields),
      });
      await audit.record({ action: "file_uploaded", userId: userOf(request).id, detail: { file: file.id } });
      return { log_file_id: file.id, status: "uploaded" as const };
    },
  );
}
