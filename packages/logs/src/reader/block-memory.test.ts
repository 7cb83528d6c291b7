import { expect, test } from "vitest";
import { createLogReader } from "../index.ts";
import { generateCorpus } from "../testing/corpus.ts";
import { rowsOf } from "./testing/rows.ts";

const referenceTimeMs = Date.UTC(2026, 11, 1);
const options = { referenceTimeMs, blockRecords: 100, firstBlockRecords: 5 };

test("blocks made in the memory of earlier ones hold the same records", () => {
  for (const kind of ["json", "log4j"] as const) {
    const chunks = [...generateCorpus({ kind, records: 1000, chunkBytes: 5000 })];
    const fresh = createLogReader(options);
    const expected = rowsOf([...chunks.flatMap((chunk) => fresh.push(chunk)), ...fresh.end()]);

    const thrifty = createLogReader(options);
    const rows: ReturnType<typeof rowsOf> = [];
    const take = (completed: ReturnType<typeof thrifty.push>) => {
      for (const each of completed) {
        rows.push(...rowsOf([each]));
        thrifty.recycle(each.block);
      }
    };
    for (const chunk of chunks) take(thrifty.push(chunk));
    take(thrifty.end());
    expect(rows).toEqual(expected);
  }
});

test("no memory is added while as many blocks are given back as are in use", () => {
  const reader = createLogReader({ referenceTimeMs, blockRecords: 100 });
  const memory = new Set<ArrayBufferLike>();
  let mostInUse = 0;
  for (const chunk of generateCorpus({ kind: "app", records: 10_000, chunkBytes: 50_000 })) {
    const inUse = reader.push(chunk);
    mostInUse = Math.max(mostInUse, inUse.length);
    for (const { block } of inUse) memory.add(block.rawStart.buffer);
    // All at once, as a thread gives them back that was behind.
    for (const { block } of inUse) reader.recycle(block);
  }
  expect(memory.size).toBe(mostInUse);
});

test("the first blocks are small, each has up to four times the records of the one before", () => {
  const reader = createLogReader(options);
  const chunks = [...generateCorpus({ kind: "app", records: 330 })];
  const blocks = [...chunks.flatMap((chunk) => reader.push(chunk)), ...reader.end()];
  expect(blocks.map(({ block }) => block.length)).toEqual([5, 20, 80, 100, 100, 25]);
});

test("a reading that is resumed makes the blocks that it would have made", () => {
  const bytes = Buffer.concat([...generateCorpus({ kind: "app", records: 330 })]);
  const reader = createLogReader(options);
  const [, second] = [...reader.push(bytes), ...reader.end()];
  const resumed = createLogReader({ ...options, resumeFrom: second!.stateAfter });
  const blocks = [...resumed.push(bytes.subarray(second!.stateAfter.byteOffset)), ...resumed.end()];
  expect(blocks.map(({ block }) => block.length)).toEqual([80, 100, 100, 25]);
});
