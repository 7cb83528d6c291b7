import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Run, RunEvent } from "@faultline/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { TestClient } from "../testing/test-client.ts";
import { ADMIN, startTestServer, type TestServer } from "../testing/test-server.ts";

let running: TestServer;
let admin: TestClient;

const dataDirectory = mkdtempSync(join(tmpdir(), "faultline-runs-"));

async function start(auto: "on" | "off"): Promise<void> {
  running = await startTestServer({ variables: { FAULTLINE_AUTO_ANALYTICS: auto }, dataDirectory });
  admin = await running.client.signIn(ADMIN);
}

beforeAll(() => start("on"));
afterAll(async () => {
  await running.stop();
  rmSync(dataDirectory, { recursive: true });
});

/** The events as they come, until the test is over. */
async function follow(): Promise<RunEvent[]> {
  const { body: key } = await admin.post("/auth/api-keys", { name: "follower" });
  const response = await fetch(`${running.server.address}/analytics/runs/events`, {
    headers: { "x-api-key": key.raw_key },
  });
  expect(response.headers.get("content-type")).toMatch(/^text\/event-stream/);
  const events: RunEvent[] = [];
  const read = async (): Promise<void> => {
    let text = "";
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      const blocks = (text + chunk).split("\n\n");
      text = blocks.pop()!;
      for (const block of blocks) {
        const [, event, data] = /^event: (\w+)\ndata: (.*)$/.exec(block) ?? [];
        if (event && data) events.push({ event, data: JSON.parse(data) } as RunEvent);
      }
    }
  };
  void read().catch(() => undefined);
  return events;
}

const runsIn = (events: readonly RunEvent[]): Run[] =>
  events.flatMap((each) => (each.event === "run" ? [each.data] : []));

test("once files have been read and no more follow, a run begins by itself, and those who follow the runs hear of it", async () => {
  const events = await follow();
  await expect.poll(() => events.length).toBe(1);
  expect(events[0]).toEqual({ event: "runs", data: { items: [] } });
  await admin.uploadAndRead("one.log", "2026-03-14T09:00:00Z ERROR shop first\n");
  await admin.uploadAndRead("two.log", "2026-03-14T09:01:00Z ERROR shop second\n");
  await expect.poll(() => runsIn(events).at(-1)?.status, { timeout: 50_000 }).toBe("completed");
  const { body: runs } = await admin.get("/analytics/runs");
  expect(runs.items).toEqual([runsIn(events).at(-1)]);
  expect(runs.items[0]).toMatchObject({ trigger: "ingestion", entry_count: 2, cluster_count: 2 });
});

test("the stream is for those who are signed in", async () => {
  expect((await running.client.get("/analytics/runs/events")).status).toBe(401);
});

test("files that were read before the server ended, and no run began after, are taken up by one after the start", async () => {
  await running.stop();
  await start("off");
  await admin.uploadAndRead("three.log", "2026-03-14T09:02:00Z ERROR shop third\n");
  await running.stop();
  await start("on");
  const newest = async (): Promise<Run> => (await admin.get("/analytics/runs?limit=1")).body.items[0];
  await expect.poll(async () => (await newest()).entry_count, { timeout: 50_000 }).toBe(3);
  expect(await newest()).toMatchObject({ trigger: "ingestion", status: "completed" });
});
