import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ADMIN, startTestServer, type TestServer } from "../testing/test-server.ts";
import type { TestClient } from "../testing/test-client.ts";

let running: TestServer;
let admin: TestClient;
let fileIds: number[];

const START_MS = Date.UTC(2026, 2, 14, 8);

/** An hour of a shop and its payments; for four minutes the payments fail. */
function log(service: string, isFailing: (minute: number) => boolean): string {
  const lines: string[] = [];
  for (let minute = 0; minute < 60; minute++) {
    const at = (second: number): string => new Date(START_MS + minute * 60_000 + second * 1000).toISOString();
    for (let i = 0; i < 10; i++) lines.push(`${at(i * 6)} INFO ${service} request ${minute * 10 + i} served`);
    for (let i = 0; isFailing(minute) && i < 40; i++)
      lines.push(`${at(i)} ERROR ${service} card ${i} declined by bank`);
  }
  lines.push("ERROR nobody knows when this was");
  return `${lines.join("\n")}\n`;
}

beforeAll(async () => {
  running = await startTestServer();
  admin = await running.client.signIn(ADMIN);
  const shop = await admin.uploadAndRead(
    "shop.log",
    log("shop", () => false),
  );
  const pay = await admin.uploadAndRead(
    "pay.log",
    log("pay", (minute) => minute >= 30 && minute < 34),
  );
  fileIds = [shop.id, pay.id];
});
afterAll(() => running.stop());

async function run(body?: unknown): Promise<any> {
  const { body: accepted } = await admin.post("/analytics/run", body);
  return ended(accepted.run_id);
}

async function ended(id: number): Promise<any> {
  for (;;) {
    const { body } = await admin.get(`/analytics/runs/${id}`);
    if (body.status !== "queued" && body.status !== "running") return body;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe("the results of a run", () => {
  test("are nothing before there is one", async () => {
    expect((await admin.get("/analytics/windows")).body).toEqual({
      run_id: null,
      window_seconds: null,
      windows_per_item: 1,
      total: 0,
      flagged: 0,
      score_counts: Array.from({ length: 20 }, () => 0),
      items: [],
    });
  });

  test("have every window with its score, as fine as is asked for", async () => {
    const { id, anomaly_count: flagged, ...rest } = await run();
    expect(rest).toMatchObject({
      status: "completed",
      stage: null,
      progress: 1,
      trigger: "request",
      window_seconds: 120,
      analysed_start: "2026-03-14T08:00:00.000Z",
      analysed_end: "2026-03-14T09:00:00.000Z",
      window_count: 30,
      entry_count: 1360,
      error: null,
    });
    expect(Object.keys(rest.durations_ms).toSorted()).toEqual([
      "clusters",
      "counting",
      "queued",
      "templates",
      "windows",
    ]);
    const { body: series } = await admin.get("/analytics/windows");
    expect(series).toMatchObject({ run_id: id, window_seconds: 120, windows_per_item: 1, total: 30, flagged });
    expect(series.items).toHaveLength(30);
    expect(series.items[15]).toMatchObject({
      window_start: "2026-03-14T08:30:00.000Z",
      window_end: "2026-03-14T08:32:00.000Z",
      is_anomaly: true,
      features: { total_count: 120, error_count: 80, unique_services: 2 },
    });
    const { body: coarse } = await admin.get(`/analytics/windows?max_points=10&run_id=${id}`);
    expect(coarse).toMatchObject({ windows_per_item: 3, total: 30 });
    expect(coarse.items.map((item: any) => item.features.total_count)).toEqual([
      120, 120, 120, 120, 120, 280, 120, 120, 120, 120,
    ]);
    const range = "start=2026-03-14T08:31:00Z&end=2026-03-14T08:34:00Z";
    expect((await admin.get(`/analytics/windows?${range}`)).body).toMatchObject({ total: 2, flagged: 2 });
    expect((await admin.get("/analytics/windows?run_id=99999")).status).toBe(404);
    expect((await admin.get("/analytics/windows?max_points=5001")).status).toBe(422);
  });

  test("say of each anomaly what shows it", async () => {
    const { body } = await admin.get("/analytics/anomalies");
    const [first] = body.items;
    expect(first.departures.map((each: any) => each.feature)).toContain("error_count");
    expect(first.departures[0].z).toBeGreaterThan(3.5);
    const declined = (await admin.get("/analytics/templates?q=declined")).body.items[0];
    expect(first.templates).toEqual([
      expect.objectContaining({ id: declined.id, text: "card <*> declined by bank", change: "new", count: 80 }),
    ]);
    expect(first.description).toContain("card <*> declined by bank");
    expect(first.example_entry_ids.length).toBeGreaterThan(0);
    for (const id of first.example_entry_ids) expect(Math.floor(id / 2 ** 32)).toBe(fileIds[1]);
  });

  test("say of each cluster where and when its errors were, and which they are", async () => {
    const { body: list } = await admin.get("/analytics/clusters");
    expect(list.items.map((each: any) => each.count)).toEqual([160, 2]);
    const [declined, timeless] = list.items;
    expect(declined).toMatchObject({
      services: [{ service: "pay", count: 160 }],
      templates: [{ id: expect.any(String), text: "card <*> declined by bank", count: 160 }],
      timeline: { bucket_seconds: 60 },
    });
    const counts = declined.timeline.buckets.map((bucket: any) => bucket.count);
    expect(counts).toHaveLength(60);
    expect(counts.slice(29, 35)).toEqual([0, 40, 40, 40, 40, 0]);
    expect(declined.timeline.buckets[30].start).toBe("2026-03-14T08:30:00.000Z");
    expect((await admin.get(`/analytics/clusters/${declined.id}`)).body).toEqual(declined);
    const { body: entries } = await admin.get(`/analytics/clusters/${declined.id}/entries?limit=200`);
    expect(entries.total).toBe(160);
    expect(new Set(entries.items.map((entry: any) => entry.id)).size).toBe(160);
    for (const entry of entries.items) expect(entry.message).toMatch(/^card \d+ declined by bank$/);
    expect((await admin.get(`/analytics/clusters/${timeless.id}/entries`)).body.total).toBe(2);
    expect((await admin.get(`/logs?q=cluster:${declined.id}&limit=1`)).body.total).toBe(160);
    expect((await admin.get(`/logs?q=cluster:${declined.id} "card 7"&limit=1`)).body.total).toBe(4);
    expect((await admin.get(`/stats/summary?q=-cluster:${declined.id} level:error`)).body.total_entries).toBe(2);
    for (const query of ["cluster:99999", "cluster:all", "cluster:*"]) {
      const { status, body } = await admin.get(`/logs?q=${query}`);
      expect(status).toBe(422);
      expect(body).toMatchObject({ code: "invalid_query", errors: [{ path: "q", end: query.length }] });
    }
    expect((await admin.get("/analytics/clusters/99999/entries")).status).toBe(404);
  });

  test("are of the files and services that are asked for, in windows of the length asked for", async () => {
    expect(await run({ file_ids: [fileIds[0]], window_seconds: 300 })).toMatchObject({
      file_ids: [fileIds[0]],
      window_seconds: 300,
      window_count: 12,
      entry_count: 600,
    });
    expect((await admin.get("/analytics/clusters")).body.items.map((each: any) => each.count)).toEqual([1]);
    expect(await run({ services: ["pay"], start: "2026-03-14T08:30:00Z" })).toMatchObject({
      services: ["pay"],
      window_count: 15,
      entry_count: 460,
    });
    const { body } = await admin.post(`/analytics/run?file_ids=${fileIds[1]}&file_ids=${fileIds[0]}`);
    expect(await ended(body.run_id)).toMatchObject({ file_ids: [fileIds[0], fileIds[1]], entry_count: 1360 });
    expect((await admin.post("/analytics/run", { window_seconds: 90 })).status).toBe(422);
    expect((await admin.post("/analytics/run", { file_ids: [] })).status).toBe(422);
  });
});

describe("the line of runs", () => {
  test("has one run at a time, others wait their turn, and there is an end to it", async () => {
    const ask = (windowSeconds: number) => admin.post("/analytics/run", { window_seconds: windowSeconds });
    const answers = await Promise.all(Array.from({ length: 14 }, (_, i) => ask(60 * (i + 1))));
    const accepted = answers.filter(({ status }) => status === 202);
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(accepted.length + refused.length).toBe(14);
    expect(refused[0]!.body).toMatchObject({ code: "too_many_runs" });
    const runs = [];
    for (const { body } of accepted) runs.push(await ended(body.run_id));
    expect(new Set(runs.map(({ status }) => status))).toEqual(new Set(["completed"]));
    const byStart = runs.toSorted((a, b) => Date.parse(a.started_at) - Date.parse(b.started_at));
    for (const [i, each] of byStart.slice(1).entries()) {
      expect(Date.parse(each.started_at)).toBeGreaterThanOrEqual(Date.parse(byStart[i]!.finished_at));
    }
  });

  test("may be left, by a run that waits or is under way, and by an admin only", async () => {
    const { body: latest } = await admin.get("/analytics/windows");
    const first = await admin.post("/analytics/run", { window_seconds: 60 });
    const second = await admin.post("/analytics/run", { window_seconds: 180 });
    const cancel = (id: number, client = admin) => client.post(`/analytics/runs/${id}/cancel`);
    expect((await cancel(second.body.run_id)).body).toMatchObject({ status: "cancelled", stage: null });
    expect((await cancel(second.body.run_id)).status).toBe(409);
    await cancel(first.body.run_id);
    const runOf = async ({ body }: any) => (await admin.get(`/analytics/runs/${body.run_id}`)).body;
    await ended(first.body.run_id);
    expect((await runOf(second)).status).toBe("cancelled");
    // It may have been over before it could be cancelled.
    const shown = (await runOf(first)).status === "cancelled" ? latest.run_id : first.body.run_id;
    expect((await admin.get("/analytics/windows")).body.run_id).toBe(shown);
    expect((await cancel(99_999)).status).toBe(404);
    await admin.post("/auth/users", { username: "grace", password: "long enough" });
    const viewer = await running.client.signIn({ username: "grace", password: "long enough" });
    expect((await cancel(first.body.run_id, viewer)).status).toBe(403);
  });
});
