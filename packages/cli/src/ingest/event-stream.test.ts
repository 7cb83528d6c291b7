import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readEvents, type ServerSentEvent } from "./event-stream.ts";

async function read(text: string, cuts: readonly number[] = []): Promise<ServerSentEvent[]> {
  const bytes = new TextEncoder().encode(text);
  const ends = [...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  async function* chunks() {
    let start = 0;
    for (const end of ends) {
      yield bytes.subarray(start, end);
      start = end;
    }
  }
  const events: ServerSentEvent[] = [];
  for await (const event of readEvents(chunks())) events.push(event);
  return events;
}

const STREAM =
  ': hello\r\n\r\nevent: file\r\ndata: {"name":\r\ndata: "Größe"}\r\nid: 7\r\n\r\ndata:plain\n\nevent: cut\ndata: off\n';
const EVENTS = [
  { event: "file", data: '{"name":\n"Größe"}' },
  { event: "message", data: "plain" },
];

describe("server-sent events", () => {
  test("are read with their type and all their data; one that is cut off is none", async () => {
    expect(await read(STREAM)).toEqual(EVENTS);
  });

  test("do not depend on how the bytes arrive", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(200), { maxLength: 12 }), async (cuts) => {
        expect(await read(STREAM, cuts)).toEqual(EVENTS);
      }),
      { numRuns: 50 },
    );
  });
});
