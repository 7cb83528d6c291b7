import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { BlockFiles } from "./block-files.ts";

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "faultline-blocks-"));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

/** What whoever reads the file finds in it. */
async function heldBy(files: BlockFiles, bytes: Uint8Array): Promise<Buffer> {
  const held: Buffer[] = [];
  await files.hold(bytes, async (path) => held.push(await readFile(path)));
  return held[0]!;
}

test("a file holds its block and nothing of the longer one before", async () => {
  const files = new BlockFiles(directory);
  const blocks = [new Uint8Array(5000).fill(1), new Uint8Array(300).fill(2), new Uint8Array(7000).fill(3)];
  for (const block of blocks) expect(await heldBy(files, block)).toEqual(Buffer.from(block));
  expect(await readdir(directory)).toHaveLength(1);
  await files.clear();
  expect(await readdir(directory)).toEqual([]);
});

test("blocks that are read at the same time have files of their own", async () => {
  const files = new BlockFiles(directory);
  const holdBoth = () => Promise.all([1, 2].map((byte) => heldBy(files, new Uint8Array(2000).fill(byte))));
  for (let round = 0; round < 2; round++) {
    expect(await holdBoth()).toEqual([1, 2].map((byte) => Buffer.alloc(2000, byte)));
  }
});

test("a file whose reading failed is not written to again, since somebody may still read it", async () => {
  const files = new BlockFiles(directory);
  const paths: string[] = [];
  const failed = files.hold(new Uint8Array(10), async (path) => {
    paths.push(path);
    throw new Error("the engine gave up");
  });
  await expect(failed).rejects.toThrow("the engine gave up");
  await files.hold(new Uint8Array(10), async (path) => paths.push(path));
  expect(new Set(paths).size).toBe(2);
});

test("files in which no more blocks come are removed", async () => {
  await heldBy(new BlockFiles(directory), new Uint8Array(10));
  await expect.poll(() => readdir(directory), { timeout: 10_000 }).toEqual([]);
});
