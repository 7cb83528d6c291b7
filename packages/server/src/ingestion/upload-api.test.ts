import { readdirSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeLogCorpus } from "../testing/log-corpus.ts";
import { ADMIN, startTestServer, type TestServer } from "../testing/test-server.ts";
import type { TestClient } from "../testing/test-client.ts";

let running: TestServer;
let admin: TestClient;

beforeAll(async () => {
  running = await startTestServer({ variables: { MAX_UPLOAD_MB: "2" } });
  admin = await running.client.signIn(ADMIN);
});
afterAll(() => running.stop());

const LINE = "2026-03-14T09:00:00Z INFO checkout-api order 1 placed\n";

function spooled(): string[] {
  return readdirSync(join(running.dataDirectory, "spool"));
}

/** Bytes that are no file's (yet). */
const incoming = (): string[] => spooled().filter((name) => name.startsWith("incoming-"));

describe("an uploaded file", () => {
  const corpus = makeLogCorpus(12_000);

  test("becomes entries whose counts by level and service are those of the lines", async () => {
    const answer = await admin.upload("app.log", corpus.text, {
      source: "shop",
      environment: "staging",
      log_type: "app",
    });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ log_file_id: expect.any(Number), status: "uploaded" });
    const file = await admin.whenRead(answer.body.log_file_id);
    expect(file).toMatchObject({
      filename: "app.log",
      source: "shop",
      environment: "staging",
      log_type: "app",
      status: "processed",
      total_lines: corpus.lines,
      parsed_lines: corpus.lines,
      failed_lines: 0,
      parsed_entries: corpus.entries,
      size_bytes: Buffer.byteLength(corpus.text),
      processed_bytes: Buffer.byteLength(corpus.text),
      first_timestamp: "2026-03-14T09:00:00.000Z",
      error: null,
    });
    const summary = (await admin.get(`/stats/summary?file_id=${file.id}`)).body;
    expect(summary.total_entries).toBe(corpus.entries);
    expect(Object.fromEntries(summary.level_breakdown.map((each: any) => [each.level, each.count]))).toEqual(
      corpus.levels,
    );
    expect(Object.fromEntries(summary.top_services.map((each: any) => [each.service, each.count]))).toEqual(
      corpus.services,
    );
    // Its records hold every byte of it.
    await expect.poll(spooled).toEqual([]);
  });

  test("compressed with gzip is the same, whatever it is called, in several members too", async () => {
    const half = corpus.text.indexOf("\n", corpus.text.length / 2) + 1;
    const members = Buffer.concat([gzipSync(corpus.text.slice(0, half)), gzipSync(corpus.text.slice(half))]);
    const file = await admin.uploadAndRead("rotated.log.1", members);
    expect(file).toMatchObject({
      status: "processed",
      total_lines: corpus.lines,
      parsed_entries: corpus.entries,
      size_bytes: members.length,
    });
  });

  test("may have its fields after the file, and names that are no plain ASCII", async () => {
    const form = new FormData();
    form.append("file", new Blob([LINE]), "größe ✓.log");
    form.append("source", "late");
    const response = await fetch(`${admin.address}/logs/upload`, {
      method: "POST",
      body: form,
      headers: await bearer(),
    });
    const { log_file_id: id } = (await response.json()) as { log_file_id: number };
    expect(await admin.whenRead(id)).toMatchObject({ source: "late", filename: "größe ✓.log", status: "processed" });
  });

  test("of no bytes at all is processed and has no entries", async () => {
    expect(await admin.uploadAndRead("empty.log", "")).toMatchObject({
      status: "processed",
      total_lines: 0,
      error: null,
    });
  });

  test("that no format knows is kept line by line, marked as failed, and found by search", async () => {
    const file = await admin.uploadAndRead("notes", "First the pump stopped\nthen the valve  stuck\n");
    expect(file).toMatchObject({
      status: "processed",
      total_lines: 2,
      parsed_lines: 0,
      failed_lines: 2,
      failed_entries: 2,
      formats: [],
    });
    const { body } = await admin.get(`/logs?file_id=${file.id}&keyword=VALVE`);
    expect(body.total).toBe(1);
    expect(body.items[0]).toMatchObject({
      line_number: 2,
      timestamp: null,
      level: null,
      message: "then the valve  stuck",
      raw_line: "then the valve  stuck",
      parse_status: "failed",
      parse_confidence: 0,
      parser_name: null,
    });
  });

  test("that is corrupt gzip fails in words, and others go on", async () => {
    const whole = gzipSync(corpus.text);
    const [cut, next] = await Promise.all([
      admin.uploadAndRead("cut.log.gz", whole.subarray(0, whole.length - 1000)),
      admin.uploadAndRead("next.log", `${LINE}${LINE}`),
    ]);
    expect(cut.status).toBe("failed");
    expect(cut.error).toMatch(/gzip data is corrupt: unexpected end of file/);
    // What could be read of it is there.
    expect(cut.parsed_entries).toBeGreaterThan(1000);
    expect((await admin.get(`/logs?file_id=${cut.id}&limit=1`)).body.total).toBe(cut.parsed_entries);
    expect(next.status).toBe("processed");
    // What cannot be made from the records is kept as it came.
    await expect.poll(spooled).toContain(`file-${cut.id}`);
    expect(spooled()).not.toContain(`file-${next.id}`);
  });

  test("that would grow beyond bounds, or hides a program in gzip, fails in words", async () => {
    const bomb = await admin.uploadAndRead("bomb.gz", gzipSync(Buffer.alloc(24 * 1024 * 1024, `${"x".repeat(999)}\n`)));
    expect(bomb).toMatchObject({ status: "failed", error: expect.stringMatching(/more than 20971520 bytes/) });
    const program = await admin.uploadAndRead("tool.gz", gzipSync(Buffer.from("\x7fELF\x02\x01\x01", "latin1")));
    expect(program).toMatchObject({ status: "failed", error: expect.stringMatching(/program/) });
  });
});

test("a file of a folder is called by its way there, which leads nowhere else", async () => {
  const names = ["web/access.log", "../../etc/shadow.log", "/var//log/./messages", "C:\\logs\\app.log"];
  const stored = [];
  for (const name of names) stored.push((await admin.uploadAndRead(name, `${name} ${LINE}`)).filename);
  expect(stored).toEqual(["web/access.log", "etc/shadow.log", "var/log/messages", "logs/app.log"]);
});

test("gives year-less times the year that the file's age calls for", async () => {
  const line = "Dec 30 23:59:59 gate7 cron[81]: run\n";
  const file = await admin.uploadAndRead("messages", line.repeat(3), { modified_at: "2023-12-31T00:00:00Z" });
  expect(file.first_timestamp).toMatch(/^2023-12-30T23:59:59/);
  expect((await admin.upload("messages", line, { modified_at: "yesterday" })).status).toBe(422);
});

describe("an upload is refused", () => {
  const png = Buffer.from("\x89PNG\r\n\x1a\n....", "latin1");
  test.each([
    ["photo.png", LINE],
    ["renamed.log", png],
    ["setup.exe", LINE],
    ["report.docx", LINE],
    ["logs.7z", LINE],
    ["archive.log", Buffer.from("Rar!\x1a\x07....", "latin1")],
  ])("with 400 when it is plainly no log: %s", async (filename, content) => {
    const answer = await admin.upload(filename, content);
    expect(answer.status).toBe(400);
    expect(answer.body.detail).toMatch(/^Invalid file type/);
    await expect.poll(incoming).toEqual([]);
  });

  test("with 400 when the file has no name", async () => {
    const body = `--b\r\nContent-Disposition: form-data; name="file"; filename=""\r\nContent-Type: text/plain\r\n\r\n${LINE}\r\n--b--\r\n`;
    const headers = { ...(await bearer()), "content-type": "multipart/form-data; boundary=b" };
    const response = await fetch(`${admin.address}/logs/upload`, { method: "POST", body, headers });
    expect(response.status).toBe(400);
    expect(((await response.json()) as any).detail).toMatch(/^Invalid file type/);
  });

  test("with 422 when there is no file, or a field is too long", async () => {
    const form = new FormData();
    form.append("source", "x");
    const response = await fetch(`${admin.address}/logs/upload`, {
      method: "POST",
      body: form,
      headers: await bearer(),
    });
    expect(response.status).toBe(422);
    expect((await admin.post("/logs/upload", {})).status).toBe(422);
    expect((await admin.upload("a.log", LINE, { source: "x".repeat(256) })).status).toBe(422);
    await expect.poll(incoming).toEqual([]);
  });

  test("with 413 when it is too large, leaving nothing", async () => {
    const answer = await admin.upload("large.log", LINE.repeat(60_000));
    expect(answer.status).toBe(413);
    expect(answer.body).toMatchObject({ code: "upload_too_large", detail: expect.stringMatching(/2 MiB/) });
    await expect.poll(incoming).toEqual([]);
  });

  test("with 422 when two files are sent at once", async () => {
    const form = new FormData();
    form.append("file", new Blob([LINE]), "a.log");
    form.append("file", new Blob([LINE]), "b.log");
    const response = await fetch(`${admin.address}/logs/upload`, {
      method: "POST",
      body: form,
      headers: await bearer(),
    });
    expect(response.status).toBe(422);
    expect(((await response.json()) as any).detail).toBe("An upload takes one file.");
    await expect.poll(incoming).toEqual([]);
  });
});

describe("an upload that the client breaks off", () => {
  test("leaves neither a file in the spool nor one in the list", async () => {
    const before = (await admin.get("/logs/files")).body.total;
    const headers = { ...(await bearer()), "content-type": "multipart/form-data; boundary=b" };
    const upload = request(`${admin.address}/logs/upload`, { method: "POST", headers });
    upload.on("error", () => undefined);
    upload.write(`--b\r\nContent-Disposition: form-data; name="file"; filename="a.log"\r\n\r\n${LINE.repeat(2000)}`);
    await expect.poll(() => incoming().length).toBe(1);
    upload.destroy();
    await expect.poll(() => incoming().length).toBe(0);
    expect((await admin.get("/logs/files")).body.total).toBe(before);
  });
});

async function bearer(): Promise<{ authorization: string }> {
  const { body } = await running.client.post("/auth/login", ADMIN);
  return { authorization: `Bearer ${body.access_token}` };
}
