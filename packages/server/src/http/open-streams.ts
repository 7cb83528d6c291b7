import type { FastifyRequest } from "fastify";
import type { EventStream } from "./event-stream.ts";
import { HttpProblem } from "./problems.ts";
import { SESSION_COOKIE } from "./session-cookie.ts";

/** Streams that are open: so many at most, and none that outlives its session. */
export interface OpenStreams {
  /** @throws HttpProblem if there are too many */
  requireRoom(): void;
  add(stream: EventStream, request: FastifyRequest): void;
  remove(stream: EventStream): void;
  /** Ends the streams that were asked for with the session cookie of this request. */
  endSession(request: FastifyRequest): void;
  endAll(): void;
}

const MAX_STREAMS = 200;

export function createOpenStreams(): OpenStreams {
  const sessionOf = new Map<EventStream, string | undefined>();
  return {
    requireRoom() {
      if (sessionOf.size < MAX_STREAMS) return;
      throw new HttpProblem(503, "too_many_streams", "Too many clients follow what happens; ask for it instead.");
    },
    add: (stream, request) => void sessionOf.set(stream, request.cookies[SESSION_COOKIE]),
    remove: (stream) => void sessionOf.delete(stream),
    endSession(request) {
      const session = request.cookies[SESSION_COOKIE];
      if (session === undefined) return;
      for (const [stream, its] of sessionOf) if (its === session) stream.end();
    },
    endAll() {
      for (const stream of sessionOf.keys()) stream.end();
    },
  };
}
