import { rmSync, statfsSync, writeFileSync } from "node:fs";
import { readdir, rm, statfs } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/** Blocks of files that are read while they come in, in the folder of the spool. */
export const AHEAD_PREFIX = "ahead-";

/**
 * Blocks that may wait on disk: of 280 to 400 MB of text, and 470 to 750 MB large. On a network of 100 Mbit/s half a
 * minute of an upload is in them.
 */
export const MAX_BLOCKS_ON_DISK = 24;

/** Where blocks wait on disk. */
export interface AheadPlace {
  /** What their paths begin with. */
  readonly prefix: string;
  /** With less room on the disk no more are written. */
  readonly leastFreeBytes: number;
}

/** The blocks of one reading of a file that was still coming in when it began. */
export interface AheadBlocks extends AheadPlace {
  /** Of the reading; a later one of the same worker has a larger one. */
  readonly id: number;
}

/** Whether the disk on which this is has so much room. */
export async function hasRoom(path: string, leastFreeBytes: number): Promise<boolean> {
  return isEnough(await statfs(path), leastFreeBytes);
}

/** @returns its path; null if it cannot be written, or takes room that is not to spare: nothing is left of it then */
export function writeAheadBlock(place: AheadPlace, blockNumber: number, bytes: Uint8Array): string | null {
  const path = `${place.prefix}${blockNumber}`;
  try {
    if (!isEnough(statfsSync(dirname(path)), place.leastFreeBytes)) return null;
    writeFileSync(path, bytes, { mode: 0o600 });
    return path;
  } catch {
    removeAheadBlock(path);
    return null;
  }
}

/** What cannot be removed now is at the next start. */
export function removeAheadBlock(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // No reason to read on no further.
  }
}

/** Removes all whose paths begin with this. */
export async function removeAheadBlocks(prefix: string): Promise<void> {
  const directory = dirname(prefix);
  for (const name of await readdir(directory)) {
    if (name.startsWith(basename(prefix))) await rm(join(directory, name), { force: true });
  }
}

function isEnough({ bavail, bsize }: { bavail: number; bsize: number }, leastFreeBytes: number): boolean {
  return bavail * bsize >= leastFreeBytes;
}
