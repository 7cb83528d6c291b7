import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bundleWorkers } from "../testing/bundles.ts";
import type { ParseJob } from "./parse-job.ts";
import { type ParseWorkerThread, startParseWorker } from "./parse-worker-thread.ts";

let directory: string;
let worker: ParseWorkerThread;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "faultline-worker-"));
  worker = startParseWorker((await bundleWorkers()).parseWorkerUrl, []);
});
afterAll(async () => {
  await worker.end();
  await rm(directory, { recursive: true, force: true });
});

function jobFor(path: string): ParseJob {
  const rest = { attempt: 0, timeZone: "UTC", resumeFrom: null, maxTextBytes: 1e9, unpacked: [] };
  return { fileId: 7, path, referenceTimeMs: Date.parse("2026-03-15T00:00:00Z"), ...rest };
}

/** The blocks that come of a file: their tokens, lines and formats, and how it ended. */
async function readAll(path: string) {
  worker.start(jobFor(path));
  const blocks = [];
  for (;;) {
    const message = await worker.next();
    if (message.type !== "block") return { blocks, ending: message };
    const { progress, block } = message;
    blocks.push({ token: block.token, lines: progress.totalLines, formats: progress.formats });
    worker.stored(block);
  }
}

test("a rehearsal leaves nothing in what is read later, neither of its own file nor of one that is not there", async () => {
  const path = join(directory, "app.log");
  await writeFile(path, "2026-03-14T09:00:00Z INFO shop one\n".repeat(60_000));
  const unprepared = await readAll(path);
  expect(unprepared.blocks.reduce((sum, { lines }) => sum + lines, 0)).toBe(60_000);
  expect(unprepared.ending).toMatchObject({ type: "finished", isPlain: true });

  worker.rehearse(join(directory, "gone.log"));
  worker.rehearse(path);
  await expect(readAll(path)).resolves.toEqual(unprepared);
});
