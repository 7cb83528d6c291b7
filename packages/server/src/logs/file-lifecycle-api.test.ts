import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeLogCorpus } from "../testing/log-corpus.ts";
import type { TestClient } from "../testing/test-client.ts";
import { ADMIN, startTestServer, type TestServer } from "../testing/test-server.ts";

let running: TestServer;
let admin: TestClient;
let viewer: TestClient;

const VIEWER = { username: "vera", password: "another long password" };

beforeAll(async () => {
  running = await startTestServer();
  admin = await running.client.signIn(ADMIN);
  await admin.post("/auth/users", VIEWER);
  viewer = await running.client.signIn(VIEWER);
});
afterAll(() => running.stop());

const LINE = "2026-03-14T09:00:00Z INFO checkout-api order 1 placed\n";
const spooled = (): string[] => readdirSync(join(running.dataDirectory, "spool"));
const entriesOf = async (id: number): Promise<number> => (await admin.get(`/logs?file_id=${id}&limit=1`)).body.total;
const countedOf = async (id: number): Promise<number> =>
  (await admin.get(`/stats/summary?file_id=${id}`)).body.total_entries;

async function rawOf(id: number): Promise<{ bytes: Buffer; headers: Headers }> {
  const { body } = await running.client.post("/auth/login", VIEWER);
  const headers = { authorization: `Bearer ${body.access_token}` };
  const response = await fetch(`${running.server.address}/logs/files/${id}/raw`, { headers });
  expect(response.status).toBe(200);
  return { bytes: Buffer.from(await response.arrayBuffer()), headers: response.headers };
}

describe("the same content uploaded again", () => {
  test("is refused with the file that has it, and taken if that is wished", async () => {
    const { body: first } = await admin.upload("a.log", `${LINE}twice\n`);
    const again = await admin.upload("b.log", `${LINE}twice\n`);
    expect(again.status).toBe(409);
    expect(again.body).toMatchObject({
      code: "duplicate_content",
      log_file_id: first.log_file_id,
      detail: expect.stringContaining(`"a.log" (file ${first.log_file_id})`),
    });
    const wished = await admin.upload("c.log", `${LINE}twice\n`, { allow_duplicate: "true" });
    expect(wished.status).toBe(200);
    const sha256 = createHash("sha256").update(`${LINE}twice\n`).digest("hex");
    const { body: found } = await viewer.get(`/logs/files?content_sha256=${sha256}`);
    expect(found.items.map((file: any) => file.id)).toEqual([wished.body.log_file_id, first.log_file_id]);
    expect((await admin.upload("c.log", "x\n", { allow_duplicate: "perhaps" })).status).toBe(422);
    await admin.whenRead(wished.body.log_file_id);
    expect(spooled().filter((name) => name.startsWith("incoming-"))).toEqual([]);
  });

  test("is recognised though both come at once, and may be uploaded once the first is deleted", async () => {
    const answers = await Promise.all(
      ["a.log", "b.log", "c.log"].map((name) => admin.upload(name, `${LINE}at once\n`)),
    );
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409, 409]);
    const { log_file_id: id } = answers.find(({ status }) => status === 200)!.body;
    await admin.whenRead(id);
    expect((await admin.delete(`/logs/files/${id}`)).status).toBe(204);
    expect((await admin.upload("d.log", `${LINE}at once\n`)).status).toBe(200);
  });

  test("is no matter for files without content", async () => {
    expect((await admin.upload("empty-1.log", "")).status).toBe(200);
    expect((await admin.upload("empty-2.log", "")).status).toBe(200);
  });
});

describe("the bytes of a file", () => {
  const contents: [string, Buffer][] = [
    ["lines", Buffer.from(`${LINE}raw\n`)],
    ["CRLF lines and lone CRs", Buffer.from("2026-03-14T09:00:00Z INFO shop a\r\nb\rc\r\n\r\n")],
    ["no line end at the end", Buffer.from(`${LINE}the end`)],
    ["bytes that are no UTF-8", Buffer.from([...Buffer.from(LINE), 0xff, 0xfe, 0x80, 0x0a, 0xc3, 0x0a])],
    ["NUL bytes", Buffer.from(`a\0b\0\n\0\0\n${LINE}`)],
    ["stack traces and ANSI colours", Buffer.from(`${LINE}\tat com.example.A.run(A.java:1)\n\x1b[31mred\x1b[0m\n`)],
    ["nothing", Buffer.alloc(0)],
    ["gzip", gzipSync(`${LINE}compressed\n`)],
    ["UTF-16 with a byte order mark", Buffer.from(`\ufeff${LINE}größer\n`, "utf16le")],
    ["a UTF-8 byte order mark", Buffer.from(`\ufeff${LINE}marked\n`)],
  ];
  test.each(contents)("are given back as they were uploaded: %s", async (_, content) => {
    const file = await admin.uploadAndRead("größe (1)'s.log", content);
    const { bytes, headers } = await rawOf(file.id);
    expect(bytes.equals(content)).toBe(true);
    expect(createHash("sha256").update(bytes).digest("hex")).toBe(file.content_sha256);
    expect(headers.get("content-length")).toBe(String(content.length));
    expect(headers.get("content-disposition")).toBe(
      `attachment; filename="gr__e (1)'s.log"; filename*=UTF-8''gr%C3%B6%C3%9Fe%20%281%29%27s.log`,
    );
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  });

  test("of many blocks are given back, though the spool has them no more", async () => {
    const corpus = makeLogCorpus(40_000, 7);
    const file = await admin.uploadAndRead("many.log", corpus.text);
    await expect.poll(spooled).not.toContain(`file-${file.id}`);
    expect((await rawOf(file.id)).bytes.equals(Buffer.from(corpus.text))).toBe(true);
  });

  test("are there for no one who is not signed in, and of no file that is not there", async () => {
    expect((await running.client.get("/logs/files/1/raw")).status).toBe(401);
    expect((await admin.get("/logs/files/999999/raw")).status).toBe(404);
  });
});

describe("a file read anew", () => {
  const LOCAL =
    "2026-03-14 09:00:00,123 INFO  [main] com.example.Shop - open\n2026-03-14 09:00:01,000 ERROR [main] com.example.Shop - shut\n";

  test("has each entry once, with times in the zone asked for", async () => {
    const file = await admin.uploadAndRead("local.log", LOCAL, { time_zone: "Europe/Berlin" });
    expect(file).toMatchObject({ time_zone: "Europe/Berlin", first_timestamp: "2026-03-14T08:00:00.123Z", attempt: 0 });
    const again = await admin.post(`/logs/files/${file.id}/reprocess`, { time_zone: "+05:30" });
    expect(again.status).toBe(200);
    expect(again.body).toMatchObject({ id: file.id, attempt: 1, time_zone: "+05:30" });
    const reread = await admin.whenRead(file.id);
    expect(reread).toMatchObject({
      status: "processed",
      total_lines: 2,
      parsed_entries: 2,
      first_timestamp: "2026-03-14T03:30:00.123Z",
      last_timestamp: "2026-03-14T03:30:01.000Z",
    });
    expect(await entriesOf(file.id)).toBe(2);
    expect(await countedOf(file.id)).toBe(2);

    await admin.post(`/logs/files/${file.id}/reprocess`);
    expect(await admin.whenRead(file.id)).toMatchObject({ attempt: 2, time_zone: "+05:30", parsed_entries: 2 });
    await admin.post(`/logs/files/${file.id}/reprocess`, { time_zone: null });
    expect(await admin.whenRead(file.id)).toMatchObject({
      attempt: 3,
      time_zone: null,
      first_timestamp: "2026-03-14T09:00:00.123Z",
    });
    expect(await entriesOf(file.id)).toBe(2);
    expect((await rawOf(file.id)).bytes.toString()).toBe(LOCAL);
  });

  test("may be one that was compressed", async () => {
    const file = await admin.uploadAndRead("packed.log", gzipSync(`${LINE}packed\n`));
    await admin.post(`/logs/files/${file.id}/reprocess`);
    expect(await admin.whenRead(file.id)).toMatchObject({ status: "processed", total_lines: 2, attempt: 1 });
    expect(await countedOf(file.id)).toBe(2);
  });

  test("needs a zone that there is, for the upload too", async () => {
    expect((await admin.post("/logs/files/1/reprocess", { time_zone: "Mars/Olympus" })).status).toBe(422);
    const answer = await admin.upload("a.log", "zone\n", { time_zone: "+25:99" });
    expect(answer.status).toBe(422);
    expect(answer.body.detail).toMatch(/^time_zone: must be a time zone such as/);
  });
});

describe("a deleted file", () => {
  test("is gone with its entries, its counts and its bytes, and its number is not given again", async () => {
    const kept = await admin.uploadAndRead("kept.log", `${LINE}kept\n`);
    const file = await admin.uploadAndRead("deleted.log", gzipSync(`${LINE}deleted\n`));
    expect(spooled()).toContain(`file-${file.id}`);
    expect((await admin.delete(`/logs/files/${file.id}`)).status).toBe(204);
    for (const path of [`/logs/files/${file.id}`, `/logs/files/${file.id}/raw`])
      expect((await admin.get(path)).status).toBe(404);
    expect((await admin.delete(`/logs/files/${file.id}`)).status).toBe(404);
    expect([await entriesOf(file.id), await countedOf(file.id)]).toEqual([0, 0]);
    expect([await entriesOf(kept.id), await countedOf(kept.id)]).toEqual([2, 2]);
    expect(spooled()).not.toContain(`file-${file.id}`);
    expect((await admin.upload("next.log", `${LINE}next\n`)).body.log_file_id).toBeGreaterThan(file.id);
  });
});

describe("what is done with files", () => {
  test("is for admins, and for no page of another origin", async () => {
    const file = await admin.uploadAndRead("guarded.log", `${LINE}guarded\n`);
    const path = `/logs/files/${file.id}`;
    const session = await running.client.with({ "x-requested-with": "faultline" }).post("/auth/session", ADMIN);
    const byCookie = running.client.with({ cookie: session.headers.get("set-cookie")!.split(";")[0]! });
    for (const action of ["retry", "cancel", "reprocess"]) {
      expect((await viewer.post(`${path}/${action}`)).status).toBe(403);
      expect((await running.client.post(`${path}/${action}`)).status).toBe(401);
      expect((await byCookie.post(`${path}/${action}`)).body.code).toBe("missing_same_origin_header");
      expect((await admin.post(`/logs/files/999999/${action}`)).status).toBe(404);
    }
    expect((await viewer.delete(path)).status).toBe(403);
    expect((await byCookie.delete(path)).status).toBe(403);
    expect((await admin.get(path)).body).toMatchObject({ status: "processed", attempt: 0 });
  });

  test("is refused in words where the file is not in that state", async () => {
    const file = await admin.uploadAndRead("settled.log", `${LINE}settled\n`);
    expect((await admin.post(`/logs/files/${file.id}/retry`)).body).toMatchObject({ status: 409, code: "not_failed" });
    expect((await admin.post(`/logs/files/${file.id}/cancel`)).body).toMatchObject({
      status: 409,
      code: "not_in_progress",
    });
  });

  test("may be tried again with a file that is broken, which fails again with all that could be read", async () => {
    const whole = gzipSync(makeLogCorpus(3000, 5).text);
    const broken = await admin.uploadAndRead("broken.gz", whole.subarray(0, whole.length - 500));
    expect(broken).toMatchObject({ status: "failed", error: expect.stringMatching(/gzip/) });
    expect((await admin.post(`/logs/files/${broken.id}/retry`)).status).toBe(200);
    const again = await admin.whenRead(broken.id);
    expect(again).toMatchObject({ status: "failed", error: broken.error, total_lines: broken.total_lines });
    expect(await entriesOf(broken.id)).toBe(again.parsed_entries);
  });
});

test("one entry is found by its id", async () => {
  const file = await admin.uploadAndRead("one.log", `${LINE}one\n`);
  const { body } = await viewer.get(`/logs?file_id=${file.id}`);
  for (const entry of body.items) expect((await viewer.get(`/logs/${entry.id}`)).body).toEqual(entry);
  expect((await viewer.get("/logs/1")).status).toBe(404);
  expect((await viewer.get("/logs/abc")).status).toBe(422);
  expect((await running.client.get(`/logs/${body.items[0].id}`)).status).toBe(401);
});
