import type { FastifyReply, FastifyRequest } from "fastify";
import type { Access } from "./access.ts";
import { EVENT_STREAM_TYPE, type EventStream, openEventStream } from "./event-stream.ts";
import type { OpenStreams } from "./open-streams.ts";

interface ServerSentEvent {
  readonly event: string;
  readonly data: unknown;
}

interface EventSource {
  readonly access: Access;
  readonly streams: OpenStreams;
  /** Begins to give events; returns how to end it. */
  readonly listen: (listener: (event: ServerSentEvent) => void) => Promise<() => void>;
}

const HEARTBEAT_MS = 10_000;

/**
 * Answers with what `listen` gives, until the client leaves or is signed out.
 * @throws HttpProblem if there are too many streams
 */
export async function sendEventStream(
  request: FastifyRequest,
  reply: FastifyReply,
  { access, streams, listen }: EventSource,
): Promise<FastifyReply> {
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
    const stop = await listen((event) => stream.send(event));
    if (stream.body.destroyed) stop();
    else stopListening = stop;
  } catch (error) {
    stream.body.destroy();
    throw error;
  }
  // Some proxies collect an answer before they pass it on, unless they are told not to.
  reply.header("x-accel-buffering", "no").header("cache-control", "no-store").type(EVENT_STREAM_TYPE);
  return reply.send(stream.body);
}
