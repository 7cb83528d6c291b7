import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { ADMIN, startTestServer, type TestServer } from "../testing/test-server.ts";

const dataDirectory = mkdtempSync(join(tmpdir(), "faultline-interrupted-"));
let running: TestServer;
afterAll(async () => {
  await running.stop();
  rmSync(dataDirectory, { recursive: true });
});

async function start() {
  running = await startTestServer({ dataDirectory });
  return running.client.signIn(ADMIN);
}

test("a run that the stop of the server interrupts, and those in line, are made after the next start", async () => {
  const before = await start();
  await before.uploadAndRead("one.log", "2026-03-14T09:00:00Z ERROR shop first\n");
  const asked = [
    await before.post("/analytics/run"),
    await before.post("/analytics/run", { window_seconds: 300 }),
    await before.post("/analytics/run", { contamination: 0.1 }),
  ].map(({ body }) => body.run_id as number);
  const cancelled = asked.pop()!;
  await before.post(`/analytics/runs/${cancelled}/cancel`);
  await running.stop();
  const logged = running.logLines.map((line) => JSON.parse(line));
  expect(logged.filter(({ level }) => level >= 40)).toEqual([]);
  expect(logged).toContainEqual(
    expect.objectContaining({ run_id: asked[0], msg: expect.stringMatching(/interrupted: the server stops/) }),
  );

  const after = await start();
  const statusOf = async (id: number) => (await after.get(`/analytics/runs/${id}`)).body.status;
  for (const id of asked) await expect.poll(() => statusOf(id), { timeout: 50_000 }).toBe("completed");
  expect(await statusOf(cancelled)).toBe("cancelled");
  expect((await after.get("/analytics/runs")).body).toMatchObject({
    total: 3,
    items: [{}, { window_seconds: 300, entry_count: 1 }, { window_seconds: 120, entry_count: 1 }],
  });
});
