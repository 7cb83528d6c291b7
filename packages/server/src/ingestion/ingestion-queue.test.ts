import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Catalog, type EventStore, EventStoreError, openCatalog, openEventStore } from "@faultline/storage";
import { bundleEngineWorker } from "@faultline/storage/testing";
import { pino } from "pino";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { bundleWorkers } from "../testing/bundles.ts";
import { createFileReading } from "./file-reading.ts";
import { createIngestionQueue } from "./ingestion-queue.ts";
import { startParseWorker } from "./parse-worker-thread.ts";
import { createProgressMeter } from "./progress-meter.ts";
import { openSpool, type Spool } from "./spool.ts";
import { SMALL_FILE_BYTES } from "./waiting-files.ts";

let directory: string;
let spoolDirectory: string;
let events: EventStore;
let catalog: Catalog;
let spool: Spool;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "faultline-queue-"));
  events = await openEventStore({ kind: "embedded", dataDir: directory });
  catalog = await openCatalog({ kind: "embedded", dataDir: directory, workerUrl: await bundleEngineWorker() });
  await Promise.all([events.migrate(), catalog.migrate()]);
});
afterAll(async () => {
  await Promise.all([events.close(), catalog.close()]);
  await rm(directory, { recursive: true, force: true });
});
beforeEach(async () => {
  spoolDirectory = await mkdtemp(join(directory, "spool-"));
  spool = await openSpool(spoolDirectory, 1000);
});

interface Setting {
  readonly workerUrl?: URL;
  readonly insertBlock?: EventStore["insertBlock"];
}

async function queueWith({ workerUrl, insertBlock = (block) => events.insertBlock(block) }: Setting = {}) {
  const logger = pino({ level: "silent" });
  const url = workerUrl ?? (await bundleWorkers()).parseWorkerUrl;
  const readFile = createFileReading({
    files: catalog.files,
    events: { ...events, insertBlock },
    spool,
    meter: createProgressMeter(Date.now),
    maxTextBytes: 1000,
    timeZone: "UTC",
    groupsBlocks: false,
    storePausesMs: [1],
    logger,
  });
  const startWorker = () => startParseWorker(url, []);
  return createIngestionQueue({
    files: catalog.files,
    spool,
    readFile,
    startWorker,
    concurrency: 1,
    maxWaiting: 2,
    logger,
  });
}

/** Holds back the blocks of a file until it is opened. */
function gateFor(fileId: number) {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  let isReached = false;
  const insertBlock: EventStore["insertBlock"] = async (block) => {
    if (block.token.startsWith(`${fileId}.`)) {
      isReached = true;
      await opened;
    }
    await events.insertBlock(block);
  };
  return { insertBlock, open, isReached: () => isReached };
}

async function* bytesOf(text: string) {
  yield Buffer.from(text);
}

async function receive(text: string, claimedBytes?: number) {
  const spooled = await spool.write(bytesOf(text));
  const described = { filename: "app.log", source: null, environment: null, logType: null, modifiedAt: null };
  const file = await catalog.files.create({ ...described, sizeBytes: claimedBytes ?? spooled.sizeBytes });
  await spool.assign(spooled, file.id);
  return file;
}

const LINE = "2026-03-14T09:00:00Z INFO shop one\n";
const LARGE = SMALL_FILE_BYTES + 1;

const spooledNames = () => readdir(spoolDirectory);
const statusOf = async (id: number) => (await catalog.files.findById(id))?.status;
const isDone = async (id: number) => ["processed", "failed"].includes((await statusOf(id)) ?? "");
const PATIENCE = { timeout: 60_000 };

test("a file that failed through no fault of its own keeps its bytes, and a retry reads it", async () => {
  const file = await receive(LINE);
  const broken = await queueWith({ workerUrl: new URL("data:text/javascript,process.exit(3)") });
  broken.add(file);
  await expect.poll(() => statusOf(file.id)).toBe("failed");
  await broken.stop();
  expect((await catalog.files.findById(file.id))!.error).toMatch(/retry reads on from where it stopped/);
  expect(await spooledNames()).toEqual([`file-${file.id}`]);

  const repaired = await queueWith();
  await repaired.resume();
  expect(await statusOf(file.id)).toBe("failed");
  repaired.add((await catalog.files.requeue(file.id))!);
  await expect.poll(() => statusOf(file.id), PATIENCE).toBe("processed");
  await repaired.stop();
  expect(await catalog.files.findById(file.id)).toMatchObject({ totalLines: 1, error: null });
  expect(await spooledNames()).toEqual([]);
});

test("a small file overtakes large ones, and those are read in their order", async () => {
  const [large, later, small] = [await receive(LINE, LARGE), await receive(LINE, LARGE), await receive(LINE)];
  const gate = gateFor(large.id);
  const queue = await queueWith(gate);
  for (const file of [large, later, small]) queue.add(file);
  await expect.poll(() => isDone(small.id), PATIENCE).toBe(true);
  await expect.poll(gate.isReached, PATIENCE).toBe(true);
  expect(await Promise.all([large, later, small].map(({ id }) => statusOf(id)))).toEqual([
    "processing",
    "uploaded",
    "processed",
  ]);
  gate.open();
  await expect.poll(() => isDone(later.id), PATIENCE).toBe(true);
  await queue.stop();
});

test("small files alone are not read more at once than there are processors for them", async () => {
  const [first, second] = [await receive(LINE), await receive(LINE)];
  const gate = gateFor(first.id);
  const queue = await queueWith(gate);
  for (const file of [first, second]) queue.add(file);
  await expect.poll(gate.isReached, PATIENCE).toBe(true);
  expect(await statusOf(second.id)).toBe("uploaded");
  gate.open();
  await expect.poll(() => isDone(second.id), PATIENCE).toBe(true);
  await queue.stop();
});

test("the line is bounded, and has room again when a file leaves it", async () => {
  const [first, second, third] = [await receive(LINE, LARGE), await receive(LINE, LARGE), await receive(LINE, LARGE)];
  const gate = gateFor(first.id);
  const queue = await queueWith(gate);
  for (const file of [first, second]) queue.add(file);
  expect(queue.hasRoom()).toBe(true);
  queue.add(third);
  expect(queue.hasRoom()).toBe(false);
  expect(await queue.remove(third.id)).toBe(true);
  expect(await queue.remove(third.id)).toBe(false);
  expect(queue.hasRoom()).toBe(true);
  gate.open();
  await queue.stop();
});

test("a file whose blocks the engine does not take fails with the cause, and the others are read", async () => {
  const [unlucky, other] = [await receive(LINE), await receive(LINE)];
  const queue = await queueWith({
    async insertBlock(block) {
      if (block.token.startsWith(`${unlucky.id}.`)) throw new EventStoreError("Cannot write: No space left on device");
      await events.insertBlock(block);
    },
  });
  for (const file of [unlucky, other]) queue.add(file);
  await expect.poll(() => isDone(other.id), PATIENCE).toBe(true);
  await expect.poll(() => isDone(unlucky.id), PATIENCE).toBe(true);
  expect(await catalog.files.findById(unlucky.id)).toMatchObject({
    status: "failed",
    error: expect.stringMatching(/^The disk of the server is full \(ENOSPC\)\. .*retry/),
  });
  expect(await statusOf(other.id)).toBe("processed");
  await queue.stop();
});

test("a file that is deleted while it is read leaves no entries", async () => {
  const file = await receive(LINE);
  const gate = gateFor(file.id);
  const queue = await queueWith(gate);
  queue.add(file);
  await expect.poll(gate.isReached, PATIENCE).toBe(true);
  // By another app node: this one is not told.
  await catalog.files.delete(file.id);
  gate.open();
  await queue.stop();
  expect((await events.findEntries({ fileIds: [file.id] }, { offset: 0, limit: 1 })).total).toBe(0);
});

test("bytes that no file needs any more are cleared away at the start", async () => {
  const [deleted, processed] = [await receive("one\n"), await receive("two\n")];
  await catalog.files.delete(deleted.id);
  await catalog.files.markProcessed(processed.id, { isRawInRecords: true });
  const queue = await queueWith();
  await queue.resume();
  await queue.stop();
  expect(await spooledNames()).toEqual([]);
  expect(await statusOf(processed.id)).toBe("processed");
});
