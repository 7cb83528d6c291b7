import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Catalog, type EventStore, EventStoreError, openCatalog, openEventStore } from "@faultline/storage";
import { bundleEngineWorker } from "@faultline/storage/testing";
import { pino } from "pino";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { bundleWorkers } from "../testing/bundles.ts";
import { createFileReading } from "./file-reading.ts";
import { createIngestionQueue, type IngestionQueue } from "./ingestion-queue.ts";
import { parseJobOf } from "./parse-job.ts";
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
  readonly firstWorkerUrl?: URL;
  readonly insertBlock?: EventStore["insertBlock"];
}

async function queueWith({
  workerUrl,
  firstWorkerUrl,
  insertBlock = (block) => events.insertBlock(block),
}: Setting = {}) {
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
  let started = 0;
  const startWorker = () => startParseWorker((started++ === 0 ? firstWorkerUrl : null) ?? url, []);
  const { files } = catalog;
  return createIngestionQueue({ files, spool, readFile, startWorker, concurrency: 1, maxWaiting: 2, logger });
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

/** A file of which the beginning is here and is read, and the rest never comes unless it is received. */
async function readAhead(queue: IngestionQueue) {
  const id = await catalog.files.reserveId();
  const path = join(spoolDirectory, "incoming-large");
  await writeFile(path, LINE.repeat(20_000));
  const unknown = { modifiedAt: null, timeZone: null, checkpoint: null };
  const expected = { id, uploadedAt: new Date(), attempt: 0, filename: "app.log", ...unknown };
  const job = parseJobOf(expected, path, { maxTextBytes: 1000, timeZone: "UTC" });
  const place = { prefix: spool.blockPrefixOf(id), leastFreeBytes: 0 };
  return { id, path, hasBegun: queue.readAhead(job, place) };
}

type ComingIn = Awaited<ReturnType<typeof readAhead>>;

async function enterAhead({ id, path }: ComingIn) {
  const described = { filename: "app.log", source: null, environment: null, logType: null, modifiedAt: null };
  const file = await catalog.files.create({ ...described, sizeBytes: LINE.length * 20_000 }, id);
  await spool.assign({ path, sizeBytes: file.sizeBytes, sha256: "" }, file.id);
  return file;
}

async function acceptAhead(queue: IngestionQueue, coming: ComingIn) {
  const file = await enterAhead(coming);
  queue.add(file);
  await expect.poll(() => isDone(file.id), PATIENCE).toBe(true);
  expect(await catalog.files.findById(file.id)).toMatchObject({ status: "processed", totalLines: 20_000 });
  const { total } = await events.findEntries({ fileIds: [file.id] }, { offset: 0, limit: 1 });
  expect(total).toBe(20_000);
}

const aheadBlocks = async () => (await spooledNames()).filter((name) => name.startsWith("ahead-"));

test("a file that is still coming in is read where a lane is free, one at a time, and its blocks are its own once it is added", async () => {
  const tokens: string[] = [];
  const queue = await queueWith({
    async insertBlock(block) {
      if ("path" in block) tokens.push(block.token);
      await events.insertBlock(block);
    },
  });
  const coming = await readAhead(queue);
  expect(coming.hasBegun).toBe(true);
  expect(queue.mayReadAhead()).toBe(false);
  await expect.poll(aheadBlocks, PATIENCE).not.toEqual([]);
  await acceptAhead(queue, coming);
  expect(tokens).toContain(`${coming.id}.0:0`);
  await expect.poll(spooledNames).toEqual([]);
  await queue.stop();
});

test("a file that is all here does not wait for one that is still coming in, which is read later", async () => {
  const queue = await queueWith();
  const coming = await readAhead(queue);
  await expect.poll(aheadBlocks, PATIENCE).not.toEqual([]);
  const other = await receive(LINE, LARGE);
  queue.add(other);
  await expect.poll(() => statusOf(other.id), PATIENCE).toBe("processed");
  await expect.poll(aheadBlocks).toEqual([]);
  expect(queue.fileAhead()).toBeNull();
  queue.grown(coming.id);
  queue.giveUpAhead(coming.id);
  await acceptAhead(queue, coming);
  await expect.poll(spooledNames).toEqual([]);
  await queue.stop();
});

test("of a file that is taken out of the line nothing is left of what was read of it", async () => {
  const first = await receive(LINE);
  const gate = gateFor(first.id);
  const queue = await queueWith(gate);
  const coming = await readAhead(queue);
  await expect.poll(aheadBlocks, PATIENCE).not.toEqual([]);
  queue.add(first);
  await expect.poll(gate.isReached, PATIENCE).toBe(true);
  const file = await enterAhead(coming);
  queue.add(file);
  expect(await queue.remove(file.id)).toBe(true);
  expect(queue.fileAhead()).toBeNull();
  await expect.poll(aheadBlocks).toEqual([]);
  gate.open();
  await queue.stop();
});

test("nothing is read ahead while all lanes are taken, or once the queue is stopped", async () => {
  const file = await receive(LINE);
  const gate = gateFor(file.id);
  const queue = await queueWith(gate);
  queue.add(file);
  await expect.poll(gate.isReached, PATIENCE).toBe(true);
  expect(queue.mayReadAhead()).toBe(false);
  expect((await readAhead(queue)).hasBegun).toBe(false);
  gate.open();
  await queue.stop();
  expect((await readAhead(queue)).hasBegun).toBe(false);
});

test("a queue that stops leaves nothing of what was read ahead, and neither does the start after a process that was killed", async () => {
  const queue = await queueWith();
  await readAhead(queue);
  await expect.poll(aheadBlocks, PATIENCE).not.toEqual([]);
  await queue.stop();
  expect(await spooledNames()).toEqual(["incoming-large"]);
  await writeFile(`${spool.blockPrefixOf(5)}0`, "a block");
  await openSpool(spoolDirectory, 1000);
  expect(await spooledNames()).toEqual([]);
});

test("a parser that dies while it reads ahead costs the file nothing", async () => {
  const queue = await queueWith({
    firstWorkerUrl: new URL("data:text/javascript,setTimeout(() => process.exit(3), 300)"),
  });
  const coming = await readAhead(queue);
  expect(coming.hasBegun).toBe(true);
  await expect.poll(queue.fileAhead, PATIENCE).toBeNull();
  await acceptAhead(queue, coming);
  await queue.stop();
});
