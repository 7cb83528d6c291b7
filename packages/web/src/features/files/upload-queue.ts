import { ApiError } from "../../api/api-error.ts";
import type { UploadFields, uploadFile } from "../../api/upload.ts";

export interface Upload {
  readonly id: number;
  readonly name: string;
  readonly sizeBytes: number;
  readonly sentBytes: number;
  readonly state: "waiting" | "sending" | "stored" | "failed" | "cancelled";
  readonly error: string | null;
}

/** More at once share the same line and only make each of them late. */
const AT_ONCE = 2;

export interface UploadQueue {
  add(files: readonly File[], fields: UploadFields): void;
  cancel(id: number): void;
  retry(id: number): void;
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

  const startNext = () => {
    const free = AT_ONCE - uploads.filter(({ state }) => state === "sending").length;
    for (const { id } of uploads.filter(({ state }) => state === "waiting").slice(0, free)) void run(id);
  };
  const run = async (id: number) => {
    const job = jobs.get(id);
    if (!job) return;
    patch(id, { state: "sending", sentBytes: 0, error: null });
    try {
      await send(job.file, job.fields, (sentBytes) => patch(id, { sentBytes }), job.abort.signal);
      jobs.delete(id);
      patch(id, { state: "stored", sentBytes: job.file.size });
      onStored();
    } catch (error) {
      const isCancelled = error instanceof ApiError && error.code === "cancelled";
      patch(id, {
        state: isCancelled ? "cancelled" : "failed",
        error: error instanceof Error ? error.message : String(error),
      });
    }
    startNext();
  };

  return {
    add(files, fields) {
      const added = files.map((file): Upload => {
        const id = nextId++;
        jobs.set(id, { file, fields, abort: new AbortController() });
        return { id, name: file.name, sizeBytes: file.size, sentBytes: 0, state: "waiting", error: null };
      });
      publish([...uploads, ...added]);
      startNext();
    },
    cancel(id) {
      const isSending = uploads.some((upload) => upload.id === id && upload.state === "sending");
      if (isSending) jobs.get(id)?.abort.abort();
      else patch(id, { state: "cancelled" });
    },
    retry(id) {
      const job = jobs.get(id);
      if (!job) return;
      jobs.set(id, { ...job, abort: new AbortController() });
      patch(id, { state: "waiting", error: null });
      startNext();
    },
    clearEnded() {
      const isEnded = ({ state }: Upload) => state !== "waiting" && state !== "sending";
      for (const { id } of uploads.filter(isEnded)) jobs.delete(id);
      publish(uploads.filter((upload) => !isEnded(upload)));
    },
    uploads: () => uploads,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
