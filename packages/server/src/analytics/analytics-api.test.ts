import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ADMIN, startTestServer, type TestServer } from "../testing/test-server.ts";
import type { TestClient } from "../testing/test-client.ts";

let running: TestServer;
let admin: TestClient;

beforeAll(async () => {
  running = await startTestServer();
  admin = await running.client.signIn(ADMIN);
});
afterAll(() => running.stop());

const START_MS = Date.UTC(2026, 2, 14, 8);
const INCIDENT_MINUTE = 120;

/** Four hours of steady traffic, long ago; in ten minutes of it the database refuses connections. */
function incidentLog(): string {
  const lines: string[] = [];
  for (let minute = 0; minute < 240; minute++) {
    const at = (second: number): string => new Date(START_MS + minute * 60_000 + second * 1000).toISOString();
    const isIncident = minute >= INCIDENT_MINUTE && minute < INCIDENT_MINUTE + 10;
    for (let i = 0; i < 20 + (minute % 3); i++)
      lines.push(`${at(i * 2)} INFO shop-api order ${minute * 100 + i} placed`);
    if (minute % 40 === 7) lines.push(`${at(45)} ERROR shop-api cannot parse template invoice-${minute}`);
    for (let i = 0; isIncident && i < 25; i++) {
      lines.push(`${at(50 + (i % 10))} ERROR shop-api connection to database db-${i} refused after ${i * 7} ms`);
    }
  }
  return `${lines.join("\n")}\n`;
}

async function runAnalytics(body?: unknown): Promise<any> {
  const { body: accepted } = await admin.post("/analytics/run", body);
  return whenEnded(accepted.run_id);
}

async function whenEnded(id: number): Promise<any> {
  for (;;) {
    const { body } = await admin.get(`/analytics/runs/${id}`);
    if (body.status !== "queued" && body.status !== "running") return body;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe("a run of the analytics", () => {
  test("without data is completed, and says why it found nothing", async () => {
    expect(await runAnalytics()).toMatchObject({
      status: "completed",
      window_count: 0,
      detail: expect.stringMatching(/no entry with a timestamp/),
    });
    expect((await admin.get("/analytics/anomalies")).body).toEqual({ items: [], total: 0, offset: 0, limit: 50 });
  });

  test("over the whole range of the data finds the incident, whenever that was, and groups its errors", async () => {
    await admin.uploadAndRead("shop.log", incidentLog());
    const accepted = await admin.post("/analytics/run");
    expect(accepted.status).toBe(202);
    expect(accepted.body).toEqual({ status: "accepted", message: expect.any(String), run_id: expect.any(Number) });
    const run = await whenEnded(accepted.body.run_id);
    expect(run).toMatchObject({
      status: "completed",
      detail: null,
      window_count: 120,
      range_start: null,
      finished_at: expect.any(String),
    });

    const { body: anomalies } = await admin.get("/analytics/anomalies?limit=500");
    const incident = anomalies.items
      .map((each: any) => (Date.parse(each.window_start) - START_MS) / 60_000)
      .sort((a: number, b: number) => a - b);
    expect(incident).toEqual([120, 122, 124, 126, 128]);
    expect(run.anomaly_count).toBe(5);
    const [first] = anomalies.items;
    expect(first).toMatchObject({ pipeline_run_id: run.id, description: expect.stringMatching(/50 errors/) });
    expect(first.features).toMatchObject({ error_count: 50, warn_count: 0, debug_count: 0, unique_services: 1 });
    expect(first.features.error_rate).toBeCloseTo(50 / first.features.total_count, 10);
    const scores = anomalies.items.map((each: any) => each.score);
    expect(scores).toEqual(scores.toSorted((a: number, b: number) => b - a));
    expect(Math.max(...scores)).toBeLessThanOrEqual(1);

    const { body: clusters } = await admin.get("/analytics/clusters");
    expect(clusters.items.map((each: any) => each.count)).toEqual([250, 6]);
    expect(clusters.items[0]).toMatchObject({
      example_message: expect.stringMatching(/^connection to database db-\d+ refused/),
      keywords: expect.stringMatching(/^\w+(, \w+){1,4}$/),
      first_seen: new Date(START_MS + 120 * 60_000 + 50_000).toISOString(),
    });
    expect((await admin.get("/analytics/anomalies?end=2026-03-14T09:00:00Z")).body.total).toBe(0);
    expect((await admin.get("/analytics/anomalies?start=2026-03-14T10:04:00Z&limit=1")).body).toMatchObject({
      total: 3,
      limit: 1,
    });
  });

  test("over a range looks at nothing else, and with a contamination flags that share", async () => {
    const range = { start: "2026-03-14T08:00:00Z", end: "2026-03-14T09:40:00Z" };
    expect(await runAnalytics(range)).toMatchObject({
      window_count: 50,
      anomaly_count: 0,
      range_start: "2026-03-14T08:00:00.000Z",
      cluster_count: 1,
    });
    const { anomaly_count: flagged } = await runAnalytics({ ...range, contamination: 0.1 });
    // Windows that are equal to one on the edge are not flagged, so that it is never more than the share.
    expect(flagged).toBeGreaterThan(0);
    expect(flagged).toBeLessThanOrEqual(5);
  });

  test("with too little data is completed with the reason", async () => {
    const run = await runAnalytics({ start: "2026-03-14T08:00:00Z", end: "2026-03-14T08:06:00Z" });
    expect(run).toMatchObject({
      status: "completed",
      anomaly_count: 0,
      detail: expect.stringMatching(/Only 3 whole windows/),
    });
  });

  test("is joined by those who ask while it is under way", async () => {
    const answers = await Promise.all([1, 2, 3].map(() => admin.post("/analytics/run")));
    expect(new Set(answers.map(({ body }) => body.run_id)).size).toBe(1);
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
    await whenEnded(answers[0]!.body.run_id);
    const { body: list } = await admin.get("/analytics/runs?limit=1");
    expect(list.items[0].id).toBe(answers[0]!.body.run_id);
    expect((await admin.post("/analytics/run?start=2026-03-14")).body.run_id).toBeGreaterThan(list.items[0].id);
  });

  test("of the same files and services is the same, in whatever order they are named, and is said to have found nothing of them", async () => {
    const scopes = [
      { file_ids: [98, 99], services: ["b", "a"] },
      { file_ids: [99, 98, 98], services: ["a", "b"] },
    ];
    const [one, other] = await Promise.all(scopes.map((scope) => admin.post("/analytics/run", scope)));
    expect(other!.body.run_id).toBe(one!.body.run_id);
    expect(await whenEnded(one!.body.run_id)).toMatchObject({
      status: "completed",
      detail: "There is no entry with a timestamp of these files and services.",
    });
  });

  test("that was completed a moment ago is not joined", async () => {
    const { body: first } = await admin.post("/analytics/run");
    while ((await admin.get(`/analytics/runs/${first.run_id}`)).body.status !== "completed");
    const { body: second } = await admin.post("/analytics/run");
    expect(second.run_id).toBeGreaterThan(first.run_id);
    await whenEnded(second.run_id);
  });

  test("that was cancelled a moment ago is not joined", async () => {
    const { body: first } = await admin.post("/analytics/run");
    await admin.post(`/analytics/runs/${first.run_id}/cancel`);
    const { body: second } = await admin.post("/analytics/run");
    expect(second.run_id).toBeGreaterThan(first.run_id);
    expect(await whenEnded(second.run_id)).toMatchObject({ status: "completed" });
    expect(await whenEnded(first.run_id)).toMatchObject({ status: "cancelled" });
  });

  test("is for admins, needs a valid range, and is not found by a wrong id", async () => {
    await admin.post("/auth/users", { username: "grace", password: "long enough" });
    const viewer = await running.client.signIn({ username: "grace", password: "long enough" });
    expect((await viewer.post("/analytics/run")).status).toBe(403);
    expect((await admin.post("/analytics/run", { start: "soon" })).status).toBe(422);
    const backwards = await admin.post("/analytics/run", {
      start: "2026-03-14T09:00:00Z",
      end: "2026-03-14T08:00:00Z",
    });
    expect(backwards).toMatchObject({
      status: 422,
      body: { detail: expect.stringMatching(/end: must be after start/) },
    });
    expect((await viewer.get("/analytics/runs/99999")).status).toBe(404);
  });
});
