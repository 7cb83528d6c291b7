import type { Run, RunEvent } from "@faultline/contract";
import type { RunStore } from "@faultline/storage";
import { presentRun } from "./present-analytics.ts";

/** Tells what has changed about runs to those who listen; does nothing while nobody does. */
export interface RunChanges {
  /** A run may have changed: it is looked up soon. */
  notice(): void;
  /** Sends the newest runs first, and then what changes. Returns how to end it. */
  listen(listener: (event: RunEvent) => void): Promise<() => void>;
  stop(): void;
}

const THROTTLE_MS = 100;
/** Another app node may have changed a run. */
const LOOK_ANYWAY_MS = 2000;
const NEWEST_RUNS = 20;

/** `onError`: a look-up failed; the next one is made all the same. */
export function createRunChanges(runs: Pick<RunStore, "list">, onError: (error: unknown) => void): RunChanges {
  const listeners = new Set<(event: RunEvent) => void>();
  const known = new Map<number, string>();
  let timer: NodeJS.Timeout | null = null;

  async function newest(): Promise<Run[]> {
    return (await runs.list({ offset: 0, limit: NEWEST_RUNS })).items.map(presentRun);
  }

  async function look(): Promise<void> {
    for (const run of (await newest()).toReversed()) {
      const text = JSON.stringify(run);
      if (known.get(run.id) === text) continue;
      known.set(run.id, text);
      for (const listener of listeners) listener({ event: "run", data: run });
    }
  }

  function lookIn(ms: number): void {
    if (timer) clearTimeout(timer);
    const again = (): void => {
      timer = null;
      if (listeners.size > 0) lookIn(LOOK_ANYWAY_MS);
    };
    timer = setTimeout(() => void look().catch(onError).finally(again), ms);
  }

  return {
    notice() {
      if (listeners.size > 0) lookIn(THROTTLE_MS);
    },
    async listen(listener) {
      listener({ event: "runs", data: { items: await newest() } });
      listeners.add(listener);
      // What changed between is sent too.
      lookIn(0);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) forget();
      };
    },
    stop() {
      listeners.clear();
      forget();
    },
  };

  function forget(): void {
    if (timer) clearTimeout(timer);
    known.clear();
  }
}
