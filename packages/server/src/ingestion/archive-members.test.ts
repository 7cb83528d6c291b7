import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Catalog, type LogFile, openCatalog } from "@faultline/storage";
import { bundleEngineWorker } from "@faultline/storage/testing";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bundleWorkers } from "../testing/bundles.ts";
import { openArchiveMembers } from "./archive-members.ts";
import { createIngestionQueue } from "./ingestion-queue.ts";
import { type ParseWorkerThread, startParseWorker } from "./parse-worker-thread.ts";
import { openSpool, type Spool } from "./spool.ts";

let directory: string;
let catalog: Catalog;
let spool: Spool;
let worker: ParseWorkerThread;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "faultline-members-"));
  catalog = await openCatalog({ kind: "embedded", dataDir: directory, workerUrl: await bundleEngineWorker() });
  await catalog.migrate();
  spool = await openSpool(join(directory, "spool"), 1e6);
  worker = startParseWorker((await bundleWorkers()).parseWorkerUrl, []);
});
afterAll(async () => {
  await Promise.all([catalog.close(), worker.end()]);
  await rm(directory, { recursive: true, force: true });
});

/** No call of what is made mortal happens from the last one on: as if the process ended there. */
function lifetime(isLast: (name: string) => boolean): <T extends object>(service: T) => T {
  let hasEnded = false;
  return (service) =>
    new Proxy(service, {
      get(_, name) {
        const call = Reflect.get(service, name) as (...args: unknown[]) => unknown;
        return async (...args: unknown[]) => {
          hasEnded ||= isLast(String(name));
          if (hasEnded) throw new Error("the process has ended");
          return call(...args);
        };
      },
    });
}

const PATHS = ["a.log", "b.log"];

async function* textOf(path: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(`a line of ${path}\n`);
}

/** False if the process ended on the way. */
async function unpack(archiveId: number, isLast: (name: string) => boolean): Promise<boolean> {
  const mortal = lifetime(isLast);
  const services = { files: mortal(catalog.files), spool: mortal(spool), enqueue: () => undefined };
  const archive = (await catalog.files.findById(archiveId))!;
  try {
    const members = await openArchiveMembers(archive, services);
    for (const path of PATHS.filter((each) => !members.unpacked.includes(each)))
      await members.add({ path, modifiedAt: null, bytes: await spool.write(textOf(path)) });
    return true;
  } catch {
    return false;
  }
}

/** What a start does with what the process before it left; nothing is read. */
async function startAgain(): Promise<void> {
  const queue = createIngestionQueue({
    files: catalog.files,
    spool,
    readFile: async () => undefined,
    startWorker: () => worker,
    concurrency: 1,
    maxWaiting: 10,
    logger: pino({ level: "silent" }),
  });
  await queue.resume();
}

async function receiveArchive(name: string): Promise<LogFile> {
  const spooled = await spool.write(textOf(name));
  const described = { filename: name, source: null, environment: null, logType: null, modifiedAt: null };
  const file = await catalog.files.create({ ...described, sizeBytes: spooled.sizeBytes });
  await spool.assign(spooled, file.id);
  return file;
}

test("wherever the process ends again after it ended between a member and its bytes, each member waits to be read", async () => {
  let isWhole = false;
  for (let calls = 0; !isWhole; calls++) {
    const { id } = await receiveArchive(`${calls}.tar`);
    await unpack(id, (name) => name === "assign");
    await startAgain();
    let left = calls;
    isWhole = await unpack(id, () => left-- === 0);
    await startAgain();
    await unpack(id, () => false);
    const members = await catalog.files.listMembers(id);
    expect(members).toMatchObject(
      PATHS.map((path) => ({ filename: `${calls}.tar/${path}`, status: "uploaded", error: null })),
    );
    for (const [at, path] of PATHS.entries())
      expect(await readFile(spool.pathOf(members[at]!.id), "utf8")).toBe(`a line of ${path}\n`);
    await catalog.files.delete(id);
  }
});
