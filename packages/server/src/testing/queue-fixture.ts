import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Catalog, type EventStore, openCatalog, openEventStore } from "@faultline/storage";
import { bundleEngineWorker } from "@faultline/storage/testing";
import { pino } from "pino";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { bundleWorkers } from "./bundles.ts";
import { createFileReading } from "../ingestion/file-reading.ts";
import { createIngestionQueue } from "../ingestion/ingestion-queue.ts";
import { type ParseWorkerThread, startParseWorker } from "../ingestion/parse-worker-thread.ts";
import { createProgressMeter } from "../ingestion/progress-meter.ts";
import { openSpool, type Spool } from "../ingestion/spool.ts";
import { SMALL_FILE_BYTES } from "../ingestion/waiting-files.ts";

let directory: string;
export let spoolDirectory: string;
export let events: EventStore;
export let catalog: Catalog;
export let spool: Spool;
/** Of the last queue. */
export let workers: ParseWorkerThread[];

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

export async function queueWith({
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
  workers = [];
  const startWorker = () => {
    const worker = startParseWorker((workers.length === 0 ? firstWorkerUrl : null) ?? url, []);
    workers.push(worker);
    return worker;
  };
  const { files } = catalog;
  return createIngestionQueue({ files, spool, readFile, startWorker, concurrency: 1, maxWaiting: 2, logger });
}

/** Holds back the blocks of a file until it is opened. */
export function gateFor(fileId: number) {
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

export async function receive(text: string, claimedBytes?: number) {
  const spooled = await spool.write(bytesOf(text));
  const described = { filename: "app.log", source: null, environment: null, logType: null, modifiedAt: null };
  const file = await catalog.files.create({ ...described, sizeBytes: claimedBytes ?? spooled.sizeBytes });
  await spool.assign(spooled, file.id);
  return file;
}

export const LINE = "2026-03-14T09:00:00Z INFO shop one\n";
export const LARGE = SMALL_FILE_BYTES + 1;

export const spooledNames = () => readdir(spoolDirectory);
export const statusOf = async (id: number) => (await catalog.files.findById(id))?.status;
export const isDone = async (id: number) => ["processed", "failed"].includes((await statusOf(id)) ?? "");
export const PATIENCE = { timeout: 60_000 };
