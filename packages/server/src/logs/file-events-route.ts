import { fileEvent } from "@faultline/contract";
import { z } from "zod";
import type { Access } from "../http/access.ts";
import { ANY_CREDENTIAL, problems } from "../http/documentation.ts";
import type { HttpApp } from "../http/http-app.ts";
import type { OpenStreams } from "../http/open-streams.ts";
import { sendEventStream } from "../http/send-event-stream.ts";
import type { FileChanges } from "./file-changes.ts";

interface Services {
  readonly access: Access;
  readonly changes: FileChanges;
  readonly streams: OpenStreams;
}

/** What is sent is a stream of events, so this only documents them. */
const { $schema: _, ...eventSchema } = z.toJSONSchema(fileEvent, { io: "input" });
const events = z.unknown().meta(eventSchema);

export function addFileEventsRoute(app: HttpApp, { access, changes, streams }: Services): void {
  app.get(
    "/logs/files/events",
    {
      schema: {
        tags: ["logs"],
        security: ANY_CREDENTIAL,
        summary: "Follow the files: server-sent events",
        description:
          "First `files`, those that are read and the newest others; then `file` for each that is new or has changed, " +
          "and `deleted`. At most four times a second. The stream ends when who asked for it is signed out.",
        response: {
          200: { description: "A stream of these", content: { "text/event-stream": { schema: events } } },
          ...problems(401, 503),
        },
      },
      onRequest: access.signedIn,
    },
    (request, reply) => sendEventStream(request, reply, { access, streams, listen: changes.listen }),
  );
}
