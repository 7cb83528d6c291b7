import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Catalog, type EventStore, openCatalog, openEventStore } from "@faultline/storage";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { bundleWorkers } from "../testing/worker-bundles.ts";
import { createFileReading } from "./file-reading.ts";
import { createIngestionQueue } from "./ingestion-queue.ts";
import { startParseWorker } from "./parse-worker-thread.ts";
import { createProgressMeter } from "./progress-meter.ts";
import { openSpool, type Spool } from "./spool.ts";

let directory: string;
let events: EventStore;
let catalog: Catalog;
let spool: Spool;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "faultline-queue-"));
  events = await openEventStore({ kind: "embedded", dataDir: directory });
  catalog = await openCatalog({ kind: "embedded", dataDir: directory });
  await Promise.all([events.migrate(), catalog.migrate()]);
  spool = await openSpool(join(directory, "spool"), 1000);
});
afterEach(async () => {
  await Promise.all([events.close(), catalog.close()]);
  await rm(directory, { recursive: true, force: true });
});

function queueWith(workerUrl: URL, concurrency = 1) {
  const logger = pino({ level: "silent" });
  const meter = createProgressMeter(Date.now);
  const reading = {
    files: catalog.files,
    events,
    spool,
    meter,
    maxTextBytes: 1000,
    timeZone: "UTC",
    formats: [],
    logger,
  };
  return createIngestionQueue({
    files: catalog.files,
    spool,
    readFile: createFileReading(reading),
    startWorker: () => startParseWorker(workerUrl),
    concurrency,
    maxWaiting: 2,
    logger,
  });
}

async function* bytesOf(text: string) {
  yield Buffer.from(text);
}

async function receive(text: string) {
  const spooled = await spool.write(bytesOf(text));
  const described = { filename: "app.log", source: null, environment: null, logType: null, modifiedAt: null };
  const file = await catalog.files.create({ ...described, sizeBytes: spooled.sizeBytes });
  await spool.assign(spooled, file.id);
  return file;
}

const spooledNames = () => readdir(join(directory, "spool"));
const statusOf = async (id: number) => (await catalog.files.findById(id))?.status;

test("a file that failed through no fault of its own keeps its bytes, and a retry reads it", async () => {
  const file = await receive("2026-03-14T09:00:00Z INFO shop one\n");
  const broken = queueWith(new URL("data:text/javascript,process.exit(3)"));
  broken.add(file);
  await expect.poll(() => statusOf(file.id)).toBe("failed");
  await broken.stop();
  expect((await catalog.files.findById(file.id))!.error).toMatch(/retry reads on from where it stopped/);
  expect(await spooledNames()).toEqual([`file-${file.id}`]);

  const { parseWorkerUrl } = await bundleWorkers();
  const repaired = queueWith(parseWorkerUrl);
  await repaired.resume();
  expect(await statusOf(file.id)).toBe("failed");
  repaired.add((await catalog.files.requeue(file.id))!);
  await expect.poll(() => statusOf(file.id), { timeout: 10_000 }).toBe("processed");
  await repaired.stop();
  expect(await catalog.files.findById(file.id)).toMatchObject({ totalLines: 1, error: null });
  expect(await spooledNames()).toEqual([]);
});

test("bytes that no file needs any more are cleared away at the start", async () => {
  const [deleted, processed] = [await receive("one\n"), await receive("two\n")];
  await catalog.files.delete(deleted.id);
  await catalog.files.markProcessed(processed.id, { isRawInRecords: true });
  const queue = queueWith((await bundleWorkers()).parseWorkerUrl);
  await queue.resume();
  await queue.stop();
  expect(await spooledNames()).toEqual([]);
  expect(await statusOf(processed.id)).toBe("processed");
});
