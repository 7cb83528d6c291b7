import { posix } from "node:path";
import { idParams } from "@faultline/contract";
import type { FileStore } from "@faultline/storage";
import { z } from "zod";
import type { Access } from "../http/access.ts";
import { ANY_CREDENTIAL, problems } from "../http/documentation.ts";
import type { HttpApp } from "../http/http-app.ts";
import { conflict, notFound } from "../http/problems.ts";
import type { OpenRawBytes } from "../ingestion/raw-bytes.ts";

interface Services {
  readonly access: Access;
  readonly files: Pick<FileStore, "findById">;
  readonly openRawBytes: OpenRawBytes;
}

const bytes = z.unknown().meta({ type: "string", format: "binary" });

export function addRawRoute(app: HttpApp, { access, files, openRawBytes }: Services): void {
  app.get(
    "/logs/files/:id/raw",
    {
      schema: {
        tags: ["logs"],
        security: ANY_CREDENTIAL,
        summary: "The bytes of a file as they were uploaded",
        params: idParams,
        response: {
          200: { description: "The bytes", content: { "application/octet-stream": { schema: bytes } } },
          ...problems(401, 404, 409, 422),
        },
      },
      onRequest: access.signedIn,
    },
    async (request, reply) => {
      const file = await files.findById(request.params.id);
      if (!file) throw notFound("file", request.params.id);
      const body = await openRawBytes(file);
      if (!body) throw conflict("bytes_not_kept", "The bytes of the file are not on this server.");
      return reply
        .type("application/octet-stream")
        .header("content-length", file.sizeBytes)
        .header("content-disposition", attachmentOf(file.filename))
        .header("cache-control", "no-store")
        .send(body);
    },
  );
}

/** RFC 6266: the name in UTF-8, and in ASCII for clients that know no better. A member's folders are left off. */
function attachmentOf(filename: string): string {
  const name = posix.basename(filename.replaceAll("\\", "/")) || "log";
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  const encoded = encodeURIComponent(name).replace(/['()*]/g, percentEncoded);
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

function percentEncoded(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
