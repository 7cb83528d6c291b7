import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { beginUpload as beginSlowUpload } from "../testing/slow-upload.ts";
import { makeLogCorpus } from "../testing/log-corpus.ts";
import type { TestClient } from "../testing/test-client.ts";
import { ADMIN, startTestServer, type TestServer } from "../testing/test-server.ts";
import { AHEAD_LIMITS } from "./upload-ahead.ts";

let running: TestServer;
let admin: TestClient;
let authorization: string;

beforeAll(async () => {
  running = await startTestServer({ variables: { MAX_UPLOAD_MB: "12" } });
  admin = await running.client.signIn(ADMIN);
  authorization = `Bearer ${(await running.client.post("/auth/login", ADMIN)).body.access_token}`;
});
afterAll(() => running.stop());

const spooled = (): string[] => readdirSync(join(running.dataDirectory, "spool"));
const aheadBlocks = (): string[] => spooled().filter((name) => name.startsWith("ahead-"));
const MOST_OF_IT = 0.9;

/** An upload that has sent most of its file, which is being read, and waits to send the rest. */
async function beginUpload(bytes: Buffer, name?: string) {
  const sent = Math.floor(bytes.length * MOST_OF_IT);
  const upload = beginSlowUpload(admin.address, authorization, bytes.subarray(0, sent), name);
  await expect.poll(() => aheadBlocks().length, { timeout: 20_000 }).toBeGreaterThan(0);
  return { rest: bytes.subarray(sent), upload };
}

const seen = async () => ({
  files: (await admin.get("/logs/files")).body.total,
  entries: (await admin.get("/logs?limit=1")).body.total,
  summary: (await admin.get("/stats/summary")).body,
});

const corpus = makeLogCorpus(120_000);
const content = Buffer.from(corpus.text);
let firstId: number;

test("a large file is read while it comes in; nothing of it is seen before it is accepted, and all of it once afterwards", async () => {
  expect(content.length * MOST_OF_IT).toBeGreaterThan(AHEAD_LIMITS.fromBytes);
  const before = await seen();
  const { rest, upload } = await beginUpload(content);
  expect(await seen()).toEqual(before);
  const { status, body } = await upload.finish(rest);
  expect(status).toBe(200);
  firstId = body.log_file_id;
  expect(await admin.whenRead(firstId)).toMatchObject({
    status: "processed",
    total_lines: corpus.lines,
    parsed_entries: corpus.entries,
    processed_bytes: content.length,
  });
  const { body: summary } = await admin.get(`/stats/summary?file_id=${firstId}`);
  const levels = summary.level_breakdown.map(({ level, count }: any) => [level, count]);
  expect(Object.fromEntries(levels)).toEqual(corpus.levels);
  const services = summary.top_services.map(({ service, count }: any) => [service, count]);
  expect(Object.fromEntries(services)).toEqual(corpus.services);
  const raw = await fetch(`${admin.address}/logs/files/${firstId}/raw`, { headers: { authorization } });
  expect(Buffer.from(await raw.arrayBuffer()).equals(content)).toBe(true);
  await expect.poll(spooled).toEqual([]);
});

test("of a file that was taken in before nothing is left", async () => {
  const before = await seen();
  const { rest, upload } = await beginUpload(content);
  const { status, body } = await upload.finish(rest);
  expect(status).toBe(409);
  expect(body).toMatchObject({ code: "duplicate_content", log_file_id: firstId });
  await expect.poll(spooled).toEqual([]);
  expect(await seen()).toEqual(before);
});

test("of an upload that the client breaks off nothing is left", async () => {
  const before = await seen();
  const { upload } = await beginUpload(content);
  upload.breakOff();
  await expect.poll(spooled).toEqual([]);
  expect(await seen()).toEqual(before);
});

test("of an upload that turns out too large, or has a wrong field, nothing is left", async () => {
  const before = await seen();
  const tooLarge = await beginUpload(content);
  const rest = Buffer.alloc(8 * 1024 * 1024, "one more line\n");
  expect((await tooLarge.upload.finish(rest)).status).toBe(413);
  await expect.poll(spooled).toEqual([]);
  const wrong = await beginUpload(content);
  expect((await wrong.upload.finish(wrong.rest, { modified_at: "yesterday" })).status).toBe(422);
  await expect.poll(spooled).toEqual([]);
  expect(await seen()).toEqual(before);
});

test("what is told after the file holds for all of it", async () => {
  const local = Buffer.from(corpus.text.replaceAll("Z ", " "));
  const { rest, upload } = await beginUpload(local);
  const { body } = await upload.finish(rest, { time_zone: "+02:00" });
  const file = await admin.whenRead(body.log_file_id);
  expect(file).toMatchObject({ status: "processed", parsed_entries: corpus.entries });
  expect(file.first_timestamp).toBe("2026-03-14T07:00:00.000Z");
  expect((await admin.get(`/logs?file_id=${file.id}&limit=1`)).body.total).toBe(corpus.entries);
  await expect.poll(spooled).toEqual([]);
});

test("a small file is not read before it is all here", async () => {
  const ids = [];
  for (const name of ["one", "two", "three"]) ids.push((await admin.uploadAndRead(`${name}.log`, `${name}\n`)).id);
  // No id was reserved.
  expect(ids[2]! - ids[0]!).toBe(2);
});

test("of two large files that come in at once each is read whole", async () => {
  const other = makeLogCorpus(130_000);
  const [one, two] = [await beginUpload(Buffer.from(corpus.text)), await beginUpload(Buffer.from(other.text))];
  const answers = [await two.upload.finish(two.rest), await one.upload.finish(one.rest, { allow_duplicate: "true" })];
  const [ofOther, ofCorpus] = await Promise.all(answers.map(({ body }) => admin.whenRead(body.log_file_id)));
  expect(ofOther).toMatchObject({ status: "processed", parsed_entries: other.entries });
  expect(ofCorpus).toMatchObject({ status: "processed", parsed_entries: corpus.entries });
  for (const file of [ofOther, ofCorpus])
    expect((await admin.get(`/logs?file_id=${file.id}&limit=1`)).body.total).toBe(file.parsed_entries);
  await expect.poll(spooled).toEqual([]);
});
