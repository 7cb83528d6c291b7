import { Readable } from "node:stream";

/** Server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html) to one client. */
export interface EventStream {
  /** The body of the answer. */
  readonly body: Readable;
  send(event: { readonly event: string; readonly data: unknown }): void;
  end(): void;
}

export interface EventStreamOptions {
  /** Asked at each heartbeat: whether who asked for the stream may still have it. */
  readonly isStillAllowed: () => Promise<boolean>;
  /** Called once when the stream is over, whoever ended it. */
  readonly onEnd: () => void;
  readonly heartbeatMs: number;
}

export const EVENT_STREAM_TYPE = "text/event-stream; charset=utf-8";
/** After a lost connection a client waits so long before it connects again. */
const RECONNECT_MS = 3000;
/** A client that leaves so much unread is cut off; it connects again and gets the state as it is then. */
const MAX_UNREAD_BYTES = 1024 * 1024;

export function openEventStream({ isStillAllowed, onEnd, heartbeatMs }: EventStreamOptions): EventStream {
  const body = new Readable({ read: () => undefined });
  const push = (text: string): void => {
    if (body.destroyed || body.readableEnded) return;
    if (body.readableLength > MAX_UNREAD_BYTES) body.destroy();
    else body.push(text);
  };
  const end = (): void => {
    clearInterval(heartbeat);
    if (!body.destroyed) body.push(null);
  };
  const beat = async (): Promise<void> => {
    // If it cannot be told, the next heartbeat tells.
    const isAllowed = await isStillAllowed().catch(() => true);
    if (isAllowed) return push(": still here\n\n");
    push("event: signed_out\ndata: {}\n\n");
    end();
  };
  const heartbeat = setInterval(() => void beat(), heartbeatMs);
  body.once("close", () => {
    clearInterval(heartbeat);
    onEnd();
  });
  push(`retry: ${RECONNECT_MS}\n\n`);
  return {
    body,
    send: ({ event, data }) => push(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
    end,
  };
}
