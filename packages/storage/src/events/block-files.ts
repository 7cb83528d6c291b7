import { constants, open, rm } from "node:fs/promises";
import { join } from "node:path";

/** How long a file is kept that no block was written to. */
const KEPT_MS = 1000;

/**
 * The files in which blocks are handed to the engine. One is written to again and again while blocks follow each other: the
 * pages of a new one cost more than what is written into them.
 */
export class BlockFiles {
  readonly #directory: string;
  #made = 0;
  readonly #spare: string[] = [];
  #clearing: NodeJS.Timeout | undefined;

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** Has `read` read a file that holds these bytes and nothing else, until its promise is settled. */
  async hold(bytes: Uint8Array, read: (path: string) => Promise<unknown>): Promise<void> {
    clearTimeout(this.#clearing);
    const path = this.#spare.pop() ?? join(this.#directory, `${this.#made++}.native`);
    try {
      await overwrite(path, bytes);
      await read(path);
    } catch (error) {
      // Somebody may still read it.
      await rm(path, { force: true }).catch(() => undefined);
      throw error;
    }
    this.#spare.push(path);
    clearTimeout(this.#clearing);
    // What cannot be removed now is at the next start.
    this.#clearing = setTimeout(() => void this.clear().catch(() => undefined), KEPT_MS).unref();
  }

  /** Removes the files that nobody reads. */
  async clear(): Promise<void> {
    clearTimeout(this.#clearing);
    for (const path of this.#spare.splice(0)) await rm(path, { force: true });
  }
}

async function overwrite(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, constants.O_WRONLY | constants.O_CREAT, 0o600);
  try {
    for (let at = 0; at < bytes.length;) at += (await file.write(bytes, at, bytes.length - at, at)).bytesWritten;
    await file.truncate(bytes.length);
  } finally {
    await file.close();
  }
}
