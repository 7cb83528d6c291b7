import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { LogFile } from "@faultline/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { tarOf, zipOf } from "../input/testing/make-archive.ts";
import type { TestClient } from "../testing/test-client.ts";
import { ADMIN, startTestServer, type TestServer } from "../testing/test-server.ts";

let running: TestServer;
let admin: TestClient;

beforeAll(async () => {
  running = await startTestServer();
  admin = await running.client.signIn(ADMIN);
});
afterAll(() => running.stop());

const line = (text: string): string => `2026-03-14T09:00:00Z INFO shop ${text}\n`;
const png = Buffer.from("\x89PNG\r\n\x1a\n....", "latin1");

async function membersOf(archive: LogFile): Promise<LogFile[]> {
  const { body } = await admin.get(`/logs/files?archive_id=${archive.id}&limit=500`);
  const members = await Promise.all(body.items.map((file: LogFile) => admin.whenRead(file.id)));
  return members.sort((a, b) => a.id - b.id);
}

async function rawOf(file: LogFile): Promise<Buffer> {
  const { body } = await running.client.post("/auth/login", ADMIN);
  const headers = { authorization: `Bearer ${body.access_token}` };
  const response = await fetch(`${running.server.address}/logs/files/${file.id}/raw`, { headers });
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer());
}

const spooled = (): string[] => readdirSync(join(running.dataDirectory, "spool")).sort();

test("each member of an archive becomes a file of its own, with what was said of the archive", async () => {
  const packed = gzipSync(line("in gzip") + line("in a tar"));
  const content = gzipSync(
    tarOf([
      ["a.log", line("a") + line("b")],
      ["deep/b.log.gz", packed],
      ["photo.log", png],
    ]),
  );
  const archive = await admin.uploadAndRead("logs.tgz", content, { source: "shop", time_zone: "+02:00" });
  expect(archive).toMatchObject({
    status: "processed",
    member_count: 3,
    archive_id: null,
    total_lines: 0,
    processed_bytes: content.length,
  });
  const members = await membersOf(archive);
  expect(members).toMatchObject([
    { filename: "logs.tgz/a.log", status: "processed", total_lines: 2, source: "shop", time_zone: "+02:00" },
    { filename: "logs.tgz/deep/b.log.gz", status: "processed", total_lines: 2, size_bytes: packed.length },
    { filename: "logs.tgz/photo.log", status: "failed", error: expect.stringMatching(/^Invalid file type/) },
  ]);
  expect(members.every((file) => file.archive_id === archive.id && file.member_count === null)).toBe(true);
  expect(members[0]!.content_sha256).toBe(
    createHash("sha256")
      .update(line("a") + line("b"))
      .digest("hex"),
  );
  expect((await admin.get("/stats/summary?source=shop")).body.total_entries).toBe(4);

  // The archive and what is no plain text are kept as they came.
  const kept = [archive, members[1]!].map(({ id }) => `file-${id}`);
  await expect.poll(spooled).toEqual(kept.sort());
  expect((await rawOf(archive)).equals(content)).toBe(true);
  expect((await rawOf(members[0]!)).toString()).toBe(line("a") + line("b"));
  expect((await rawOf(members[1]!)).equals(packed)).toBe(true);

  await admin.post(`/logs/files/${archive.id}/reprocess`, { time_zone: null });
  expect(await membersOf(archive)).toMatchObject([
    { attempt: 1, status: "processed", total_lines: 2, time_zone: null },
    { attempt: 1, status: "processed", total_lines: 2, time_zone: null },
    { attempt: 0, status: "failed" },
  ]);
  expect((await admin.get("/stats/summary?source=shop")).body.total_entries).toBe(4);

  expect((await admin.delete(`/logs/files/${archive.id}`)).status).toBe(204);
  for (const { id } of members) expect((await admin.get(`/logs/files/${id}`)).status).toBe(404);
  expect((await admin.get("/stats/summary?source=shop")).body.total_entries).toBe(0);
  expect((await admin.get("/stats/summary")).body.total_entries).toBe(0);
  expect(spooled()).toEqual([]);
});

test("a member whose content is there already is told of, and read if that is wished", async () => {
  const before = await admin.uploadAndRead("before.log", line("seen"));
  const content = zipOf([
    ["seen.log", line("seen")],
    ["new.log", line("new")],
    ["new-again.log", line("new")],
  ]);
  const members = await membersOf(await admin.uploadAndRead("some.zip", content));
  expect(members).toMatchObject([
    { status: "failed", error: expect.stringContaining(`"before.log" (file ${before.id})`), total_lines: 0 },
    { status: "processed" },
    { status: "failed", error: expect.stringContaining(`"some.zip/new.log"`) },
  ]);
  expect((await admin.post(`/logs/files/${members[0]!.id}/retry`)).status).toBe(200);
  expect(await admin.whenRead(members[0]!.id)).toMatchObject({ status: "processed", total_lines: 1 });

  expect((await admin.upload("some.zip", content)).status).toBe(409);
  const again = await admin.uploadAndRead("some.zip", content, { allow_duplicate: "true" });
  expect(new Set((await membersOf(again)).map(({ status }) => status))).toEqual(new Set(["processed"]));
});

test("what can be read of a damaged archive is there, and a retry unpacks no member twice", async () => {
  const whole = tarOf([
    ["one.log", line("one").repeat(2000)],
    ["two.log", line("two").repeat(2000)],
  ]);
  const broken = await admin.uploadAndRead("broken.tar", whole.subarray(0, whole.length - 60_000));
  expect(broken).toMatchObject({ status: "failed", error: expect.stringMatching(/two\.log/) });
  const members = await membersOf(broken);
  expect(members.map(({ status }) => status)).toEqual(["processed", "processed"]);
  expect(members[0]!.total_lines).toBe(2000);
  expect(members[1]!.total_lines).toBeGreaterThan(100);
  expect((await admin.post(`/logs/files/${broken.id}/retry`)).status).toBe(200);
  expect(await admin.whenRead(broken.id)).toMatchObject({ status: "failed", member_count: 2 });
  expect(await membersOf(broken)).toEqual(members);
});

test("an archive with nothing in it fails in words", async () => {
  expect(await admin.uploadAndRead("empty.zip", zipOf([["empty.log", ""]]))).toMatchObject({
    status: "failed",
    error: "The archive has no files with anything in them.",
  });
});
