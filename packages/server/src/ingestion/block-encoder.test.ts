import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MessageChannel, type MessagePort } from "node:worker_threads";
import { createLogReader } from "@faultline/logs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type AheadBlocks, MAX_BLOCKS_ON_DISK } from "./ahead-blocks.ts";
import { encodeBlocks } from "./block-encoder.ts";
import { BLOCKS_IN_FLIGHT, type FromParser, type FromParseWorker } from "./parse-job.ts";

let directory: string;
let parser: MessagePort;
let main: MessagePort;
/** Blocks that the parser got back: so many are encoded, or not wanted. */
let encoded: number;
let arrived: FromParseWorker[];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "faultline-encoder-"));
  const [toParser, toMain] = [new MessageChannel(), new MessageChannel()];
  [parser, main] = [toParser.port1, toMain.port1];
  encodeBlocks(toMain.port2, toParser.port2);
  [encoded, arrived] = [0, []];
  parser.on("message", () => encoded++);
  main.on("message", (message: FromParseWorker) => arrived.push(message));
});
afterEach(() => {
  parser.close();
  main.close();
  rmSync(directory, { recursive: true });
});

const MANY = MAX_BLOCKS_ON_DISK + 6;
const parse = (message: FromParser): void => parser.postMessage(message);

/** So many blocks of a line each. */
function sendBlocks(count: number, ahead: AheadBlocks | null): void {
  const reader = createLogReader({ referenceTimeMs: 0, blockRecords: 1 });
  const text = Buffer.from("a line\n".repeat(count));
  for (const completed of [...reader.push(text), ...reader.end()])
    parse({ type: "block", ahead, fileId: 7, attempt: 0, completed, consumedBytes: 1, isWhole: false });
}

const aheadOf = (id: number): AheadBlocks => ({ id, prefix: join(directory, `ahead-${id}-`), leastFreeBytes: 0 });
const onDisk = (): string[] => readdirSync(directory);
const blocks = () => arrived.flatMap((message) => (message.type === "block" ? [message.block] : []));
const inOrder = (count: number) => Array.from({ length: count }, (_, at) => `7.0:${at}`);

/** Stores what has come, until so many have. */
async function storeUntil(count: number): Promise<void> {
  for (let stored = 0; stored < count; stored++) {
    await expect.poll(() => blocks().length).toBeGreaterThan(stored);
    const block = blocks()[stored]!;
    // Throws if it is not there.
    if ("path" in block) readFileSync(block.path);
    main.postMessage("path" in block ? { memory: null, path: block.path } : { memory: null, path: null });
  }
}

test("of a file that is all here no more blocks are made than can be stored soon", async () => {
  sendBlocks(MANY, null);
  await expect.poll(() => blocks().length).toBe(BLOCKS_IN_FLIGHT);
  await storeUntil(MANY);
  expect(blocks().map(({ token }) => token)).toEqual(inOrder(MANY));
  expect(encoded).toBe(MANY);
  expect(onDisk()).toEqual([]);
});

test("of a file that is still coming in blocks go to disk up to a bound, and come in order once it is adopted", async () => {
  sendBlocks(MANY, aheadOf(1));
  parse({ type: "finished", ahead: aheadOf(1), isPlain: true, encoding: "utf-8" });
  await expect.poll(() => onDisk().length).toBe(MAX_BLOCKS_ON_DISK);
  await expect.poll(() => encoded).toBe(MAX_BLOCKS_ON_DISK);
  expect(arrived).toEqual([]);
  parse({ type: "adopted", id: 1 });
  await storeUntil(MANY);
  expect(blocks().map(({ token }) => token)).toEqual(inOrder(MANY));
  await expect.poll(() => arrived.at(-1)).toEqual({ type: "finished", isPlain: true, encoding: "utf-8" });
  await expect.poll(onDisk).toEqual([]);
});

test("nothing is left of a reading that is dropped, and the next file is not held up", async () => {
  sendBlocks(MANY, aheadOf(1));
  await expect.poll(() => onDisk().length).toBe(MAX_BLOCKS_ON_DISK);
  parse({ type: "dropped", id: 1, defect: null });
  await expect.poll(() => encoded).toBe(MANY);
  expect(onDisk()).toEqual([]);
  sendBlocks(2, aheadOf(2));
  parse({ type: "adopted", id: 2 });
  await storeUntil(2);
  sendBlocks(2, null);
  await storeUntil(4);
  expect(blocks().map(({ token }) => token)).toEqual([...inOrder(2), ...inOrder(2)]);
});

test("a disk that takes no blocks is told of, and they come by memory, no more at once than of any file", async () => {
  const ahead = { ...aheadOf(1), prefix: join(directory, "no such folder", "ahead-1-") };
  sendBlocks(MANY, ahead);
  await expect.poll(() => arrived).toEqual([{ type: "givenUp", id: 1, defect: null }]);
  parse({ type: "adopted", id: 1 });
  await expect.poll(() => blocks().length).toBe(BLOCKS_IN_FLIGHT);
  await storeUntil(MANY);
  expect(blocks().every((block) => "native" in block)).toBe(true);
  expect(blocks().map(({ token }) => token)).toEqual(inOrder(MANY));
});

test("a disk with little room gets no blocks, whether the file is still coming in or all here", async () => {
  const ahead = { ...aheadOf(1), leastFreeBytes: Infinity };
  sendBlocks(MANY, ahead);
  await expect.poll(() => arrived).toEqual([{ type: "givenUp", id: 1, defect: null }]);
  parse({ type: "dropped", id: 1, defect: null });
  sendBlocks(MANY, { ...ahead, id: 2 });
  parse({ type: "adopted", id: 2 });
  await expect.poll(() => blocks().length).toBe(BLOCKS_IN_FLIGHT);
  await storeUntil(MANY);
  expect(blocks().every((block) => "native" in block)).toBe(true);
});

test("a block that cannot be removed holds up nothing", async () => {
  sendBlocks(MANY, aheadOf(1));
  await expect.poll(() => onDisk().length).toBe(MAX_BLOCKS_ON_DISK);
  // A folder of this name is not removed as a file is.
  rmSync(join(directory, "ahead-1-0"));
  mkdirSync(join(directory, "ahead-1-0", "within"), { recursive: true });
  parse({ type: "dropped", id: 1, defect: null });
  await expect.poll(onDisk).toEqual(["ahead-1-0"]);
  sendBlocks(1, null);
  await storeUntil(1);
});
