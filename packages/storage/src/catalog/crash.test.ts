import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, it } from "vitest";
import { bundleEngineWorker } from "../testing/index.ts";
import { openCatalog } from "./open-catalog.ts";
import { ANOMALIES, runResults, shapesOfRun, WHOLE_RUN } from "./testing/stored-run.ts";

const SCRIPT = fileURLToPath(new URL("./testing/store-until-killed.ts", import.meta.url));
const TSX = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "faultline-crash-"));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

it("A process that is killed while it stores leaves runs and templates whole or not at all, and the next run is fine", async () => {
  let next = 0;
  // Early and late within the storing of a run.
  for (const delayMs of [0, 20, 60]) {
    const acknowledged = await storeUntilKilled(next, next + 1, delayMs);
    const catalog = await openCatalog({ kind: "embedded", dataDir, workerUrl: await bundleEngineWorker() });
    await catalog.migrate();
    await catalog.runs.takeUp("killed");
    const latest = (await catalog.runs.findLatest())!;
    expect(latest.entryCount).toBeGreaterThanOrEqual(acknowledged);
    const { items, total } = await catalog.runs.listAnomalies({}, { offset: 0, limit: 1000 });
    expect(total).toBe(ANOMALIES);
    expect(new Set(items.map(({ description }) => description))).toEqual(new Set([`run ${latest.entryCount}`]));

    const shapes = await catalog.templates.countShapes();
    expect(shapes % shapesOfRun(0).length).toBe(0);
    expect(shapes / shapesOfRun(0).length).toBeGreaterThan(acknowledged);

    const { id } = await catalog.runs.create(WHOLE_RUN);
    next = latest.entryCount + 1;
    await catalog.templates.add([{ id: `${next}`, text: "a <*>" }], shapesOfRun(next));
    expect(await catalog.runs.complete(id, runResults(next), null)).toBe(true);
    expect((await catalog.runs.findLatest())!.id).toBe(id);
    next++;
    await catalog.close();
  }
});

/** Resolves to the number of the last run that the killed process said was stored. */
function storeUntilKilled(first: number, last: number, delayMs: number): Promise<number> {
  const args = ["--import", TSX, SCRIPT, dataDir, String(first)];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  let acknowledged = -1;
  createInterface({ input: child.stdout }).on("line", (line) => {
    acknowledged = Number(line);
    if (acknowledged === last) setTimeout(() => child.kill("SIGKILL"), delayMs);
  });
  return new Promise((resolve) => child.once("close", () => resolve(acknowledged)));
}
