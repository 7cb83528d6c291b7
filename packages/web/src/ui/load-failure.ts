import { useSyncExternalStore } from "react";

let hasFailed = false;
const listeners = new Set<() => void>();

/** Whether the script of what was asked for last could not be fetched: there is no network, or the app is another by now. */
export function tellLoadFailure(failed: boolean): void {
  hasFailed = failed;
  for (const listener of listeners) listener();
}

export function useLoadFailure(): boolean {
  return useSyncExternalStore(subscribe, () => hasFailed);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
