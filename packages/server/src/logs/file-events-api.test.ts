import { setTimeout as sleep } from "node:timers/promises";
import type { FileEvent } from "@faultline/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeLogCorpus } from "../testing/log-corpus.ts";
import type { TestClient } from "../testing/test-client.ts";
import { ADMIN, startTestServer, type TestServer } from "../testing/test-server.ts";

let running: TestServer;
let admin: TestClient;

beforeAll(async () => {
  running = await startTestServer();
  admin = await running.client.signIn(ADMIN);
});
afterAll(() => running.stop());

interface Followed {
  readonly status: number;
  readonly events: FileEvent[];
  isOver(): boolean;
  close(): void;
}

async function follow(headers: Readonly<Record<string, string>>): Promise<Followed> {
  const abort = new AbortController();
  const response = await fetch(`${running.server.address}/logs/files/events`, { headers, signal: abort.signal });
  const events: FileEvent[] = [];
  let isOver = false;
  const read = async (): Promise<void> => {
    let text = "";
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      const ends = text.lastIndexOf("\n\n");
      for (const block of text.slice(0, Math.max(0, ends)).split("\n\n")) {
        const [, event, data] = /^event: (\w+)\ndata: (.*)$/.exec(block) ?? [];
        if (event && data) events.push({ event, data: JSON.parse(data) } as FileEvent);
      }
      text = text.slice(ends < 0 ? 0 : ends + 2);
    }
  };
  void read()
    .catch(() => undefined)
    .finally(() => (isOver = true));
  return { status: response.status, events, isOver: () => isOver, close: () => abort.abort() };
}

async function apiKey(): Promise<{ "x-api-key": string }> {
  return { "x-api-key": (await admin.post("/auth/api-keys", { name: "follower" })).body.raw_key };
}

async function session(): Promise<{ cookie: string }> {
  const answer = await running.client.with({ "x-requested-with": "faultline" }).post("/auth/session", ADMIN);
  return { cookie: answer.headers.get("set-cookie")!.split(";")[0]! };
}

const filesOf = ({ events }: Followed) => events.flatMap((each) => (each.event === "file" ? [each.data] : []));

test("who follows the files gets them as they are, then what becomes of them", async () => {
  const before = await admin.uploadAndRead("before.log", "2026-03-14T09:00:00Z INFO shop before\n");
  const followed = await follow(await apiKey());
  expect(followed.status).toBe(200);
  await expect.poll(() => followed.events.length).toBe(1);
  expect(followed.events[0]).toEqual({ event: "files", data: { items: [before] } });

  const corpus = makeLogCorpus(60_000);
  const after = await admin.uploadAndRead("after.log", corpus.text);
  await expect.poll(() => filesOf(followed).at(-1)).toEqual(after);
  expect(new Set(filesOf(followed).map(({ id }) => id))).toEqual(new Set([after.id]));

  await admin.delete(`/logs/files/${before.id}`);
  await expect.poll(() => followed.events.at(-1)).toEqual({ event: "deleted", data: { id: before.id } });
  followed.close();
});

test("changes are told at most about four times a second", async () => {
  const followed = await follow(await apiKey());
  await expect.poll(() => followed.events.length).toBe(1);
  const started = Date.now();
  await Promise.all(
    Array.from({ length: 12 }, (_, i) => admin.uploadAndRead(`${i}.log`, `2026-03-14T09:00:00Z INFO shop ${i}\n`)),
  );
  await sleep(300);
  const looks = Math.ceil((Date.now() - started) / 250) + 1;
  const one = Math.min(...filesOf(followed).map(({ id }) => id));
  expect(filesOf(followed).filter(({ id }) => id === one).length).toBeLessThanOrEqual(looks);
  followed.close();
});

test("a stream ends when its session is signed out, and that of another credential does not", async () => {
  const [leaving, staying] = [await session(), await apiKey()];
  const [ended, kept] = [await follow(leaving), await follow(staying)];
  await expect.poll(() => ended.events.length + kept.events.length).toBe(2);
  await running.client.with({ ...leaving, "x-requested-with": "faultline" }).delete("/auth/session");
  await expect.poll(ended.isOver).toBe(true);
  expect(kept.isOver()).toBe(false);
  kept.close();
  expect((await running.client.get("/logs/files/events")).status).toBe(401);
});
