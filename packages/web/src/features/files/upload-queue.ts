import { ApiError } from "../../api/api-error.ts";
import type { UploadFields, uploadFile } from "../../api/upload.ts";

export interface Upload {
  readonly id: number;
  readonly name: string;
  readonly sizeBytes: number;
  readonly sentBytes: number;
  readonly state: "waiting" | "sending" | "stored" | "failed" | "cancelled" | "duplicate";
  /** Why it failed, or what it waits for. */
  readonly note: string | null;
  /** Of a duplicate: the file that has the same content. */
  readonly existingId: number | null;
}

export interface NamedFile {
  readonly file: File;
  /** Its name, with its way there where a folder was dropped. */
  readonly name: string;
}

/** More at once share the same line and only make each of them late. */
const AT_ONCE = 2;
/** After which a server that has too much to read is asked again. */
const PAUSE_MS = 5_000;

export interface UploadQueue {
  add(files: readonly NamedFile[], fields: UploadFields): void;
  cancel(id: number): void;
  retry(id: number): void;
  /** Has a duplicate taken in all the same. */
  insist(id: number): void;
  /** Forgets an upload that has ended. */
  dismiss(id: number): void;
  /** Forgets the uploads that have ended. */
  clearEnded(): void;
  readonly uploads: () => readonly Upload[];
  subscribe(listener: () => void): () => void;
}

interface Job {
  readonly file: File;
  readonly fields: UploadFields;
  readonly abort: AbortController;
}

export function isOpen({ state }: Upload): boolean {
  return state === "waiting" || state === "sending";
}

/**
 * Sends files a few at a time and goes on while one looks at other pages. `onStored` is told of each file that the
 * server has taken.
 */
export function createUploadQueue(send: typeof uploadFile, onStored: () => void): UploadQueue {
  let uploads: readonly Upload[] = [];
  let nextId = 1;
  const jobs = new Map<number, Job>();
  const listeners = new Set<() => void>();

  const publish = (next: readonly Upload[]) => {
    uploads = next;
    for (const listener of listeners) listener();
  };
  const patch = (id: number, change: Partial<Upload>) =>
    publish(uploads.map((upload) => (upload.id === id ? { ...upload, ...change } : upload)));
  const find = (id: number) => uploads.find((upload) => upload.id === id);

  const startNext = () => {
    const free = AT_ONCE - uploads.filter(({ state }) => state === "sending").length;
    for (const { id } of uploads.filter(({ state }) => state === "waiting").slice(0, free)) void run(id);
  };
  const run = async (id: number) => {
    const [job, upload] = [jobs.get(id), find(id)];
    if (!job || !upload) return;
    patch(id, { state: "sending", sentBytes: 0, note: null });
    try {
      await send(job.file, upload.name, job.fields, (sentBytes) => patch(id, { sentBytes }), job.abort.signal);
      jobs.delete(id);
      patch(id, { state: "stored", sentBytes: job.file.size });
      onStored();
    } catch (error) {
      settle(id, error);
    }
    startNext();
  };
  const settle = (id: number, error: unknown) => {
    const { code, fileId = null } = error instanceof ApiError ? error : { code: "" };
    const note = error instanceof Error ? error.message : String(error);
    if (code === "cancelled") patch(id, { state: "cancelled", note });
    else if (code === "duplicate_content") patch(id, { state: "duplicate", note, existingId: fileId });
    else if (code === "queue_full") waitForRoom(id);
    else patch(id, { state: "failed", note });
  };
  // Its place is kept meanwhile: the others would be sent away as well.
  const waitForRoom = (id: number) => {
    patch(id, { sentBytes: 0, note: "waits for the server to read what it has" });
    const timer = setTimeout(() => void run(id), PAUSE_MS);
    jobs.get(id)?.abort.signal.addEventListener("abort", () => {
      clearTimeout(timer);
      if (find(id)?.state !== "sending") return;
      patch(id, { state: "cancelled", note: "Cancelled." });
      startNext();
    });
  };
  const restart = (id: number, fields: UploadFields = {}) => {
    const job = jobs.get(id);
    if (!job) return;
    jobs.set(id, { ...job, fields: { ...job.fields, ...fields }, abort: new AbortController() });
    patch(id, { state: "waiting", note: null, existingId: null });
    startNext();
  };
  const forget = (isForgotten: (upload: Upload) => boolean) => {
    for (const { id } of uploads.filter(isForgotten)) jobs.delete(id);
    publish(uploads.filter((upload) => !isForgotten(upload)));
  };

  return {
    add(files, fields) {
      const added = files.map(({ file, name }): Upload => {
        const id = nextId++;
        jobs.set(id, { file, fields, abort: new AbortController() });
        const { size: sizeBytes } = file;
        return { id, name, sizeBytes, sentBytes: 0, state: "waiting", note: null, existingId: null };
      });
      publish([...uploads, ...added]);
      startNext();
    },
    cancel(id) {
      if (find(id)?.state === "sending") jobs.get(id)?.abort.abort();
      else patch(id, { state: "cancelled" });
    },
    retry: (id) => restart(id),
    insist: (id) => restart(id, { allow_duplicate: "true" }),
    dismiss: (id) => forget((upload) => upload.id === id && !isOpen(upload)),
    clearEnded: () => forget((upload) => !isOpen(upload)),
    uploads: () => uploads,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
