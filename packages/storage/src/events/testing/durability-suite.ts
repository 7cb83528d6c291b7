import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { encodeEntryBlock } from "../entry-block.ts";
import { EventStoreError, QueryTimeoutError, QueryTooLargeError } from "../event-store-errors.ts";
import { QUERY_LIMITS } from "../query-limits.ts";
import { sql } from "../sql.ts";
import { ALL, type EventStoreFixture, NOON_US } from "./event-store-fixture.ts";
import { recordBlock } from "./record-block.ts";

/** That nothing is stored twice or lost, and no question goes without an end. */
export function describeDurability(fixture: EventStoreFixture): void {
  it("stores a block once however often it is inserted, and counts it once, also after reopening", async () => {
    const records = [
      { raw: "a\n", message: "a", timestampUs: NOON_US, level: "ERROR", shape: 1n },
      { raw: "b\n", message: "b" },
    ] as const;
    const { file, encoded } = await fixture.insert(records);
    await fixture.insert(records, file);
    await fixture.store.insertBlock(encoded);
    await fixture.reopen();
    await fixture.store.insertBlock(encoded);
    await Promise.all([fixture.store.insertBlock(encoded), fixture.store.insertBlock(encoded)]);

    const filter = { fileIds: [file.id] };
    expect((await fixture.store.findEntries(filter, ALL)).total).toBe(4);
    expect((await fixture.store.summarizeEntries(filter)).totalEntries).toBe(4);
    expect((await fixture.store.findErrorShapes(filter, 10))[0]!.count).toBe(2);
  });

  it("stores a block out of a file, and knows it by its token from memory too", async () => {
    const { file, encoded } = await fixture.insert([{ raw: "a\n", message: "a" }]);
    const block = recordBlock([{ raw: "b\n", message: "b", timestampUs: NOON_US }]);
    const { native, ...described } = encodeEntryBlock({ fileId: file.id, blockNumber: 7, block, createdAtMs: 0 });
    const directory = await mkdtemp(join(tmpdir(), "faultline-block-"));
    const path = join(directory, "it's a block");
    await writeFile(path, native);
    await fixture.store.insertBlock({ ...described, path });
    await fixture.store.insertBlock({ ...described, native });
    expect(Buffer.from(native).equals(await readFile(path))).toBe(true);
    await rm(directory, { recursive: true });

    await expect(fixture.store.insertBlock({ ...described, token: "gone", path })).rejects.toThrow(EventStoreError);
    await fixture.store.insertBlock(encoded);
    const { items } = await fixture.store.findEntries({ fileIds: [file.id] }, ALL);
    expect(items.map(({ message }) => message).sort()).toEqual(["a", "b"]);
  });

  it("forgets a deleted file, and nothing else", async () => {
    const record = { raw: "x\n", message: "x", timestampUs: NOON_US, level: "ERROR", shape: 99n } as const;
    const { file: deleted } = await fixture.insert([record]);
    const { file: kept } = await fixture.insert([record]);
    await fixture.store.deleteFiles([deleted.id]);
    const fileIds = [deleted.id, kept.id];
    expect((await fixture.store.findEntries({ fileIds }, ALL)).items.map((entry) => entry.fileId)).toEqual([kept.id]);
    expect((await fixture.store.summarizeEntries({ fileIds })).totalEntries).toBe(1);
    expect(await fixture.store.findErrorShapes({ fileIds: [deleted.id] }, 1)).toEqual([]);
  });

  it("migrates as often as asked, at the same time too", async () => {
    await Promise.all([fixture.store.migrate(), fixture.store.migrate()]);
    await fixture.store.migrate();
    expect((await fixture.store.findEntries({}, { offset: 0, limit: 1 })).total).toBeGreaterThan(0);
  });

  it("bounds each query in time and memory, and says which bound was met", async () => {
    const [limits] = await fixture.engine.select<{ seconds: number; bytes: number }>(sql`
      SELECT toUInt64(getSetting('max_execution_time')) AS seconds, toUInt64(getSetting('max_memory_usage')) AS bytes`);
    expect(limits).toEqual({
      seconds: QUERY_LIMITS.max_execution_time,
      bytes: Number(QUERY_LIMITS.max_memory_usage),
    });
    const slow = fixture.engine.select(sql`
      SELECT sleepEachRow(0.3) FROM numbers(10) SETTINGS max_execution_time = 1, max_block_size = 1`);
    await expect(slow).rejects.toThrow(QueryTimeoutError);
    const large = fixture.engine.select(sql`
      SELECT length(groupArray(number)) FROM numbers(10000000) SETTINGS max_memory_usage = 10000000`);
    await expect(large).rejects.toThrow(QueryTooLargeError);
  });

  it("answers a question while another takes its time", async () => {
    let isSlowDone = false;
    const slow = fixture.engine.select(sql`SELECT sleep(1.5)`).then(() => (isSlowDone = true));
    await fixture.store.summarizeEntries({});
    await fixture.store.summarizeEntries({});
    expect(isSlowDone).toBe(false);
    await slow;
  });

  it("answers a ping", async () => {
    await expect(fixture.store.ping()).resolves.toBeUndefined();
  });
}
