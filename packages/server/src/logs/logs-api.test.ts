import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ADMIN, startTestServer, type TestServer } from "../testing/test-server.ts";
import type { TestClient } from "../testing/test-client.ts";

let running: TestServer;
let admin: TestClient;
let web: number;
let jobs: number;

const WEB_LOG = `2026-03-14T09:00:00.000001Z ERROR checkout-api Payment 1 declined
2026-03-14T09:00:01.5Z WARN checkout-api Slow answer from bank: 900 ms
2026-03-14T09:05:00Z INFO search-api Query 42 took 3 ms
2026-03-14T11:00:00+01:00 DEBUG search-api cache MISS for 42
`;
const JOBS_LOG = `2026-03-15T00:00:00Z INFO backup-api nightly run started
2026-03-15T00:10:00Z ERROR backup-api disk is full
`;

beforeAll(async () => {
  running = await startTestServer();
  admin = await running.client.signIn(ADMIN);
  web = (await admin.uploadAndRead("web.log", WEB_LOG, { source: "shop", environment: "production" })).id;
  jobs = (await admin.uploadAndRead("jobs.log", JOBS_LOG, { source: "cron", environment: "production" })).id;
});
afterAll(() => running.stop());

async function messages(query: string): Promise<string[]> {
  const { status, body } = await admin.get(`/logs?${query}`);
  expect(status).toBe(200);
  expect(body.total).toBe(body.items.length);
  return body.items.map((entry: any) => entry.message);
}

describe("GET /logs", () => {
  test("gives entries newest first with all of their fields", async () => {
    const { body } = await admin.get("/logs?limit=2&offset=4");
    expect(body).toMatchObject({ total: 6, offset: 4, limit: 2 });
    expect(body.items.map((entry: any) => entry.timestamp)).toEqual([
      "2026-03-14T09:00:01.500000Z",
      "2026-03-14T09:00:00.000001Z",
    ]);
    expect(body.items[1]).toEqual({
      id: expect.any(Number),
      log_file_id: web,
      line_number: 1,
      line_count: 1,
      timestamp: "2026-03-14T09:00:00.000001Z",
      level: "ERROR",
      service: "checkout-api",
      host: null,
      message: "Payment 1 declined",
      raw_line: "2026-03-14T09:00:00.000001Z ERROR checkout-api Payment 1 declined",
      trace_id: null,
      attributes: {},
      parse_status: "parsed",
      parse_confidence: expect.any(Number),
      parser_name: expect.any(String),
      template_id: null,
      created_at: expect.stringMatching(/Z$/),
    });
    expect(Number.isSafeInteger(body.items[1].id)).toBe(true);
  });

  test.each([
    ["level=error", ["disk is full", "Payment 1 declined"]],
    ["level=WARN", ["Slow answer from bank: 900 ms"]],
    ["service=search-api", ["cache MISS for 42", "Query 42 took 3 ms"]],
    ["keyword=miss", ["cache MISS for 42"]],
    ["keyword=%25", []],
    ["source=cron", ["disk is full", "nightly run started"]],
    ["environment=staging", []],
    ["source=shop&environment=production&level=DEBUG", ["cache MISS for 42"]],
    ["start=2026-03-14T09:05:00Z&end=2026-03-14T10:00:00Z", ["Query 42 took 3 ms"]],
    ["start=2026-03-15", ["disk is full", "nightly run started"]],
    ["end=2026-03-14T09:00:01.5&level=", ["Payment 1 declined"]],
    ["parse_status=failed", []],
  ])("filters by %s", async (query, expected) => {
    expect(await messages(query)).toEqual(expected);
  });

  test("filters by file, together with where it came from", async () => {
    expect(await messages(`file_id=${jobs}`)).toHaveLength(2);
    expect(await messages(`file_id=${jobs}&source=shop`)).toEqual([]);
    expect(await messages("file_id=999999")).toEqual([]);
  });

  test.each(["limit=0", "limit=501", "offset=-1", "level=LOUD", "start=yesterday", "file_id=abc", "limit=1&limit=2"])(
    "answers %s with 422",
    async (query) => {
      const { status, body } = await admin.get(`/logs?${query}`);
      expect(status).toBe(422);
      expect(body.detail).toContain(query.split("=")[0]!);
    },
  );
});

describe("GET /logs/files", () => {
  test("lists files newest first, by status if asked", async () => {
    const { body } = await admin.get("/logs/files?limit=1");
    expect(body).toMatchObject({ total: 2, offset: 0, limit: 1 });
    expect(body.items[0]).toMatchObject({ id: jobs, filename: "jobs.log", total_lines: 2, status: "processed" });
    expect((await admin.get("/logs/files?status=processed")).body.total).toBe(2);
    expect((await admin.get("/logs/files?status=failed")).body).toMatchObject({ total: 0, items: [] });
    expect((await admin.get("/logs/files?status=lost")).status).toBe(422);
  });

  test("gives one of them, or 404", async () => {
    expect((await admin.get(`/logs/files/${web}`)).body).toMatchObject({
      id: web,
      source: "shop",
      last_timestamp: "2026-03-14T10:00:00.000Z",
    });
    expect((await admin.get("/logs/files/424242")).status).toBe(404);
    expect((await admin.get("/logs/files/abc")).status).toBe(422);
  });
});

describe("GET /stats", () => {
  test("summary counts by level and service, most first", async () => {
    const { body } = await admin.get("/stats/summary");
    expect(body).toMatchObject({ total_entries: 6, total_files: 2 });
    expect(body.level_breakdown).toEqual(
      expect.arrayContaining([
        { level: "ERROR", count: 2 },
        { level: "WARNING", count: 1 },
      ]),
    );
    expect(body.level_breakdown.map((each: any) => each.count)).toEqual([2, 2, 1, 1]);
    expect(body.top_services).toHaveLength(3);
    expect(body.top_services.map((each: any) => each.count)).toEqual([2, 2, 2]);
  });

  test("summary narrows to the files of a source", async () => {
    const { body } = await admin.get("/stats/summary?source=cron");
    expect(body).toMatchObject({
      total_entries: 2,
      total_files: 1,
      top_services: [{ service: "backup-api", count: 2 }],
    });
  });

  test("timeline counts all entries in buckets, quiet ones too", async () => {
    const { body } = await admin.get("/stats/timeline?buckets=100");
    expect(body.buckets.reduce((sum: number, bucket: any) => sum + bucket.total, 0)).toBe(6);
    expect(body.buckets.reduce((sum: number, bucket: any) => sum + bucket.error, 0)).toBe(2);
    expect(body.buckets.some((bucket: any) => bucket.total === 0)).toBe(true);
    expect(body.buckets.length).toBeLessThanOrEqual(101);
    const starts = body.buckets.map((bucket: any) => Date.parse(bucket.start));
    expect(new Set(starts.slice(1).map((start: number, i: number) => start - starts[i]))).toEqual(
      new Set([body.bucket_seconds * 1000]),
    );
  });
});
