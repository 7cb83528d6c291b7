import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { type EventStream, openEventStream } from "./event-stream.ts";

interface Watched extends EventStream {
  readonly text: () => string;
  readonly endings: () => number;
}

function open(isStillAllowed: () => Promise<boolean>, heartbeatMs = 5): Watched {
  let endings = 0;
  let text = "";
  const stream = openEventStream({ isStillAllowed, heartbeatMs, onEnd: () => void endings++ });
  stream.body.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
  return { ...stream, text: () => text, endings: () => endings };
}

test("events are sent with their data on one line, and heartbeats between them", async () => {
  const stream = open(async () => true);
  stream.send({ event: "file", data: { name: "two\nlines" } });
  await expect.poll(stream.text).toContain(": still here\n\n");
  expect(stream.text()).toMatch(/^retry: 3000\n\nevent: file\ndata: \{"name":"two\\nlines"\}\n\n/);
  stream.end();
  stream.end();
  await once(stream.body, "close");
  stream.send({ event: "file", data: {} });
  expect(stream.endings()).toBe(1);
});

test("a stream ends when whoever asked for it may have it no longer, but not because that cannot be told", async () => {
  let answer: () => Promise<boolean> = () => Promise.reject(new Error("the catalog is away"));
  const stream = open(() => answer());
  await sleep(30);
  expect(stream.body.destroyed).toBe(false);
  answer = async () => false;
  await once(stream.body, "close");
  expect(stream.text()).toMatch(/event: signed_out\ndata: \{\}\n\n$/);
  expect(stream.endings()).toBe(1);
});

test("a client that reads nothing is cut off before it fills the memory", () => {
  let endings = 0;
  const stream = openEventStream({
    isStillAllowed: async () => true,
    heartbeatMs: 60_000,
    onEnd: () => void endings++,
  });
  const data = "x".repeat(100_000);
  for (let i = 0; i < 1000; i++) stream.send({ event: "file", data });
  expect(stream.body.destroyed).toBe(true);
  expect(stream.body.readableLength).toBeLessThan(2_000_000);
});
