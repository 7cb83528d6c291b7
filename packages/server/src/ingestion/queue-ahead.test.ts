import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { LogFile } from "@faultline/storage";
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
  spool,
  spoolDirectory,
  spooledNames,
  statusOf,
  workers,
} from "../testing/queue-fixture.ts";
import type { IngestionQueue } from "./ingestion-queue.ts";
import { parseJobOf } from "./parse-job.ts";
import { openSpool } from "./spool.ts";

/** Of three blocks. */
const AHEAD_LINES = 160_000;

/** A file of which the beginning is here and is read, and the rest never comes unless it is received. */
async function readAhead(queue: IngestionQueue) {
  const id = await catalog.files.reserveId();
  const path = join(spoolDirectory, "incoming-large");
  await writeFile(path, LINE.repeat(AHEAD_LINES));
  const unknown = { modifiedAt: null, timeZone: null, checkpoint: null };
  const expected = { id, uploadedAt: new Date(), attempt: 0, filename: "app.log", ...unknown };
  const job = parseJobOf(expected, path, { maxTextBytes: 1000, timeZone: "UTC" });
  const place = { prefix: spool.blockPrefixOf(id), leastFreeBytes: 0 };
  return { id, path, hasBegun: queue.readAhead(job, place) };
}

type ComingIn = Awaited<ReturnType<typeof readAhead>>;

async function enterAhead({ id, path }: ComingIn) {
  const described = { filename: "app.log", source: null, environment: null, logType: null, modifiedAt: null };
  const file = await catalog.files.create({ ...described, sizeBytes: LINE.length * AHEAD_LINES }, id);
  await spool.assign({ path, sizeBytes: file.sizeBytes, sha256: "" }, file.id);
  return file;
}

async function acceptAhead(queue: IngestionQueue, coming: ComingIn) {
  const file = await enterAhead(coming);
  queue.add(file);
  await expectWhole(file);
}

async function expectWhole(file: LogFile) {
  await expect.poll(() => isDone(file.id), PATIENCE).toBe(true);
  expect(await catalog.files.findById(file.id)).toMatchObject({ status: "processed", totalLines: AHEAD_LINES });
  const { total } = await events.findEntries({ fileIds: [file.id] }, { offset: 0, limit: 1 });
  expect(total).toBe(AHEAD_LINES);
}

const aheadBlocks = async () => (await spooledNames()).filter((name) => name.startsWith("ahead-"));

test("a file that is still coming in is read where a lane is free, one at a time, and its blocks are its own once it is added", async () => {
  const tokens: string[] = [];
  const queue = await queueWith({
    async insertBlock(block) {
      if ("path" in block) tokens.push(block.token);
      await events.insertBlock(block);
    },
  });
  const coming = await readAhead(queue);
  expect(coming.hasBegun).toBe(true);
  expect(queue.mayReadAhead()).toBe(false);
  await expect.poll(aheadBlocks, PATIENCE).not.toEqual([]);
  await acceptAhead(queue, coming);
  expect(tokens).toContain(`${coming.id}.0:0`);
  await expect.poll(spooledNames).toEqual([]);
  await queue.stop();
});

test("a file that is all here does not wait for one that is still coming in, which is read later", async () => {
  const queue = await queueWith();
  const coming = await readAhead(queue);
  await expect.poll(aheadBlocks, PATIENCE).not.toEqual([]);
  const other = await receive(LINE, LARGE);
  queue.add(other);
  await expect.poll(() => statusOf(other.id), PATIENCE).toBe("processed");
  await expect.poll(aheadBlocks).toEqual([]);
  expect(queue.fileAhead()).toBeNull();
  queue.grown(coming.id);
  queue.giveUpAhead(coming.id);
  await acceptAhead(queue, coming);
  await expect.poll(spooledNames).toEqual([]);
  await queue.stop();
});

test("of a file that is taken out of the line nothing is left of what was read of it", async () => {
  const first = await receive(LINE);
  const gate = gateFor(first.id);
  const queue = await queueWith(gate);
  const coming = await readAhead(queue);
  await expect.poll(aheadBlocks, PATIENCE).not.toEqual([]);
  queue.add(first);
  await expect.poll(gate.isReached, PATIENCE).toBe(true);
  const file = await enterAhead(coming);
  queue.add(file);
  expect(await queue.remove(file.id)).toBe(true);
  expect(queue.fileAhead()).toBeNull();
  await expect.poll(aheadBlocks).toEqual([]);
  gate.open();
  await queue.stop();
});

test("nothing is read ahead while all lanes are taken, or once the queue is stopped", async () => {
  const file = await receive(LINE);
  const gate = gateFor(file.id);
  const queue = await queueWith(gate);
  queue.add(file);
  await expect.poll(gate.isReached, PATIENCE).toBe(true);
  expect(queue.mayReadAhead()).toBe(false);
  expect((await readAhead(queue)).hasBegun).toBe(false);
  gate.open();
  await queue.stop();
  expect((await readAhead(queue)).hasBegun).toBe(false);
});

test("a queue that stops leaves nothing of what was read ahead, and neither does the start after a process that was killed", async () => {
  const queue = await queueWith();
  await readAhead(queue);
  await expect.poll(aheadBlocks, PATIENCE).not.toEqual([]);
  await queue.stop();
  expect(await spooledNames()).toEqual(["incoming-large"]);
  await writeFile(`${spool.blockPrefixOf(5)}0`, "a block");
  await openSpool(spoolDirectory, 1000);
  expect(await spooledNames()).toEqual([]);
});

test("a parser that dies while it reads ahead costs the file nothing", async () => {
  const queue = await queueWith({
    firstWorkerUrl: new URL("data:text/javascript,setTimeout(() => process.exit(3), 300)"),
  });
  const coming = await readAhead(queue);
  expect(coming.hasBegun).toBe(true);
  await expect.poll(queue.fileAhead, PATIENCE).toBeNull();
  await acceptAhead(queue, coming);
  await queue.stop();
});

const ENDS: readonly (readonly [string, (queue: IngestionQueue, file: LogFile) => Promise<unknown>])[] = [
  ["the queue stops", (queue) => queue.stop()],
  ["its reading is ended", (queue, file) => queue.remove(file.id)],
];

test.each(ENDS)("what was read ahead is stored once when %s meanwhile, and nothing is left", async (_, end) => {
  const queue = await queueWith({ insertBlock: (block) => gate.insertBlock(block) });
  const coming = await readAhead(queue);
  const gate = gateFor(coming.id);
  await expect.poll(async () => (await aheadBlocks()).length, PATIENCE).toBeGreaterThan(1);
  const file = await enterAhead(coming);
  queue.add(file);
  await expect.poll(gate.isReached, PATIENCE).toBe(true);
  const ended = end(queue, file);
  gate.open();
  await ended;
  await queue.stop();
  expect(await spooledNames()).toEqual([`file-${file.id}`]);
  const { checkpoint } = (await catalog.files.findById(file.id))!;
  expect(checkpoint).not.toBeNull();
  await readOn(file);
});

async function readOn(file: LogFile) {
  const queue = await queueWith();
  queue.add((await catalog.files.requeue(file.id))!);
  await expectWhole(file);
  await queue.stop();
}

test("a parser that dies while blocks wait to be stored costs the file no line", async () => {
  const queue = await queueWith({
    async insertBlock(block) {
      // Its blocks go with it.
      if (block.token.endsWith(":1")) await workers[0]!.end();
      await events.insertBlock(block);
    },
  });
  const coming = await readAhead(queue);
  await expect.poll(async () => (await aheadBlocks()).length, PATIENCE).toBeGreaterThan(1);
  const file = await enterAhead(coming);
  queue.add(file);
  await expect.poll(() => isDone(file.id), PATIENCE).toBe(true);
  expect(await catalog.files.findById(file.id)).toMatchObject({ status: "failed", totalLines: 16_384 });
  await queue.stop();
  expect(await spooledNames()).toEqual([`file-${file.id}`]);
  await readOn(file);
});
