import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { encodeEntryBlock } from "./entry-block.ts";
import type { EventEngine } from "./event-engine.ts";
import { eventStoreOver, openEventEngine } from "./open-event-store.ts";
import { recordBlock } from "./testing/record-block.ts";

const HOUR_US = 3_600_000_000;
const ROWS = 60_000;

test("an export that is left while nothing was found reads no further", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "faultline-export-"));
  const engine = await openEventEngine({ kind: "embedded", dataDir });
  let questions = 0;
  const counted: EventEngine = { ...engine, select: (query) => (questions++, engine.select(query)) };
  const store = eventStoreOver(counted);
  await store.migrate();
  for (let blockNumber = 0; blockNumber < 5; blockNumber++) {
    const record = { raw: "x\n", message: "x", timestampUs: (1 + blockNumber) * HOUR_US };
    const block = recordBlock(Array.from({ length: ROWS }, () => record));
    await store.insertBlock(encodeEntryBlock({ fileId: 1, blockNumber, block, createdAtMs: 0 }));
  }

  const questionsOf = async (pages: number): Promise<number> => {
    questions = 0;
    let taken = 0;
    for await (const page of store.exportEntries({ keyword: "no" })) {
      expect(page).toEqual([]);
      if (++taken === pages) break;
    }
    return questions;
  };
  const all = await questionsOf(Infinity);
  expect(await questionsOf(1)).toBeLessThan(all);
  await store.close();
  await rm(dataDir, { recursive: true, force: true });
});
