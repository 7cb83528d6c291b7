import { expect, it } from "vitest";
import { encodeEntryBlock } from "../entry-block.ts";
import { readRawText } from "../read-raw-text.ts";
import { ALL, type EventStoreFixture, NOON_US } from "./event-store-fixture.ts";
import { recordBlock, type TestRecord } from "./record-block.ts";

/** What reading a file again, or giving its bytes back, rests on. */
export function describeRereading(fixture: EventStoreFixture): void {
  it("keeps the blocks of a later attempt, which have the numbers and the content of deleted ones", async () => {
    const record: TestRecord = { raw: "x\n", message: "x", timestampUs: NOON_US, level: "ERROR", shape: 55n };
    const { file } = await fixture.insert([record]);
    const filter = { fileIds: [file.id] };
    for (const attempt of [1, 2]) {
      await fixture.store.deleteFiles(filter.fileIds);
      expect((await fixture.store.findEntries(filter, ALL)).total).toBe(0);
      const again = { fileId: file.id, attempt, blockNumber: 0, block: recordBlock([record]), createdAtMs: 0 };
      const encoded = encodeEntryBlock(again);
      await fixture.store.insertBlock(encoded);
      await fixture.store.insertBlock(encoded);
      expect((await fixture.store.findEntries(filter, ALL)).total).toBe(1);
      expect((await fixture.store.summarizeEntries(filter)).totalEntries).toBe(1);
      expect((await fixture.store.findErrorShapes(filter, 1))[0]).toMatchObject({ count: 1, exampleMessage: "x" });
    }
  });

  it("deletes several files at once, and none", async () => {
    const files = await Promise.all(
      [1, 2, 3].map(async () => (await fixture.insert([{ raw: "x\n", message: "x" }])).file.id),
    );
    await fixture.store.deleteFiles([]);
    await fixture.store.deleteFiles(files.slice(1));
    expect((await fixture.store.findEntries({ fileIds: files }, ALL)).items.map((entry) => entry.fileId)).toEqual([
      files[0],
    ]);
  });

  it("gives back the bytes of a file, whatever they are, in the order of its lines", async () => {
    const raws = ["b\r\n", "\0\n", Buffer.from([0xff, 0xfe, 0x80, 0x0a]), "'\\\t\"ü\n", "\n", "a\r\r\n", "no end"];
    // Times that run backwards: the table keeps entries by time.
    const records = raws.map((raw, i) => ({ raw, message: i % 2 ? "apart" : "", timestampUs: NOON_US - i }));
    const file = { id: 900_001, blocks: 0 };
    const insert = async (part: readonly TestRecord[], at: { byteOffset: number; lineNumber: number }) => {
      const block = recordBlock(part, at);
      await fixture.store.insertBlock(
        encodeEntryBlock({ fileId: file.id, blockNumber: file.blocks++, block, createdAtMs: 0 }),
      );
    };
    const lengthOfFirst = Buffer.concat(raws.slice(0, 3).map((raw) => Buffer.from(raw))).length;
    await insert(records.slice(0, 3), { byteOffset: 0, lineNumber: 1 });
    await insert(records.slice(3), { byteOffset: lengthOfFirst, lineNumber: 4 });
    await fixture.insert([{ raw: "of another\n", message: "" }]);
    const whole = Buffer.concat(raws.map((raw) => Buffer.from(raw)));
    for (const pageBytes of [1, 5, 1000]) {
      const chunks: Uint8Array[] = [];
      for await (const chunk of readRawText(fixture.engine, file.id, pageBytes)) chunks.push(chunk);
      expect(Buffer.concat(chunks)).toEqual(whole);
    }
    const none: Uint8Array[] = [];
    for await (const chunk of fixture.store.readRawText(900_002)) none.push(chunk);
    expect(none).toEqual([]);
  });

  it("finds one entry by its id, or none", async () => {
    const { file } = await fixture.insert([
      { raw: "first\n", message: "first" },
      { raw: "second\n", message: "second", timestampUs: NOON_US },
    ]);
    const { items } = await fixture.store.findEntries({ fileIds: [file.id] }, ALL);
    for (const entry of items) expect(await fixture.store.findEntry(entry.id)).toEqual(entry);
    expect(await fixture.store.findEntry(items[0]!.id + 100)).toBeNull();
    expect(await fixture.store.findEntry(Number.MAX_SAFE_INTEGER)).toBeNull();
    expect(await fixture.store.findEntry(1)).toBeNull();
  });
}
