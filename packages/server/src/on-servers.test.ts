import { readFileSync } from "node:fs";
import { join } from "node:path";
import { startClickHouseNode, startPostgresServer } from "@faultline/storage/testing";
import { expect, test } from "vitest";
import { makeLogCorpus } from "./testing/log-corpus.ts";
import { ADMIN, startTestServer } from "./testing/test-server.ts";

test("the API works the same over a ClickHouse and a PostgreSQL server", async () => {
  const [clickhouse, postgres] = await Promise.all([startClickHouseNode(), startPostgresServer()]);
  const variables = { CLICKHOUSE_URL: clickhouse.url, DATABASE_URL: postgres.url };
  const running = await startTestServer({ variables });
  try {
    const admin = await running.client.signIn(ADMIN);
    const corpus = makeLogCorpus(20_000);
    const file = await admin.uploadAndRead("app.log", corpus.text, { source: "shop" });
    expect(file).toMatchObject({ status: "processed", total_lines: corpus.lines, parsed_entries: corpus.entries });
    const { body: summary } = await admin.get("/stats/summary?source=shop");
    expect(Object.fromEntries(summary.level_breakdown.map((each: any) => [each.level, each.count]))).toEqual(
      corpus.levels,
    );
    expect((await admin.get("/logs?keyword=REQUEST%2042%20")).body).toMatchObject({
      total: 1,
      items: [{ line_number: 43 }],
    });

    const path = `/logs/files/${file.id}`;
    await admin.post(`${path}/reprocess`, { time_zone: "Europe/Berlin" });
    expect(await admin.whenRead(file.id)).toMatchObject({ attempt: 1, parsed_entries: corpus.entries });
    expect((await admin.get("/stats/summary?source=shop")).body.total_entries).toBe(corpus.entries);
    expect((await admin.get(`${path}/raw`)).body).toBe(corpus.text);
    const gone = await admin.uploadAndRead("gone.log", "2026-03-14T09:00:00Z INFO shop gone\n", { source: "gone" });
    expect((await admin.delete(`/logs/files/${gone.id}`)).status).toBe(204);
    expect((await admin.get("/stats/summary?source=gone")).body).toMatchObject({ total_entries: 0, total_files: 0 });
    expect((await admin.get(`/logs?file_id=${gone.id}`)).body.total).toBe(0);

    // The spool is in the data directory, so no other process may have that, though neither engine is there.
    expect(JSON.parse(readFileSync(join(running.dataDirectory, "lock"), "utf8"))).toMatchObject({ pid: process.pid });

    const { body: key } = await admin.post("/auth/api-keys", { name: "shipper" });
    expect((await running.client.with({ "x-api-key": key.raw_key }).get("/logs/files")).body.total).toBe(1);
    const { body: accepted } = await admin.post("/analytics/run");
    const runStatus = async () => (await admin.get(`/analytics/runs/${accepted.run_id}`)).body.status;
    await expect.poll(runStatus, { timeout: 50_000 }).toBe("completed");
    expect((await admin.get("/analytics/clusters")).body.total).toBeGreaterThan(0);
  } finally {
    await running.stop();
    await Promise.all([clickhouse.stop(), postgres.stop()]);
  }
}, 120_000);
