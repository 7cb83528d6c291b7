import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { EventStore, FileStore } from "@faultline/storage";
import type { Logger } from "pino";
import type { Config } from "../config.ts";
import { createFileIntake, type FileIntake } from "./file-intake.ts";
import { createFileLifecycle, type FileLifecycle } from "./file-lifecycle.ts";
import { createFileReading } from "./file-reading.ts";
import { createIngestionQueue, type IngestionQueue } from "./ingestion-queue.ts";
import { startParseWorker } from "./parse-worker-thread.ts";
import { createProgressMeter, type ProgressMeter } from "./progress-meter.ts";
import { createOpenRawBytes, type OpenRawBytes } from "./raw-bytes.ts";
import { openSpool } from "./spool.ts";
import { STORE_PAUSES_MS } from "./store-block.ts";
import { AHEAD_LIMITS, createUploadsAhead } from "./upload-ahead.ts";
import { readUserFormats, type UserFormats } from "./user-formats.ts";

/** How files come in, are read, and are kept. */
export interface Ingestion {
  readonly queue: IngestionQueue;
  readonly intake: FileIntake;
  readonly lifecycle: FileLifecycle;
  readonly meter: ProgressMeter;
  readonly openRawBytes: OpenRawBytes;
  readonly formats: UserFormats;
}

interface Surroundings {
  readonly files: FileStore;
  readonly events: EventStore;
  readonly parseWorkerUrl: URL;
  readonly logger: Logger;
}

/** Compressed logs of ten times the size of the largest upload are read; more is a bomb. */
const MAX_EXPANSION = 10;
const MAX_WAITING_FILES = 1000;

export async function openIngestion(
  { dataDirectory, maxUploadBytes, timeZone, clickhouseUrl }: Config,
  { files, events, parseWorkerUrl, logger }: Surroundings,
): Promise<Ingestion> {
  const spool = await openSpool(join(dataDirectory, "spool"), maxUploadBytes);
  const formats = await readUserFormats(join(dataDirectory, "formats"));
  for (const problem of formats.problems) logger.warn({ problem }, "a format of the user is not valid and is left out");
  const meter = createProgressMeter(Date.now);
  const defaults = { maxTextBytes: maxUploadBytes * MAX_EXPANSION, timeZone };
  const readFile = createFileReading({
    files,
    events,
    spool,
    meter,
    ...defaults,
    groupsBlocks: clickhouseUrl === undefined,
    storePausesMs: STORE_PAUSES_MS,
    logger,
  });
  const queue = createIngestionQueue({
    files,
    spool,
    readFile,
    startWorker: () => startParseWorker(parseWorkerUrl, formats.files),
    concurrency: availableParallelism(),
    maxWaiting: MAX_WAITING_FILES,
    logger,
  });
  const beginAhead = createUploadsAhead({ files, spool, queue, defaults }, AHEAD_LIMITS);
  return {
    queue,
    meter,
    formats,
    intake: createFileIntake(files, spool, queue, beginAhead),
    lifecycle: createFileLifecycle({ files, events, spool, queue }),
    openRawBytes: createOpenRawBytes(spool, events),
  };
}
