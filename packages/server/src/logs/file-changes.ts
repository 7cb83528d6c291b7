import type { FileEvent, LogFile as PresentedFile } from "@faultline/contract";
import type { FileStore, LogFile } from "@faultline/storage";

/** Tells what has changed about files to those who listen; does nothing while nobody does. */
export interface FileChanges {
  /** Something may have changed: it is looked up soon. */
  notice(): void;
  /** Sends the files as they are first, and then what changes. Returns how to end it. */
  listen(listener: (event: FileEvent) => void): Promise<() => void>;
  stop(): void;
}

/** At most four times a second, however fast blocks are stored. */
const THROTTLE_MS = 250;
/** Rates change though nothing happens, and another app node may have changed a file. */
const LOOK_ANYWAY_MS = 2000;
const NEWEST_FILES = 200;

/** `onError`: a look-up failed; the next one is made all the same. */
export function createFileChanges(
  files: Pick<FileStore, "list" | "findById">,
  present: (file: LogFile) => PresentedFile,
  onError: (error: unknown) => void,
): FileChanges {
  const listeners = new Set<(event: FileEvent) => void>();
  const known = new Map<number, string>();
  let timer: NodeJS.Timeout | null = null;
  let looking: Promise<void> | null = null;
  let isNoticed = false;

  async function currentFiles(): Promise<Map<number, PresentedFile>> {
    const page = { offset: 0, limit: NEWEST_FILES };
    const [newest, active] = [await files.list({}, page), await files.list({ status: "processing" }, page)];
    return new Map([...newest.items, ...active.items].map((file) => [file.id, present(file)]));
  }

  async function look(): Promise<void> {
    const current = await currentFiles();
    for (const [id, file] of current) {
      const text = JSON.stringify(file);
      if (known.get(id) === text) continue;
      known.set(id, text);
      send({ event: "file", data: file });
    }
    for (const id of known.keys()) if (!current.has(id)) await lookFor(id);
  }

  /** A file that is no longer among the newest, nor being read: or it is no more. */
  async function lookFor(id: number): Promise<void> {
    const file = await files.findById(id);
    const before = known.get(id);
    known.delete(id);
    if (!file) send({ event: "deleted", data: { id } });
    else if (JSON.stringify(present(file)) !== before) send({ event: "file", data: present(file) });
  }

  function send(event: FileEvent): void {
    for (const listener of listeners) listener(event);
  }

  function lookLater(): void {
    if (timer) clearTimeout(timer);
    timer = setTimeout(() => void lookNow().catch(onError), isNoticed ? THROTTLE_MS : LOOK_ANYWAY_MS);
  }

  /** One look at a time; the next follows while anyone listens. */
  function lookNow(): Promise<void> {
    isNoticed = false;
    looking ??= look().finally(() => {
      looking = null;
      if (listeners.size > 0) lookLater();
    });
    return looking;
  }

  return {
    notice() {
      if (listeners.size === 0 || isNoticed) return;
      isNoticed = true;
      if (!looking) lookLater();
    },
    async listen(listener) {
      // One that began before may have passed over what is newest.
      await looking?.catch(() => undefined);
      await lookNow();
      const items = [...known.values()].map((text) => JSON.parse(text) as PresentedFile);
      listener({ event: "files", data: { items: items.sort((a, b) => b.id - a.id) } });
      listeners.add(listener);
      lookLater();
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
