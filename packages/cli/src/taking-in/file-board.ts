import type { FileState } from "./log-destination.ts";

/** The newest state of each file that is waited for, and of the members of archives. */
export interface FileBoard {
  /** Ids of the files whose end is waited for. */
  readonly awaited: ReadonlySet<number>;
  await(file: FileState): void;
  release(id: number): void;
  /** Takes note of a file if it, or the archive it is of, is waited for. */
  note(file: FileState): boolean;
  get(id: number): FileState | undefined;
  membersOf(id: number): FileState[];
  /** Settles once `isReached`, which is asked again after each note, or once `stop` is aborted. */
  until(stop: AbortSignal, isReached: () => Promise<boolean>): Promise<void>;
}

export function createFileBoard(): FileBoard {
  const states = new Map<number, FileState>();
  const awaited = new Set<number>();
  const sleepers = new Set<() => void>();
  let version = 0;

  const wakeAll = (): void => {
    version++;
    for (const wake of sleepers) wake();
    sleepers.clear();
  };
  const changed = (stop: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      const wake = (): void => {
        stop.removeEventListener("abort", wake);
        sleepers.delete(wake);
        resolve();
      };
      sleepers.add(wake);
      stop.addEventListener("abort", wake);
    });

  return {
    awaited,
    await(file) {
      awaited.add(file.id);
      // What was told of it meanwhile is newer.
      if (!states.has(file.id)) states.set(file.id, file);
    },
    release(id) {
      awaited.delete(id);
    },
    note(file) {
      states.set(file.id, file);
      wakeAll();
      return awaited.has(file.archiveId ?? file.id);
    },
    get: (id) => states.get(id),
    membersOf: (id) => [...states.values()].filter(({ archiveId }) => archiveId === id),
    async until(stop, isReached) {
      while (!stop.aborted) {
        const seen = version;
        if (await isReached()) return;
        if (version === seen && !stop.aborted) await changed(stop);
      }
    },
  };
}
