import { EventStoreError } from "@faultline/storage";
import { expect, test } from "vitest";
import {
  catalog,
  events,
  gateFor,
  isDone,
  LARGE,
  LINE,
  PATIENCE,
  queueWith,
  receive,
  spooledNames,
  statusOf,
} from "../testing/queue-fixture.ts";

test("a file that failed through no fault of its own keeps its bytes, and a retry reads it", async () => {
  const file = await receive(LINE);
  const broken = await queueWith({ workerUrl: new URL("data:text/javascript,process.exit(3)") });
  broken.add(file);
  await expect.poll(() => statusOf(file.id)).toBe("failed");
  await broken.stop();
  expect((await catalog.files.findById(file.id))!.error).toMatch(/retry reads on from where it stopped/);
  expect(await spooledNames()).toEqual([`file-${file.id}`]);

  const repaired = await queueWith();
  await repaired.resume();
  expect(await statusOf(file.id)).toBe("failed");
  repaired.add((await catalog.files.requeue(file.id))!);
  await expect.poll(() => statusOf(file.id), PATIENCE).toBe("processed");
  await repaired.stop();
  expect(await catalog.files.findById(file.id)).toMatchObject({ totalLines: 1, error: null });
  expect(await spooledNames()).toEqual([]);
});

test("a small file overtakes large ones, and those are read in their order", async () => {
  const [large, later, small] = [await receive(LINE, LARGE), await receive(LINE, LARGE), await receive(LINE)];
  const gate = gateFor(large.id);
  const queue = await queueWith(gate);
  for (const file of [large, later, small]) queue.add(file);
  await expect.poll(() => isDone(small.id), PATIENCE).toBe(true);
  await expect.poll(gate.isReached, PATIENCE).toBe(true);
  expect(await Promise.all([large, later, small].map(({ id }) => statusOf(id)))).toEqual([
    "processing",
    "uploaded",
    "processed",
  ]);
  gate.open();
  await expect.poll(() => isDone(later.id), PATIENCE).toBe(true);
  await queue.stop();
});

test("small files alone are not read more at once than there are processors for them", async () => {
  const [first, second] = [await receive(LINE), await receive(LINE)];
  const gate = gateFor(first.id);
  const queue = await queueWith(gate);
  for (const file of [first, second]) queue.add(file);
  await expect.poll(gate.isReached, PATIENCE).toBe(true);
  expect(await statusOf(second.id)).toBe("uploaded");
  gate.open();
  await expect.poll(() => isDone(second.id), PATIENCE).toBe(true);
  await queue.stop();
});

test("the line is bounded, and has room again when a file leaves it", async () => {
  const [first, second, third] = [await receive(LINE, LARGE), await receive(LINE, LARGE), await receive(LINE, LARGE)];
  const gate = gateFor(first.id);
  const queue = await queueWith(gate);
  for (const file of [first, second]) queue.add(file);
  expect(queue.hasRoom()).toBe(true);
  queue.add(third);
  expect(queue.hasRoom()).toBe(false);
  expect(await queue.remove(third.id)).toBe(true);
  expect(await queue.remove(third.id)).toBe(false);
  expect(queue.hasRoom()).toBe(true);
  gate.open();
  await queue.stop();
});

test("a file whose blocks the engine does not take fails with the cause, and the others are read", async () => {
  const [unlucky, other] = [await receive(LINE), await receive(LINE)];
  const queue = await queueWith({
    async insertBlock(block) {
      if (block.token.startsWith(`${unlucky.id}.`)) throw new EventStoreError("Cannot write: No space left on device");
      await events.insertBlock(block);
    },
  });
  for (const file of [unlucky, other]) queue.add(file);
  await expect.poll(() => isDone(other.id), PATIENCE).toBe(true);
  await expect.poll(() => isDone(unlucky.id), PATIENCE).toBe(true);
  expect(await catalog.files.findById(unlucky.id)).toMatchObject({
    status: "failed",
    error: expect.stringMatching(/^The disk of the server is full \(ENOSPC\)\. .*retry/),
  });
  expect(await statusOf(other.id)).toBe("processed");
  await queue.stop();
});

test("a file that is deleted while it is read leaves no entries", async () => {
  const file = await receive(LINE);
  const gate = gateFor(file.id);
  const queue = await queueWith(gate);
  queue.add(file);
  await expect.poll(gate.isReached, PATIENCE).toBe(true);
  // By another app node: this one is not told.
  await catalog.files.delete(file.id);
  gate.open();
  await queue.stop();
  expect((await events.findEntries({ fileIds: [file.id] }, { offset: 0, limit: 1 })).total).toBe(0);
});

test("bytes that no file needs any more are cleared away at the start", async () => {
  const [deleted, processed] = [await receive("one\n"), await receive("two\n")];
  await catalog.files.delete(deleted.id);
  await catalog.files.markProcessed(processed.id, { isRawInRecords: true });
  const queue = await queueWith();
  await queue.resume();
  await queue.stop();
  expect(await spooledNames()).toEqual([]);
  expect(await statusOf(processed.id)).toBe("processed");
});
