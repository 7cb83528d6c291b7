import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { bundleEngineWorker } from "../testing/index.ts";
import { openEmbeddedEngine } from "./embedded-engine.ts";
import { openCatalog } from "./open-catalog.ts";
import { runResults, WHOLE_RUN } from "./testing/stored-run.ts";

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "faultline-room-"));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

it("An embedded catalog does not grow with the runs that it has had", async () => {
  await completeRuns(7);
  const few = await resultBytes();
  await completeRuns(7);
  expect(await resultBytes()).toBeLessThan(1.3 * few);
});

async function completeRuns(runs: number): Promise<void> {
  const catalog = await openCatalog({ kind: "embedded", dataDir, workerUrl: await bundleEngineWorker() });
  await catalog.migrate();
  for (let i = 0; i < runs; i++) {
    const { id } = await catalog.runs.create(WHOLE_RUN);
    await catalog.runs.complete(id, runResults(i), null);
  }
  await catalog.close();
}

async function resultBytes(): Promise<number> {
  const engine = await openEmbeddedEngine(await bundleEngineWorker(), join(dataDir, "catalog"));
  const size = "SELECT pg_total_relation_size('anomalies') + pg_total_relation_size('error_clusters') AS size";
  const { rows } = await engine.query(size, [], { rowMode: "object" });
  await engine.close();
  return (rows[0] as { size: number }).size;
}
