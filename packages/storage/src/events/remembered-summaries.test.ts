import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { encodeEntryBlock } from "./entry-block.ts";
import { openEventStore } from "./open-event-store.ts";
import { recordBlock } from "./testing/record-block.ts";

test("an embedded store makes a summary once, and anew after entries were stored or deleted", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "faultline-events-"));
  const store = await openEventStore({ kind: "embedded", dataDir });
  await store.migrate();
  const insert = (blockNumber: number) => {
    const block = recordBlock([{ raw: "x\n", message: "x", level: "ERROR" }]);
    return store.insertBlock(encodeEntryBlock({ fileId: 1, blockNumber, block, createdAtMs: 0 }));
  };
  await insert(0);
  const first = await store.summarizeEntries({});
  expect(first.totalEntries).toBe(1);
  expect(await store.summarizeEntries({})).toBe(first);
  expect((await store.summarizeEntries({ levels: ["INFO"] })).totalEntries).toBe(0);
  const [, during] = await Promise.all([insert(1), store.summarizeEntries({})]);
  expect([1, 2]).toContain(during.totalEntries);
  expect((await store.summarizeEntries({})).totalEntries).toBe(2);
  await store.deleteFiles([1]);
  expect((await store.summarizeEntries({})).totalEntries).toBe(0);
  await store.close();
  await rm(dataDir, { recursive: true, force: true });
});

test("an embedded store finds its newest page once, and anew after entries were stored or deleted", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "faultline-events-"));
  const store = await openEventStore({ kind: "embedded", dataDir });
  await store.migrate();
  const insert = (blockNumber: number, raw: string) => {
    const block = recordBlock([{ raw, message: raw.trimEnd(), level: "ERROR" }]);
    return store.insertBlock(encodeEntryBlock({ fileId: 1, blockNumber, block, createdAtMs: 0 }));
  };
  const newest = () => store.searchEntries({}, { limit: 50 });
  await insert(0, "x\n");
  const first = await newest();
  expect(first.items).toHaveLength(1);
  expect(await newest()).toBe(first);
  expect((await store.searchEntries({ levels: ["INFO"] }, { limit: 50 })).items).toEqual([]);
  expect((await store.searchEntries({}, { limit: 1 })).items).toEqual(first.items);
  await insert(1, `${"y".repeat(300_000)}\n`);
  const large = await newest();
  expect(large.items).toHaveLength(2);
  expect(await newest(), "a large page is not kept").not.toBe(large);
  expect(await newest()).toEqual(large);
  await store.deleteFiles([1]);
  expect((await newest()).items).toEqual([]);
  await store.close();
  await rm(dataDir, { recursive: true, force: true });
});
