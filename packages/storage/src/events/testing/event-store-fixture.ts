import { afterAll, beforeAll } from "vitest";
import { encodeEntryBlock } from "../entry-block.ts";
import type { EventEngine } from "../event-engine.ts";
import type { EncodedBlock, EntryFilter, EventStore } from "../event-store.ts";
import { eventStoreOver } from "../open-event-store.ts";
import { recordBlock, type TestRecord } from "./record-block.ts";

export const NOON_US = Date.UTC(2026, 10, 22, 12) * 1000;
export const SECOND_US = 1_000_000;
export const MINUTE_US = 60 * SECOND_US;
const CREATED_AT_MS = Date.UTC(2026, 10, 23, 1, 2, 3, 456);
export const ALL = { offset: 0, limit: 500 };

interface TestFile {
  readonly id: number;
  blocks: number;
}

/** One store for all tests of a suite; each test has files of its own. */
export interface EventStoreFixture {
  readonly engine: EventEngine;
  readonly store: EventStore;
  /** Stores the records as the next block of a file; of a new file if none is given. */
  insert(records: readonly TestRecord[], file?: TestFile): Promise<{ file: TestFile; encoded: EncodedBlock }>;
  messagesOf(filter: EntryFilter): Promise<string[]>;
  reopen(): Promise<void>;
}

export function useEventStore(open: () => Promise<EventEngine>): EventStoreFixture {
  let engine: EventEngine;
  let store: EventStore;
  let files = 0;
  const start = async () => {
    engine = await open();
    store = eventStoreOver(engine);
    await store.migrate();
  };
  beforeAll(start);
  afterAll(() => store.close());
  return {
    get engine() {
      return engine;
    },
    get store() {
      return store;
    },
    async insert(records, file = { id: ++files, blocks: 0 }) {
      const [block, blockNumber] = [recordBlock(records), file.blocks++];
      const encoded = encodeEntryBlock({ fileId: file.id, blockNumber, block, createdAtMs: CREATED_AT_MS });
      await store.insertBlock(encoded);
      return { file, encoded };
    },
    async messagesOf(filter) {
      return (await store.findEntries(filter, ALL)).items.map((entry) => entry.message);
    },
    async reopen() {
      await store.close();
      await start();
    },
  };
}
