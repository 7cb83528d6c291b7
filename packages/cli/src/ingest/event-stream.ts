/** A server-sent event. */
export interface ServerSentEvent {
  readonly event: string;
  readonly data: string;
}

/** More in one event is no event of ours. */
const MAX_EVENT_LENGTH = 64 * 1024 * 1024;

/**
 * The events of a response of type text/event-stream, as the HTML standard (9.2.6) has them; ids and retry times are
 * left out. Ends when the response does.
 */
export async function* readEvents(body: AsyncIterable<Uint8Array>): AsyncGenerator<ServerSentEvent> {
  const decoder = new TextDecoder();
  let rest = "";
  let event = "";
  let data: string[] = [];
  for await (const chunk of body) {
    rest += decoder.decode(chunk, { stream: true });
    if (rest.length > MAX_EVENT_LENGTH) throw new Error("The server's events are not understood.");
    // A carriage return at the end may be the half of a line end.
    const lines = rest.split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop()!;
    for (const line of lines) {
      if (line === "") {
        if (data.length > 0) yield { event: event || "message", data: data.join("\n") };
        event = "";
        data = [];
        continue;
      }
      const [, field, value = ""] = /^([^:]*)(?:: ?(.*))?$/.exec(line)!;
      if (field === "event") event = value;
      if (field === "data") data.push(value);
    }
  }
}
