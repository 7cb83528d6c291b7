import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeLogCorpus } from "../../server/src/testing/log-corpus.ts";
import { createMortalServer, type MortalServer } from "./testing/mortal-server.ts";
import { buildProgram, type Program } from "./testing/program.ts";

let program: Program;
let directory: string;
let server: MortalServer;
beforeAll(async () => {
  program = await buildProgram();
  directory = mkdtempSync(join(tmpdir(), "faultline-sigterm-"));
  server = createMortalServer(program, directory);
});
afterAll(async () => {
  await server.stop();
  program.remove();
  rmSync(directory, { recursive: true, force: true });
});

/** Service managers send SIGKILL after ten seconds. */
const PATIENCE_MS = 10_000;

async function stopInTime(): Promise<void> {
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, "late").unref());
  expect(await Promise.race([server.stop(), late])).toBe(0);
}

test("SIGTERM in the middle of uploads and of reading ends the server within seconds, and the next start reads on", async () => {
  const corpus = makeLogCorpus(300_000);
  const text = Buffer.from(corpus.text);
  await server.start();
  const plain = await server.upload("plain.log", text, "plain");
  const packed = await server.upload("packed.log.gz", gzipSync(text, { level: 1 }), "packed");
  await server.uploadInPart("cut-off.log", text.subarray(0, 1_000_000));
  expect((await server.unfinished()).length).toBeGreaterThan(0);
  await stopInTime();

  await server.start();
  // Nothing of the upload that was cut off is left, not even in the catalog.
  expect(readdirSync(server.spool).filter((name) => name.startsWith("incoming-"))).toEqual([]);
  expect((await server.get("/logs/files")).body.total).toBe(2);
  for (const [fileId, source] of [
    [plain, "plain"],
    [packed, "packed"],
  ] as const) {
    // Anew or from where it was, as the moment wanted it: each line is there once.
    expect(await server.read(fileId)).toMatchObject({
      status: "processed",
      total_lines: corpus.lines,
      parsed_entries: corpus.entries,
    });
    const { body: summary } = await server.get(`/stats/summary?source=${source}`);
    const levels = summary.level_breakdown.map(({ level, count }: any) => [level, count]);
    expect(Object.fromEntries(levels)).toEqual(corpus.levels);
  }
  expect((await server.raw(plain)).equals(text)).toBe(true);

  // Of a file that is read while it comes in nothing is left either, without another start.
  await server.uploadInPart("ahead.log", text.subarray(0, 20_000_000));
  await expect.poll(() => readdirSync(server.spool).some((name) => name.startsWith("ahead-"))).toBe(true);
  await stopInTime();
  expect(readdirSync(server.spool).filter((name) => name.startsWith("ahead-"))).toEqual([]);
}, 180_000);
