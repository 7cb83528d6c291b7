import { setTimeout as sleep } from "node:timers/promises";
import type { EventStore } from "@faultline/storage";

/** A server that restarts is back within this; a block that was stored after all is dropped by its token. */
export const STORE_PAUSES_MS: readonly number[] = [500, 1000, 2000, 4000, 8000];

/** Stores a block, and tries again while the engine does not take it, unless `signal` asks for an end. */
export async function storeBlock(
  events: Pick<EventStore, "insertBlock">,
  block: Parameters<EventStore["insertBlock"]>[0],
  signal: AbortSignal,
  pausesMs: readonly number[],
): Promise<void> {
  for (const pause of pausesMs) {
    try {
      return await events.insertBlock(block);
    } catch (error) {
      if (signal.aborted) throw error;
      await sleep(pause, undefined, { signal });
    }
  }
  await events.insertBlock(block);
}
