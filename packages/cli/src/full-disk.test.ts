import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeLogCorpus } from "../../server/src/testing/log-corpus.ts";
import { createMortalServer, type MortalServer } from "./testing/mortal-server.ts";
import { buildProgram, type Program } from "./testing/program.ts";

const MIB = 1024 * 1024;

let program: Program;
let directory: string;
let server: MortalServer;
let isMounted = false;
beforeAll(async () => {
  program = await buildProgram();
  directory = mkdtempSync(join(tmpdir(), "faultline-full-disk-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=600m", "tmpfs", directory], { stdio: "ignore" });
    isMounted = true;
  } catch {
    // Only root on Linux may.
  }
});
afterAll(async () => {
  await server?.stop();
  program.remove();
  if (isMounted) execFileSync("umount", ["--lazy", directory]);
  rmSync(directory, { recursive: true, force: true });
});

/** Leaves so many bytes of the disk free. */
function fillUpTo(freeBytes: number): void {
  const { bavail, bsize } = statfsSync(directory);
  writeFileSync(join(directory, "ballast"), Buffer.alloc(Math.max(0, bavail * bsize - freeBytes)));
}

test("a file that the disk has no room for fails and says so, small ones are read all the same, and a retry reads it on", async (context) => {
  if (!isMounted) context.skip("a small disk can be had only where a tmpfs may be mounted, as root on Linux");
  server = createMortalServer(program, directory);
  await server.start();
  const large = makeLogCorpus(250_000);
  const small = makeLogCorpus(1000, 2);
  const [largeText, smallText] = [Buffer.from(large.text), Buffer.from(small.text)];
  expect(await server.read(await server.upload("before.log", smallText, "before"))).toMatchObject({
    status: "processed",
  });

  fillUpTo(largeText.length + 6 * MIB);
  const fileId = await server.upload("large.log", largeText, "large");
  const refused = await server.send("too-much.log", largeText, "refused");
  expect(refused.status).toBe(507);
  const during = await server.upload("during.log", smallText, "during");
  expect(await server.read(during)).toMatchObject({ status: "processed", parsed_entries: small.entries });
  expect(await server.read(fileId)).toMatchObject({
    status: "failed",
    error: "The disk of the server is full (ENOSPC). What was received is kept: retry reads on from where it stopped.",
  });

  rmSync(join(directory, "ballast"));
  expect((await server.post(`/logs/files/${fileId}/retry`)).status).toBe(200);
  expect(await server.read(fileId)).toMatchObject({ status: "processed", error: null, total_lines: large.lines });
  expect((await server.raw(fileId)).equals(largeText)).toBe(true);
  const { body: summary } = await server.get("/stats/summary?source=large");
  expect(Object.fromEntries(summary.level_breakdown.map((each: any) => [each.level, each.count]))).toEqual(
    large.levels,
  );
  expect((await server.get("/stats/summary?source=refused")).body.total_entries).toBe(0);
}, 300_000);
