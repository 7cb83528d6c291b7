import { runEvent } from "@faultline/contract";
import { z } from "zod";
import type { Access } from "../http/access.ts";
import { ANY_CREDENTIAL, problems } from "../http/documentation.ts";
import { sendEventStream } from "../http/send-event-stream.ts";
import type { HttpApp } from "../http/http-app.ts";
import type { OpenStreams } from "../http/open-streams.ts";
import type { RunChanges } from "./run-changes.ts";

interface Services {
  readonly access: Access;
  readonly changes: RunChanges;
  readonly streams: OpenStreams;
}

/** What is sent is a stream of events, so this only documents them. */
const { $schema: _, ...eventSchema } = z.toJSONSchema(runEvent, { io: "input" });
const events = z.unknown().meta(eventSchema);

export function addRunEventsRoute(app: HttpApp, { access, changes, streams }: Services): void {
  app.get(
    "/analytics/runs/events",
    {
      schema: {
        tags: ["analytics"],
        security: ANY_CREDENTIAL,
        summary: "Follow the runs: server-sent events",
        description:
          "First `runs`, the newest ones; then `run` for each that is new or has changed. The stream ends when who asked " +
          "for it is signed out.",
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
