import { rmSync, writeFileSync } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/** Blocks of files that are read while they come in, in the folder of the spool. */
export const AHEAD_PREFIX = "ahead-";

/**
 * Blocks that may wait on disk: some 600 MB, which is what a disk must have besides the file itself. On a network of
 * 100 Mbit/s a minute of an upload is in them.
 */
export const MAX_BLOCKS_ON_DISK = 24;

/** @returns its path; null if it cannot be written, and then nothing is left of it */
export function writeAheadBlock(prefix: string, blockNumber: number, bytes: Uint8Array): string | null {
  const path = `${prefix}${blockNumber}`;
  try {
    writeFileSync(path, bytes, { mode: 0o600 });
    return path;
  } catch {
    rmSync(path, { force: true });
    return null;
  }
}

/** Removes all whose paths begin with this. */
export async function removeAheadBlocks(prefix: string): Promise<void> {
  const directory = dirname(prefix);
  for (const name of await readdir(directory)) {
    if (name.startsWith(basename(prefix))) await rm(join(directory, name), { force: true });
  }
}
