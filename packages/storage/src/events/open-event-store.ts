import { lockDataDirectory } from "../data-directory-lock.ts";
import { openChdbEngine } from "./chdb-engine.ts";
import { openClickHouseEngine } from "./clickhouse-engine.ts";
import { countWindows } from "./count-windows.ts";
import { deleteFiles } from "./delete-files.ts";
import type { EventEngine } from "./event-engine.ts";
import type { EventStore } from "./event-store.ts";
import { findEntries, findEntry } from "./find-entries.ts";
import { findErrorShapes } from "./find-error-shapes.ts";
import { migrateEvents } from "./migrate-events.ts";
import { readRawText } from "./read-raw-text.ts";
import { sql } from "./sql.ts";
import { summarizeEntries } from "./summarize-entries.ts";
import { findTimeline } from "./timeline.ts";

export type EventStoreLocation =
  | { readonly kind: "embedded"; readonly dataDir: string }
  | { readonly kind: "server"; readonly url: string };

/**
 * Opens the store of log entries; `migrate` is up to the caller.
 * @throws DataDirectoryInUseError if another process has the data directory.
 */
export async function openEventStore(location: EventStoreLocation): Promise<EventStore> {
  return eventStoreOver(await openEventEngine(location));
}

/** @throws DataDirectoryInUseError */
export async function openEventEngine(location: EventStoreLocation): Promise<EventEngine> {
  if (location.kind === "server") return openClickHouseEngine(location.url);
  const lock = await lockDataDirectory(location.dataDir);
  try {
    const engine = await openChdbEngine(location.dataDir);
    const close = async () => {
      await engine.close();
      await lock.release();
    };
    return { ...engine, close };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

export function eventStoreOver(engine: EventEngine): EventStore {
  return {
    migrate: () => migrateEvents(engine),
    insertBlock: (block) => engine.insert(block),
    findEntries: (filter, page) => findEntries(engine, filter, page),
    summarizeEntries: (filter) => summarizeEntries(engine, filter),
    timeline: (filter, maxBuckets) => findTimeline(engine, filter, maxBuckets),
    countWindows: (filter, windowSeconds) => countWindows(engine, filter, windowSeconds),
    findErrorShapes: (filter, limit) => findErrorShapes(engine, filter, limit),
    findEntry: (id) => findEntry(engine, id),
    readRawText: (fileId) => readRawText(engine, fileId),
    deleteFiles: (fileIds) => deleteFiles(engine, fileIds),
    ping: async () => void (await engine.select(sql`SELECT 1`)),
    close: () => engine.close(),
  };
}
