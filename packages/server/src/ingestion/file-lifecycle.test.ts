import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Catalog, type EventStore, type LogFile, openCatalog, openEventStore } from "@faultline/storage";
import { bundleEngineWorker } from "@faultline/storage/testing";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeLogCorpus } from "../testing/log-corpus.ts";
import { bundleWorkers } from "../testing/bundles.ts";
import { createFileLifecycle, type FileLifecycle, FileStateError } from "./file-lifecycle.ts";
import { createFileReading } from "./file-reading.ts";
import { createIngestionQueue, type IngestionQueue } from "./ingestion-queue.ts";
import { startParseWorker } from "./parse-worker-thread.ts";
import { createProgressMeter } from "./progress-meter.ts";
import { openSpool, type Spool } from "./spool.ts";

let directory: string;
let events: EventStore;
let catalog: Catalog;
let spool: Spool;
let queue: IngestionQueue;
let lifecycle: FileLifecycle;
/** Called after each block that was stored, before it is noted. */
let onStored: (token: string) => Promise<void> | void = () => undefined;
/** Called before entries are deleted. */
let onDeleting = async (): Promise<void> => undefined;
/** Called when the queue has been told to let go of a file. */
let onRemoving = (): void => undefined;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "faultline-lifecycle-"));
  events = await openEventStore({ kind: "embedded", dataDir: directory });
  catalog = await openCatalog({ kind: "embedded", dataDir: directory, workerUrl: await bundleEngineWorker() });
  await Promise.all([events.migrate(), catalog.migrate()]);
  spool = await openSpool(join(directory, "spool"), 1e9);
  const { files } = catalog;
  const logger = pino({ level: "silent" });
  const { parseWorkerUrl } = await bundleWorkers();
  const observed: EventStore = {
    ...events,
    async insertBlock(block) {
      await events.insertBlock(block);
      await onStored(block.token);
    },
    async deleteFiles(fileIds) {
      await onDeleting();
      await events.deleteFiles(fileIds);
    },
  };
  const readFile = createFileReading({
    files,
    events: observed,
    spool,
    meter: createProgressMeter(Date.now),
    maxTextBytes: 1e9,
    timeZone: "UTC",
    groupsBlocks: true,
    storePausesMs: [],
    logger,
  });
  const startWorker = () => startParseWorker(parseWorkerUrl, []);
  queue = createIngestionQueue({ files, spool, readFile, startWorker, concurrency: 2, maxWaiting: 10, logger });
  const remove = (fileId: number): Promise<boolean> => {
    const removed = queue.remove(fileId);
    onRemoving();
    return removed;
  };
  lifecycle = createFileLifecycle({ files, events: observed, spool, queue: { ...queue, remove } });
});
afterAll(async () => {
  await queue.stop();
  await Promise.all([events.close(), catalog.close()]);
  await rm(directory, { recursive: true, force: true });
});

// Of two blocks.
const corpus = makeLogCorpus(30_000);

async function receive(text: string): Promise<LogFile> {
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

async function whenDone(id: number): Promise<LogFile> {
  const read = async () => (await catalog.files.findById(id))!;
  await expect.poll(async () => (await read()).status, { timeout: 60_000 }).toMatch(/processed|failed/);
  return read();
}

/** That each line of the corpus is there once, in order, and the counts are exact. */
async function expectWhole(file: LogFile): Promise<void> {
  expect(file).toMatchObject({
    status: "processed",
    error: null,
    totalLines: corpus.lines,
    parsedEntries: corpus.entries,
  });
  expect((await events.findEntries({ fileIds: [file.id] }, { offset: 0, limit: 1 })).total).toBe(corpus.entries);
  const { totalEntries, levels } = await events.summarizeEntries({ fileIds: [file.id] });
  expect(totalEntries).toBe(corpus.entries);
  expect(Object.fromEntries(levels.map(({ level, count }) => [level, count]))).toEqual(corpus.levels);
  const chunks: Uint8Array[] = [];
  for await (const chunk of events.readRawText(file.id)) chunks.push(chunk);
  expect(Buffer.concat(chunks).equals(Buffer.from(corpus.text))).toBe(true);
}

/** Does something with a file, just once, while its first block is in hand. */
function duringFirstBlock<T>(file: LogFile, act: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    onStored = async (token) => {
      if (token !== `${file.id}.0:0`) return;
      const isRemoving = new Promise<void>((removing) => (onRemoving = removing));
      // Not awaited: it waits for this very block.
      act().then(resolve, reject);
      await isRemoving;
    };
  });
}

test("a file that is cancelled in its middle says by whom, and is read on when it is retried", async () => {
  const file = await receive(corpus.text);
  const cancelled = duringFirstBlock(file, () => lifecycle.cancel(file.id, "ada"));
  queue.add(file);
  const given = (await cancelled)!;
  onStored = () => undefined;
  expect(given).toMatchObject({ status: "failed", error: expect.stringMatching(/^Cancelled by ada\./) });
  expect(given.totalLines).toBeGreaterThan(0);
  expect(given.totalLines).toBeLessThan(corpus.lines);
  await expect(lifecycle.cancel(file.id, "ada")).rejects.toMatchObject({ code: "not_in_progress" });

  expect(await lifecycle.retry(file.id)).toMatchObject({ error: null, attempt: 0, totalLines: given.totalLines });
  await expectWhole(await whenDone(file.id));
  await expect(lifecycle.retry(file.id)).rejects.toThrow(FileStateError);
});

test("a file that failed between the storing of a block and the note of it is read anew, each line once", async () => {
  const file = await receive(corpus.text);
  onStored = () => {
    throw new Error("the process is in trouble");
  };
  queue.add(file);
  expect(await whenDone(file.id)).toMatchObject({ status: "failed", totalLines: 0, checkpoint: null });
  onStored = () => undefined;
  expect(await lifecycle.retry(file.id)).toMatchObject({ attempt: 1 });
  await expectWhole(await whenDone(file.id));
});

test("a file whose bytes are in its records only is read anew from them, as often as asked", async () => {
  const file = await receive(corpus.text);
  queue.add(file);
  await expectWhole(await whenDone(file.id));
  expect(await readdir(join(directory, "spool"))).toEqual([]);
  for (const attempt of [1, 2]) {
    expect(await lifecycle.reprocess(file.id, undefined)).toMatchObject({
      attempt,
      totalLines: 0,
      firstTimestamp: null,
    });
    await expectWhole(await whenDone(file.id));
  }
  expect(await readdir(join(directory, "spool"))).toEqual([]);
});

test("a process that ends while a file is read anew leaves nothing doubled or missing", async () => {
  const file = await receive(corpus.text);
  queue.add(file);
  await whenDone(file.id);
  // As the end of the process would leave it: a block of the new attempt stored, and no note of it.
  onStored = () => {
    onStored = () => undefined;
    throw new Error("the process ends");
  };
  await lifecycle.reprocess(file.id, undefined);
  await whenDone(file.id);
  await catalog.files.markProcessing(file.id);
  await queue.resume();
  await expectWhole(await whenDone(file.id));
});

test("a file says that it is being deleted for as long as that takes", async () => {
  const file = await receive(corpus.text);
  const said: (string | null | undefined)[] = [];
  onDeleting = async () => {
    said.push((await catalog.files.findById(file.id))?.error);
  };
  await lifecycle.delete(file.id);
  expect(said).toEqual([expect.stringMatching(/^Being deleted\./)]);
});

test("a file whose deletion failed says so, and can be deleted again", async () => {
  const file = await receive(corpus.text);
  let whileDeleting: string | null | undefined;
  onDeleting = async () => {
    whileDeleting = (await catalog.files.findById(file.id))?.error;
    throw new Error("the disk is full");
  };
  await expect(lifecycle.delete(file.id)).rejects.toThrow("the disk is full");
  expect(await catalog.files.findById(file.id)).toMatchObject({
    status: "failed",
    error: expect.stringMatching(/^Its deletion failed/),
  });
  // As the end of the process would leave it.
  await catalog.files.markFailed(file.id, whileDeleting!);
  await lifecycle.resume();
  expect((await catalog.files.findById(file.id))?.error).toMatch(/^Its deletion failed/);
  onDeleting = async () => undefined;
  await lifecycle.delete(file.id);
  expect(await catalog.files.findById(file.id)).toBeNull();
});

test("a deleted file leaves nothing, not even when it is being read", async () => {
  const file = await receive(corpus.text);
  const deleted = duringFirstBlock(file, () => lifecycle.delete(file.id));
  queue.add(file);
  expect(await deleted).toMatchObject({ id: file.id });
  expect(await catalog.files.findById(file.id)).toBeNull();
  expect((await events.summarizeEntries({ fileIds: [file.id] })).totalEntries).toBe(0);
  expect(await readdir(join(directory, "spool"))).toEqual([]);
  expect(await lifecycle.delete(file.id)).toBeNull();
  expect(await lifecycle.retry(file.id)).toBeNull();
});
