import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeOddInput } from "./odd-inputs.ts";
import { readThrough } from "./read-through.ts";
import { startWatchdog } from "./watchdog.ts";

export interface FuzzCounts {
  readonly records: number;
  /** Inputs that could not be read to their end, and say why. */
  readonly unreadable: number;
}

/** More than any input may take, on the busiest machine. */
const LIMIT_MS = 60_000;

/** Reads `count` inputs made of the texts, one after another. @throws Error that names the first that goes wrong */
export async function fuzz(texts: readonly Buffer[], firstSeed: number, count: number): Promise<FuzzCounts> {
  const folder = await mkdtemp(join(tmpdir(), "faultline-fuzz-"));
  const watchdog = startWatchdog("the input of seed", LIMIT_MS);
  let [records, unreadable] = [0, 0];
  try {
    for (let seed = firstSeed; seed < firstSeed + count; seed++) {
      watchdog.begin(seed);
      const { bytes, description } = makeOddInput(texts, seed);
      const read = await readThrough(join(folder, "input"), bytes, seed).catch((cause: unknown) => {
        throw new Error(`${description}: ${(cause as Error).message}`, { cause });
      });
      records += read.records;
      if (read.reason !== null) unreadable++;
    }
  } finally {
    await watchdog.stop();
    await rm(folder, { recursive: true, force: true });
  }
  return { records, unreadable };
}
