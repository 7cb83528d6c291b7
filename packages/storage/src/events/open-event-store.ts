import { lockDataDirectory } from "../data-directory-lock.ts";
import { openChdbEngine } from "./chdb-engine.ts";
import { openClickHouseEngine } from "./clickhouse-engine.ts";
import { countActivity } from "./count-activity.ts";
import { countShapes, listShapes, spreadShapes } from "./count-shapes.ts";
import { countParameters } from "./count-parameters.ts";
import { countByFile, countEntries, countNewer } from "./counted-entries.ts";
import { deleteFiles } from "./delete-files.ts";
import type { EventEngine } from "./event-engine.ts";
import type { EntryFilter, EventStore } from "./event-store.ts";
import { findEntries, findEntry, findPlace } from "./find-entries.ts";
import { findErrorShapes } from "./find-error-shapes.ts";
import { findShapeExamples } from "./find-shape-examples.ts";
import { findWindowExamples } from "./find-window-examples.ts";
import { findTimeRange } from "./minute-range.ts";
import { migrateEvents } from "./migrate-events.ts";
import { narrowFilter } from "./narrow-filter.ts";
import { readRawText } from "./read-raw-text.ts";
import { rememberSummaries } from "./remembered-summaries.ts";
import { searchEntries } from "./search-entries.ts";
import { sql } from "./sql.ts";
import { summarizeEntries } from "./summarize-entries.ts";
import { findSurroundings } from "./surroundings.ts";
import { countValues, suggestValues } from "./value-counts.ts";
import { exportEntries } from "./export-entries.ts";
import { fittingTexts, problemOfRegex } from "./texts.ts";
import { findTimeParts } from "./time-parts.ts";
import { findTimeline } from "./timeline.ts";

export type EventStoreLocation =
  | { readonly kind: "embedded"; readonly dataDir: string }
  | { readonly kind: "server"; readonly url: string };

/**
 * Opens the store of log entries; `migrate` is up to the caller.
 * @throws DataDirectoryInUseError if another process has the data directory.
 */
export async function openEventStore(location: EventStoreLocation): Promise<EventStore> {
  const store = eventStoreOver(await openEventEngine(location));
  return location.kind === "embedded" ? rememberSummaries(store) : store;
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
  const narrowed = (filter: EntryFilter) => narrowFilter(engine, filter);
  return {
    migrate: () => migrateEvents(engine),
    insertBlock: (block) => engine.insert(block),
    findEntries: (filter, page) => findEntries(engine, filter, page),
    searchEntries: (filter, request) => searchEntries(engine, filter, request),
    countEntries: async (filter) => countEntries(engine, await narrowed(filter)),
    countNewer: (filter, place) => countNewer(engine, filter, place),
    summarizeEntries: async (filter) => summarizeEntries(engine, await narrowed(filter)),
    timeline: (filter, maxBuckets) => findTimeline(engine, filter, maxBuckets),
    findTimeParts: async (filter, maxParts) => findTimeParts(engine, await narrowed(filter), maxParts),
    findTimeRange: (filter) => findTimeRange(engine, filter),
    countActivity: (filter, windowSeconds) => countActivity(engine, filter, windowSeconds),
    findWindowExamples: (filter, ...windows) => findWindowExamples(engine, filter, ...windows),
    findErrorShapes: (filter, limit, timeline) => findErrorShapes(engine, filter, limit, timeline),
    listShapes: (filter, limit) => listShapes(engine, filter, limit),
    countShapes: (filter, limit) => countShapes(engine, filter, limit),
    spreadShapes: (filter, shapes, timeline) => spreadShapes(engine, filter, shapes, timeline),
    findShapeExamples: (filter, shapes) => findShapeExamples(engine, filter, shapes),
    findEntry: (id) => findEntry(engine, id),
    findPlace: (id) => findPlace(engine, id),
    problemOfRegex: (regex) => problemOfRegex(engine, regex),
    fittingTexts: (texts, test) => fittingTexts(engine, texts, test),
    countValues: async (filter, fields) => countValues(engine, await narrowed(filter), fields),
    suggestValues: (filter, field, prefix) => suggestValues(engine, filter, field, prefix),
    countParameters: (filter, template) => countParameters(engine, filter, template),
    countByFile: async (filter, limit) => countByFile(engine, await narrowed(filter), limit),
    findSurroundings: (id, counts) => findSurroundings(engine, id, counts),
    exportEntries: (filter) => exportEntries(engine, filter),
    readRawText: (fileId) => readRawText(engine, fileId),
    deleteFiles: (fileIds) => deleteFiles(engine, fileIds),
    inBackground: (giveWay) => eventStoreOver(givingWay(engine.inBackground(), giveWay)),
    ping: async () => void (await engine.select(sql`SELECT 1`)),
    close: () => engine.close(),
  };
}

function givingWay(engine: EventEngine, giveWay: () => Promise<void>): EventEngine {
  return { ...engine, select: (query) => giveWay().then(() => engine.select(query)) };
}
