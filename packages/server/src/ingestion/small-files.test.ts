import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type Catalog,
  type BlockFile,
  type EncodedBlock,
  type EventStore,
  EventStoreError,
  openCatalog,
  openEventStore,
} from "@faultline/storage";
import { bundleEngineWorker } from "@faultline/storage/testing";
import { pino } from "pino";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { bundleWorkers } from "../testing/bundles.ts";
import { createFileReading } from "./file-reading.ts";
import { createIngestionQueue } from "./ingestion-queue.ts";
import { startParseWorker } from "./parse-worker-thread.ts";
import { createProgressMeter } from "./progress-meter.ts";
import { openSpool, type Spool } from "./spool.ts";

let directory: string;
let events: EventStore;
let catalog: Catalog;
let spool: Spool;
let parseWorkerUrl: URL;
let inserted: (EncodedBlock | BlockFile)[];

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "faultline-small-"));
  events = await openEventStore({ kind: "embedded", dataDir: directory });
  catalog = await openCatalog({ kind: "embedded", dataDir: directory, workerUrl: await bundleEngineWorker() });
  await Promise.all([events.migrate(), catalog.migrate()]);
  spool = await openSpool(join(directory, "spool"), 1e6);
  ({ parseWorkerUrl } = await bundleWorkers());
});
afterAll(async () => {
  await Promise.all([events.close(), catalog.close()]);
  await rm(directory, { recursive: true, force: true });
});
beforeEach(() => {
  inserted = [];
});

function openQueue(insertBlock: EventStore["insertBlock"]) {
  const { files } = catalog;
  const logger = pino({ level: "silent" });
  const readFile = createFileReading({
    files,
    spool,
    events: { ...events, insertBlock },
    meter: createProgressMeter(Date.now),
    maxTextBytes: 1e6,
    timeZone: "UTC",
    groupsBlocks: true,
    storePausesMs: [],
    logger,
  });
  const startWorker = () => startParseWorker(parseWorkerUrl, []);
  return createIngestionQueue({ files, spool, readFile, startWorker, concurrency: 1, maxWaiting: 100, logger });
}

/** Stores a block so slowly that others come meanwhile. */
async function insertSlowly(block: EncodedBlock | BlockFile): Promise<void> {
  inserted.push(block);
  await new Promise((resolve) => setTimeout(resolve, 300));
  await events.insertBlock(block);
}

async function receive(text: string) {
  const spooled = await spool.write(
    (async function* () {
      yield Buffer.from(text);
    })(),
  );
  const described = { filename: "app.log", source: null, environment: null, logType: null, modifiedAt: null };
  const { sizeBytes, sha256: contentSha256 } = spooled;
  const file = await catalog.files.create({ ...described, sizeBytes, contentSha256 });
  await spool.assign(spooled, file.id);
  return file;
}

const textOf = (name: string): string =>
  `2026-03-14T09:00:00Z INFO ${name} one\n2026-03-14T09:00:01Z ERROR ${name} two\n`;
const receiveAll = (names: readonly string[]) => Promise.all(names.map((name) => receive(textOf(name))));

async function whenDone(id: number) {
  const read = async () => (await catalog.files.findById(id))!;
  await expect.poll(async () => (await read()).status, { timeout: 60_000 }).toMatch(/processed|failed/);
  return read();
}

async function expectOnce(id: number): Promise<void> {
  expect(await whenDone(id)).toMatchObject({
    status: "processed",
    totalLines: 2,
    parsedEntries: 2,
    isRawInRecords: true,
  });
  expect((await events.findEntries({ fileIds: [id] }, { offset: 0, limit: 10 })).total).toBe(2);
  expect((await events.summarizeEntries({ fileIds: [id] })).totalEntries).toBe(2);
  expect((await events.findErrorShapes({ fileIds: [id] }, 10)).map(({ count }) => count)).toEqual([1]);
}

test("small files that come together are stored together, each as a file of its own", async () => {
  const files = await receiveAll(Array.from({ length: 12 }, (_, i) => `shop-${i}`));
  const queue = openQueue(insertSlowly);
  for (const file of files) queue.add(file);
  for (const { id } of files) await expectOnce(id);
  expect(inserted.length).toBeLessThan(files.length);
  expect(inserted.reduce((sum, { rows }) => sum + rows, 0)).toBe(2 * files.length);
  await queue.stop();
  expect(await readdir(join(directory, "spool"))).toEqual([]);
});

test("files of a group that is not known to be stored are read anew, and have each entry once", async () => {
  const files = await receiveAll(["stored", "and", "not", "told"]);
  let groups = 0;
  const queue = openQueue(async (block) => {
    await insertSlowly(block);
    if (block.token.startsWith("group:") && groups++ === 0) throw new EventStoreError("The connection broke off");
  });
  for (const file of files) queue.add(file);
  for (const { id } of files) await expectOnce(id);
  expect(groups).toBeGreaterThan(0);
  await queue.stop();
});

test("a file that the engine does not take fails alone, and not those that were to be stored with it", async () => {
  const files = await receiveAll(["shop", "unlucky", "stock", "search"]);
  const queue = openQueue(async (block) => {
    if ("native" in block && Buffer.from(block.native).includes("unlucky"))
      throw new EventStoreError("It is not to be");
    await insertSlowly(block);
  });
  for (const file of files) queue.add(file);
  expect(await whenDone(files[1]!.id)).toMatchObject({
    status: "failed",
    error: expect.stringMatching(/^It is not to be/),
  });
  for (const file of [files[0], files[2], files[3]]) await expectOnce(file!.id);
  await queue.stop();
});

test("a process that ends after a group was stored and before it was noted leaves each entry once", async () => {
  const files = await receiveAll(["ended", "before", "noted"]);
  // The process ends: what it would do next never happens.
  const ended = openQueue(async (block) => {
    await insertSlowly(block);
    return new Promise<void>(() => undefined);
  });
  for (const file of files) ended.add(file);
  await expect.poll(() => inserted.length, { timeout: 60_000 }).toBe(1);
  const storedOf = async () => (await events.summarizeEntries({ fileIds: files.map(({ id }) => id) })).totalEntries;
  await expect.poll(storedOf, { timeout: 60_000 }).toBeGreaterThan(0);
  await expect
    .poll(async () => (await catalog.files.list({ status: "processing" }, { offset: 0, limit: 10 })).total, {
      timeout: 60_000,
    })
    .toBe(files.length);

  const next = openQueue((block) => events.insertBlock(block));
  await next.resume();
  for (const { id } of files) await expectOnce(id);
  await next.stop();
});
