import { spawn } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, it } from "vitest";
import { encodeEntryBlock } from "./entry-block.ts";
import { openEventStore } from "./open-event-store.ts";
import { recordBlock } from "./testing/record-block.ts";

const ROWS = 500;
const SCRIPT = fileURLToPath(new URL("./testing/insert-until-killed.ts", import.meta.url));
const TSX = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "faultline-crash-"));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

it("A killed process loses no block that was acknowledged, and none is doubled when it is read again", async () => {
  const acknowledged = await insertUntilKilled(8);
  const store = await openEventStore({ kind: "embedded", dataDir });
  await store.migrate();
  expect(await readdir(join(dataDir, "blocks"))).toEqual([]);
  const stored = (await store.findEntries({}, { offset: 0, limit: 1 })).total;
  expect(stored).toBeGreaterThanOrEqual((acknowledged + 1) * ROWS);

  const block = recordBlock(Array.from({ length: ROWS }, (_, i) => ({ raw: `${i}\n`, message: `${i}` })));
  const blocks = acknowledged + 3;
  for (let blockNumber = 0; blockNumber < blocks; blockNumber++) {
    await store.insertBlock(encodeEntryBlock({ fileId: 1, blockNumber, block, createdAtMs: 0 }));
  }
  expect((await store.findEntries({}, { offset: 0, limit: 1 })).total).toBe(blocks * ROWS);
  expect((await store.summarizeEntries({})).totalEntries).toBe(blocks * ROWS);
  await store.close();
});

/** Resolves to the number of the last block that the killed process said was stored. */
function insertUntilKilled(lastBlock: number): Promise<number> {
  const child = spawn(process.execPath, ["--import", TSX, SCRIPT, dataDir], { stdio: ["ignore", "pipe", "inherit"] });
  let acknowledged = -1;
  createInterface({ input: child.stdout }).on("line", (line) => {
    acknowledged = Number(line);
    if (acknowledged >= lastBlock) child.kill("SIGKILL");
  });
  return new Promise((resolve) => child.once("close", () => resolve(acknowledged)));
}
