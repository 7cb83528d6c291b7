import { readdirSync } from "node:fs";
import { rename } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startClickHouseNode, type TestServer as EngineNode } from "@faultline/storage/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { randomOf } from "../input/testing/random.ts";
import { type LogCorpus, makeLogCorpus } from "../testing/log-corpus.ts";
import { type OutageProxy, startOutageProxy } from "../testing/outage-proxy.ts";
import type { TestClient } from "../testing/test-client.ts";
import { beginUpload } from "../testing/slow-upload.ts";
import { ADMIN, startTestServer, type TestServer } from "../testing/test-server.ts";

let engine: EngineNode;
let proxy: OutageProxy;
let running: TestServer;
let admin: TestClient;
beforeAll(async () => {
  engine = await startClickHouseNode();
  proxy = await startOutageProxy(engine.url);
  running = await startTestServer({ variables: { CLICKHOUSE_URL: proxy.url } });
  admin = await running.client.signIn(ADMIN);
}, 120_000);
afterAll(async () => {
  await running.stop();
  await proxy.close();
  await engine.stop();
});

const HINT = "What was received is kept: retry reads on from where it stopped.";

/** Of about five blocks. */
const corpus = makeLogCorpus(400_000);

async function upload(source: string, { text }: LogCorpus): Promise<number> {
  const { body } = await admin.upload(`${source}.log`, text, { source, allow_duplicate: "true" });
  return body.log_file_id;
}

async function whenBegun(fileId: number): Promise<void> {
  const bytesRead = async () => (await admin.get(`/logs/files/${fileId}`)).body.processed_bytes;
  await expect.poll(bytesRead, { timeout: 60_000, interval: 5 }).toBeGreaterThan(0);
}

async function expectWhole(fileId: number, source: string): Promise<void> {
  const { body: file } = await admin.get(`/logs/files/${fileId}`);
  expect(file).toMatchObject({ status: "processed", error: null, total_lines: corpus.lines, attempt: 0 });
  const { body: summary } = await admin.get(`/stats/summary?source=${source}`);
  const levels = summary.level_breakdown.map(({ level, count }: any) => [level, count]);
  expect(Object.fromEntries(levels)).toEqual(corpus.levels);
  expect((await admin.get(`/logs?source=${source}&limit=1`)).body.total).toBe(corpus.entries);
  expect((await admin.get(`/logs/files/${fileId}/raw`)).body === corpus.text).toBe(true);
}

test("a file that is read while the engine comes and goes is stored whole, each line once", async () => {
  const random = randomOf(1);
  const fileId = await upload("flapping", corpus);
  await whenBegun(fileId);
  // A block is tried six times.
  for (let outage = 0; outage < 5; outage++) {
    proxy.cut();
    await sleep(random() * 400);
    proxy.restore();
    await sleep(random() * 1000);
  }
  await admin.whenRead(fileId);
  await expectWhole(fileId, "flapping");
}, 200_000);

test("blocks that were read while a file came in are stored whole, each line once, while the engine comes and goes", async () => {
  const { body: login } = await running.client.post("/auth/login", ADMIN);
  const content = Buffer.from(corpus.text);
  const most = Math.floor(content.length * 0.9);
  const upload = beginUpload(admin.address, `Bearer ${login.access_token}`, content.subarray(0, most), "ahead.log");
  const ahead = () => readdirSync(join(running.dataDirectory, "spool")).filter((name) => name.startsWith("ahead-"));
  await expect.poll(() => ahead().length, { timeout: 60_000 }).toBeGreaterThan(2);
  proxy.cut();
  const { body } = await upload.finish(content.subarray(most), { source: "ahead", allow_duplicate: "true" });
  for (let outage = 0; outage < 3; outage++) {
    await sleep(300);
    expect(ahead().length).toBeGreaterThan(0);
    proxy.restore();
    await sleep(100);
    proxy.cut();
  }
  proxy.restore();
  await admin.whenRead(body.log_file_id);
  await expectWhole(body.log_file_id, "ahead");
  await expect.poll(ahead).toEqual([]);
}, 200_000);

test("a file whose engine stays away fails with the cause, and a retry reads it on to its end, each line once", async () => {
  const fileId = await upload("away", corpus);
  await whenBegun(fileId);
  proxy.cut();
  expect(await admin.whenRead(fileId)).toMatchObject({
    status: "failed",
    error: `The store of log entries does not answer. ${HINT}`,
  });
  proxy.restore();
  const { processed_bytes: before } = (await admin.get(`/logs/files/${fileId}`)).body;
  expect(before).toBeGreaterThan(0);
  expect(before).toBeLessThan(corpus.text.length);
  expect((await admin.post(`/logs/files/${fileId}/retry`)).status).toBe(200);
  await admin.whenRead(fileId);
  await expectWhole(fileId, "away");
}, 200_000);

test("a file whose bytes are gone from the spool fails with the cause, the others are read, and a retry reads it once they are back", async () => {
  const spooled = (fileId: number): string => join(running.dataDirectory, "spool", `file-${fileId}`);
  const fileId = await upload("gone", corpus);
  await whenBegun(fileId);
  await admin.post(`/logs/files/${fileId}/cancel`);
  await rename(spooled(fileId), `${spooled(fileId)}-elsewhere`);
  const other = await admin.uploadAndRead("other.log", "2026-03-14T09:00:00Z INFO shop-api ok\n");
  expect(other).toMatchObject({ status: "processed", total_lines: 1 });
  expect((await admin.post(`/logs/files/${fileId}/retry`)).body.detail).toMatch(/bytes of the file are not on this/);
  await rename(`${spooled(fileId)}-elsewhere`, spooled(fileId));
  expect((await admin.post(`/logs/files/${fileId}/retry`)).status).toBe(200);
  await admin.whenRead(fileId);
  await expectWhole(fileId, "gone");
}, 200_000);
