import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { tarOf, zipOf } from "../input/testing/make-archive.ts";
import { COMPRESSED, plainText } from "../input/testing/compressed-text.ts";
import type { TestClient } from "../testing/test-client.ts";
import { ADMIN, startTestServer, type TestServer } from "../testing/test-server.ts";

let running: TestServer;
let admin: TestClient;

beforeAll(async () => {
  running = await startTestServer({ variables: { MAX_UPLOAD_MB: "2" } });
  admin = await running.client.signIn(ADMIN);
});
afterAll(() => running.stop());

const line = (name: string) => `2026-03-14T09:00:00Z INFO ${name} order 1 placed\n`;

/** The members of an archive by name, once all of them are read. */
async function membersOf(archiveId: number) {
  const list = async () => (await admin.get(`/logs/files?archive_id=${archiveId}&limit=100`)).body.items as any[];
  const isDone = ({ status }: any) => status === "processed" || status === "failed";
  await expect.poll(async () => (await list()).every(isDone), { timeout: 60_000 }).toBe(true);
  const items = await list();
  return Object.fromEntries(items.map((item) => [item.filename, item]));
}

test("each file in an archive becomes one of its own, compressed, nested or in another encoding", async () => {
  const inner = gzipSync(tarOf([["deep/db.log", line("db")]]));
  const archive = await admin.uploadAndRead(
    "bundle.zip",
    zipOf([
      ["app.log", line("app").repeat(3)],
      ["inner.tgz", inner],
      ["old.log.xz", Buffer.from(COMPRESSED["xz"]!, "base64")],
      ["win.log", Buffer.from(`\ufeff${line("größe")}`, "utf16le")],
      ["logo.png", Buffer.from("\x89PNG\r\n\x1a\n....", "latin1")],
      ["empty.log", ""],
    ]),
  );
  expect(archive).toMatchObject({ status: "processed", error: null, total_lines: 0, member_count: 5 });
  const members = await membersOf(archive.id);
  expect(Object.keys(members).sort()).toEqual(
    ["app.log", "inner.tgz/deep/db.log", "logo.png", "old.log.xz", "win.log"].map((path) => `bundle.zip/${path}`),
  );
  expect(members["bundle.zip/app.log"]).toMatchObject({ status: "processed", total_lines: 3, archive_id: archive.id });
  expect(members["bundle.zip/inner.tgz/deep/db.log"]).toMatchObject({ status: "processed", total_lines: 1 });
  expect(members["bundle.zip/old.log.xz"]).toMatchObject({
    status: "processed",
    total_lines: plainText().split("\n").length - 1,
    encoding: "utf-8",
  });
  expect(members["bundle.zip/win.log"]).toMatchObject({ status: "processed", encoding: "utf-16le", total_lines: 1 });
  expect(members["bundle.zip/logo.png"]).toMatchObject({ status: "failed", error: expect.stringMatching(/an image/) });
  const { body } = await admin.get(`/logs?file_id=${members["bundle.zip/win.log"].id}`);
  expect(body.items[0].message).toMatch(/größe order 1 placed/);
});

test("of an archive that is cut off the files before the cut are there, and the archive says where it ends", async () => {
  const files = ["a", "b", "c"].map((name) => [`${name}.log`, line(name).repeat(3000)] as const);
  const whole = tarOf(files);
  const archive = await admin.uploadAndRead("cut.tar", whole.subarray(0, whole.length * 0.6));
  expect(archive).toMatchObject({ status: "failed", error: expect.stringMatching(/b\.log: unexpected end of file/) });
  const members = await membersOf(archive.id);
  expect(members["cut.tar/a.log"]).toMatchObject({ status: "processed", total_lines: 3000 });
  expect(members["cut.tar/b.log"].total_lines).toBeGreaterThan(1000);
  expect(members["cut.tar/c.log"]).toBeUndefined();
});
