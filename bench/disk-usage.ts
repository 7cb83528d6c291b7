import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

const SETTLED_AFTER_MS = 5000;
const POLL_MS = 500;

/** Bytes that the files of a folder take on the disk, by blocks. */
export async function bytesOnDisk(folder: string): Promise<number> {
  let sum = 0;
  for (const path of await readdir(folder, { recursive: true })) {
    // Merges remove files while we look.
    const info = await stat(join(folder, path)).catch(() => null);
    if (info?.isFile()) sum += info.blocks * 512;
  }
  return sum;
}

/** Waits until the folder's size has not changed for five seconds, or for the limit; returns the size. */
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
