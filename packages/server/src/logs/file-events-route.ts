import { fileEvent } from "@faultline/contract";
import { z } from "zod";
import type { Access } from "../http/access.ts";
import { ANY_CREDENTIAL, problems } from "../http/documentation.ts";
import { EVENT_STREAM_TYPE, type EventStream, openEventStream } from "../http/event-stream.ts";
import type { HttpApp } from "../http/http-app.ts";
import type { OpenStreams } from "../http/open-streams.ts";
import type { FileChanges } from "./file-changes.ts";

interface Services {
  readonly access: Access;
  readonly changes: FileChanges;
  readonly streams: OpenStreams;
}

const HEARTBEAT_MS = 10_000;

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
    async (request, reply) => {
      streams.requireRoom();
      let stopListening = (): void => undefined;
      const stream: EventStream = openEventStream({
        isStillAllowed: () => access.isStillSignedIn(request),
        heartbeatMs: HEARTBEAT_MS,
        onEnd() {
          streams.remove(stream);
          stopListening();
        },
      });
      streams.add(stream, request);
      try {
        const stop = await changes.listen((event) => stream.send(event));
        if (stream.body.destroyed) stop();
        else stopListening = stop;
      } catch (error) {
        stream.body.destroy();
        throw error;
      }
      // Some proxies collect an answer before they pass it on, unless they are told not to.
      reply.header("x-accel-buffering", "no").header("cache-control", "no-store").type(EVENT_STREAM_TYPE);
      return reply.send(stream.body);
    },
  );
}
