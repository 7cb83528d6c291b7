import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TestClient } from "../testing/test-client.ts";
import { ADMIN, startTestServer, type TestServer } from "../testing/test-server.ts";

let running: TestServer;
let admin: TestClient;
let web: number;

const WEB_LOG = `2026-03-14T09:00:00.000001Z ERROR checkout-api Payment 1 declined
2026-03-14T09:00:01.5Z WARN checkout-api Slow answer from bank: 900 ms
2026-03-14T09:05:00Z INFO search-api =HYPERLINK("x"), query "42"
2026-03-14T11:00:00+01:00 DEBUG search-api cache MISS for 42
`;
const JOBS_LOG = `{"time":"2026-03-15T00:00:00Z","level":"info","msg":"nightly run","status":200,"user":"ada"}
{"time":"2026-03-15T00:10:00Z","level":"error","msg":"disk is full","status":507}
`;

beforeAll(async () => {
  running = await startTestServer();
  admin = await running.client.signIn(ADMIN);
  web = (await admin.uploadAndRead("web.log", WEB_LOG, { source: "shop", environment: "production" })).id;
  await admin.uploadAndRead("jobs.json", JOBS_LOG, { source: "cron" });
});
afterAll(() => running.stop());

const q = (query: string) => `q=${encodeURIComponent(query)}`;
const messagesOf = (body: any): string[] => body.items.map((entry: any) => entry.message);

describe("A query", () => {
  test.each([
    ["declined OR full", ["disk is full", "Payment 1 declined"]],
    ["level:>=warning -slow", ["disk is full", "Payment 1 declined"]],
    ["status:>=500", ["disk is full"]],
    ["source:SHOP level:debug", ["cache MISS for 42"]],
    ["-source:shop", ["disk is full", "nightly run"]],
    ["file:*.json", ["disk is full", "nightly run"]],
    ["file:/^web/ warn", ["Slow answer from bank: 900 ms"]],
    ["environment:* level:error", ["Payment 1 declined"]],
    ["-environment:* level:error", ["disk is full"]],
  ])(
    "%s finds the same in the list, in its total, in the summary, in the timeline and in parts of time",
    async (text, expected) => {
      const { body } = await admin.get(`/logs?${q(text)}`);
      expect(messagesOf(body)).toEqual(expected);
      expect(body.total).toBe(expected.length);
      expect((await admin.get(`/stats/summary?${q(text)}`)).body.total_entries).toBe(expected.length);
      const { buckets } = (await admin.get(`/stats/timeline?${q(text)}`)).body;
      const sumOf = (counts: any[]) => counts.reduce((sum: number, { total }) => sum + total, 0);
      expect(sumOf(buckets)).toBe(expected.length);
      expect(sumOf((await admin.get(`/stats/parts?${q(text)}`)).body.parts)).toBe(expected.length);
    },
  );

  test("goes together with the other filters, in charts too", async () => {
    const filter = `level=ERROR&keyword=payment&start=2026-03-14&${q("service:checkout-api")}`;
    expect(messagesOf((await admin.get(`/logs?${filter}`)).body)).toEqual(["Payment 1 declined"]);
    expect((await admin.get(`/stats/summary?${filter}`)).body.total_entries).toBe(1);
    expect((await admin.get(`/stats/summary?keyword=nothing`)).body.total_entries).toBe(0);
  });

  test.each([
    ["a (b", 2, 3, "A closing parenthesis is missing."],
    ["x /a(b/ y", 2, 7, "The regular expression is not valid: missing ): a(b."],
    ["level:loud", 6, 10, "Levels are FATAL, ERROR, WARNING, INFO, DEBUG, TRACE."],
  ])("that is wrong, %s, is answered with where it is", async (text, start, end, message) => {
    for (const path of ["/logs", "/stats/timeline", "/logs/facets", "/logs/export"]) {
      const { status, body } = await admin.get(`${path}?${q(text)}`);
      expect(status).toBe(422);
      expect(body).toMatchObject({ code: "invalid_query", errors: [{ path: "q", message, start, end }] });
      expect(body.detail).toContain(message);
    }
  });
});

describe("Pages by cursor", () => {
  test("go down to the end and up again", async () => {
    const seen: string[] = [];
    let cursor: string | null = "";
    let last: any;
    while (cursor !== null) {
      last = (await admin.get(`/logs?limit=2&total=false&within_ms=5000&cursor=${cursor}`)).body;
      expect(last).toMatchObject({ total: null, is_partial: false });
      seen.push(...messagesOf(last));
      cursor = last.next_cursor;
    }
    expect(seen).toHaveLength(6);
    const up = (await admin.get(`/logs?limit=10&cursor=${last.prev_cursor}`)).body;
    expect(messagesOf(up)).toEqual(seen.slice(0, 4));
    expect(up.prev_cursor).toBeNull();
    expect(up.total).toBe(6);
  });

  test.each([
    "cursor=x",
    "cursor=o.1.2",
    "cursor=o.1.2.99999999999",
    "cursor=o.0.0.0&offset=5",
    "at=7&offset=5",
    "at=newest",
    "total=maybe",
  ])("refuse %s", async (query) => expect((await admin.get(`/logs?${query}`)).status).toBe(422));
});

describe("A page", () => {
  const id = () => web * 2 ** 32 + 2;

  test("begins at an entry, and tells how many come before it", async () => {
    const { body } = await admin.get(`/logs?limit=2&at=${id()}`);
    expect(messagesOf(body)).toEqual(["Slow answer from bank: 900 ms", "Payment 1 declined"]);
    expect(body).toMatchObject({ total: 6, newer_count: 4, next_cursor: null });
    const before = (await admin.get(`/logs?limit=2&cursor=${body.prev_cursor}`)).body;
    expect(messagesOf(before)).toEqual(["cache MISS for 42", '=HYPERLINK("x"), query "42"']);
  });

  test("tells how many come before it without counting all, unless the answer must come soon", async () => {
    const { body } = await admin.get(`/logs?limit=1&total=false&at=${id()}`);
    expect(body).toMatchObject({ total: null, newer_count: 4 });
    const soon = (await admin.get(`/logs?limit=1&total=false&within_ms=5000&at=${id()}`)).body;
    expect(soon).toMatchObject({ total: null, newer_count: null });
  });

  test("begins where an entry would be that does not match", async () => {
    const { body } = await admin.get(`/logs?at=${id()}&${q("level:error")}`);
    expect(messagesOf(body)).toEqual(["Payment 1 declined"]);
    expect(body).toMatchObject({ total: 2, newer_count: 1 });
    expect((await admin.get(`/logs?at=${id() + 1000}`)).status).toBe(404);
  });

  test("begins at a time, with a way to both sides", async () => {
    const { body } = await admin.get("/logs?limit=1&at=2026-03-14T10:02:00%2B01:00");
    expect(messagesOf(body)).toEqual(["Slow answer from bank: 900 ms"]);
    expect(body).toMatchObject({ total: 6, newer_count: 4 });
    expect(messagesOf((await admin.get(`/logs?cursor=${body.next_cursor}`)).body)).toEqual(["Payment 1 declined"]);
    expect(messagesOf((await admin.get(`/logs?limit=1&cursor=${body.prev_cursor}`)).body)).toEqual([
      '=HYPERLINK("x"), query "42"',
    ]);
  });

  test("of a time that is an entry's own begins with that entry, of one before all is empty with a way back", async () => {
    const { body } = await admin.get("/logs?limit=1&at=2026-03-14T09:00:01.500Z");
    expect(messagesOf(body)).toEqual(["Slow answer from bank: 900 ms"]);
    const before = (await admin.get("/logs?at=2020-01-01T00:00:00Z")).body;
    expect(before).toMatchObject({ items: [], newer_count: 6, next_cursor: null });
    expect((await admin.get(`/logs?cursor=${before.prev_cursor}`)).body.items).toHaveLength(6);
    expect((await admin.get("/logs?at=2026-13-14T00:00:00Z")).status).toBe(422);
  });

  test("of the oldest is the last, with a way back", async () => {
    const { body } = await admin.get("/logs?limit=1&at=oldest&total=false");
    expect(messagesOf(body)).toEqual(["Payment 1 declined"]);
    expect(body.next_cursor).toBeNull();
    const before = (await admin.get(`/logs?limit=1&cursor=${body.prev_cursor}`)).body;
    expect(messagesOf(before)).toEqual(["Slow answer from bank: 900 ms"]);
  });
});

test("An entry is shown among those around it", async () => {
  const id = web * 2 ** 32 + 2;
  const { body } = await admin.get(`/logs/${id}/context?before=1&after=1`);
  expect(body.entry.id).toBe(id);
  expect([body.before, body.after].map((list) => list.map((entry: any) => entry.line_number))).toEqual([[1], [3]]);
  expect(body).toMatchObject({ has_more_before: false, has_more_after: true });
  expect((await admin.get(`/logs/${id + 1000}/context`)).status).toBe(404);
  expect((await admin.get(`/logs/${id}/context?before=999`)).status).toBe(422);
});

describe("Facets", () => {
  test("count values of fields, of files and of attributes", async () => {
    const { body } = await admin.get("/logs/facets?fields=level,service,file,source,status&limit=1");
    expect(body.facets.map((facet: any) => [facet.field, facet.values, facet.missing])).toEqual([
      ["level", [{ value: "ERROR", count: 2 }], 0],
      ["service", [{ value: expect.stringContaining("-api"), count: 2 }], 2],
      ["file", [{ value: "web.log", count: 4 }], 0],
      ["source", [{ value: "shop", count: 4 }], 0],
      ["status", [{ value: expect.any(String), count: 1 }], 4],
    ]);
    expect(body).toMatchObject({ counted_entries: 6, is_approximate: false });
    expect(body.attributes).toContainEqual({ name: "status", count: 2 });
    const narrowed = (await admin.get(`/logs/facets?fields=level&${q("disk")}`)).body;
    expect(narrowed.facets[0].values).toEqual([{ value: "ERROR", count: 1 }]);
  });

  test("refuse what has no values to choose from, and too many", async () => {
    expect((await admin.get("/logs/facets?fields=message")).body.code).toBe("field_without_values");
    expect(
      (await admin.get(`/logs/facets?fields=${Array.from({ length: 20 }, (_, i) => `f${i}`).join()}`)).status,
    ).toBe(422);
  });
});

test("Names and values are there for completion", async () => {
  const names = (await admin.get("/logs/fields")).body.items;
  expect(names).toContainEqual({ name: "level", kind: "level", description: expect.any(String) });
  expect(names).toContainEqual({ name: "user", kind: "attribute", description: null });
  const values = async (path: string) => (await admin.get(`/logs/fields/${path}`)).body.items;
  expect(await values("service/values?prefix=CHECK")).toEqual([{ value: "checkout-api", count: 2 }]);
  expect(await values("level/values?prefix=f")).toEqual([{ value: "FATAL", count: 0 }]);
  expect(await values("file/values?prefix=j")).toEqual([{ value: "jobs.json", count: 2 }]);
  expect(await values("user/values")).toEqual([{ value: "ada", count: 1 }]);
});

describe("An export", () => {
  test("is all that matches, as JSON on lines", async () => {
    const { body, headers } = await admin.get(`/logs/export?format=ndjson&${q("source:shop")}`);
    expect(headers.get("content-disposition")).toBe('attachment; filename="logs.ndjson"');
    const text = typeof body === "string" ? body : JSON.stringify(body);
    const lines = text
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    const listed = (await admin.get(`/logs?${q("source:shop")}`)).body.items;
    expect(lines).toEqual(listed);
  });

  test("is CSV that spreadsheets take for text", async () => {
    const { body, headers } = await admin.get(`/logs/export?${q("hyperlink")}`);
    expect(headers.get("content-type")).toContain("text/csv");
    const [head, row] = body.split("\r\n");
    expect(head).toMatch(/^id,timestamp,level,service,host,file,line_number,message,/);
    expect(row).toContain(`,web.log,3,"'=HYPERLINK(""x""), query ""42""",`);
  });
});

test("Searches are saved, listed and deleted by their user alone", async () => {
  const { status, body: saved } = await admin.post("/searches", {
    name: "errors",
    query: "level:error",
    filters: "?a",
  });
  expect(status).toBe(201);
  expect(saved).toMatchObject({ name: "errors", query: "level:error", filters: "?a" });
  await admin.post("/auth/users", { username: "viewer", password: "long enough!" });
  const viewer = await running.client.signIn({ username: "viewer", password: "long enough!" });
  expect((await viewer.get("/searches")).body).toEqual({ items: [] });
  expect((await viewer.post("/searches", { name: "mine", query: "" })).status).toBe(201);
  expect((await viewer.delete(`/searches/${saved.id}`)).status).toBe(404);
  expect((await viewer.patch(`/searches/${saved.id}`, { name: "theirs" })).status).toBe(404);
  const renamed = await admin.patch(`/searches/${saved.id}`, { name: "failures" });
  expect([renamed.status, renamed.body]).toEqual([200, { ...saved, name: "failures" }]);
  const { body: other } = await admin.post("/searches", { name: "errors", query: "" });
  const refused = await admin.patch(`/searches/${other.id}`, { name: "failures" });
  expect([refused.status, refused.body.code]).toEqual([409, "name_taken"]);
  await admin.delete(`/searches/${other.id}`);
  expect((await admin.get("/searches")).body).toEqual({ items: [renamed.body] });
  expect((await admin.delete(`/searches/${saved.id}`)).status).toBe(204);
  expect((await admin.get("/searches")).body).toEqual({ items: [] });
  expect((await admin.post("/searches", { name: " ", query: "" })).status).toBe(422);
  expect((await running.client.get("/searches")).status).toBe(401);
});
