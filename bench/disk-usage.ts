import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

const BLOCK_BYTES = 512;
const SETTLED_AFTER_MS = 30_000;
const POLL_MS = 500;

/** Bytes that the files of a folder take on the disk, by blocks; links are not followed, engines link to their tables. */
export async function bytesOnDisk(folder: string): Promise<number> {
  let sum = 0;
  // Merges remove files and folders while we look.
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) sum += await bytesOnDisk(path);
    else if (entry.isFile()) sum += ((await stat(path).catch(() => null))?.blocks ?? 0) * BLOCK_BYTES;
  }
  return sum;
}

/** Waits until the folder's size has not changed for half a minute, or for the limit; returns the size. */
export async function settledBytesOnDisk(folder: string, limitMs: number): Promise<number> {
  const deadline = Date.now() + limitMs;
  let size = await bytesOnDisk(folder);
  let since = Date.now();
  while (Date.now() - since < SETTLED_AFTER_MS && Date.now() < deadline) {
    await delay(POLL_MS);
    const now = await bytesOnDisk(folder);
    if (now !== size) {
      size = now;
      since = Date.now();
    }
  }
  return size;
}
