import type { FileStore } from "@faultline/storage";

const CHANGES = [
  "create",
  "requeue",
  "restart",
  "setTimeZone",
  "describeContent",
  "markProcessing",
  "recordBlock",
  "markProcessed",
  "markFailed",
  "delete",
] as const satisfies readonly (keyof FileStore)[];

export type FileChange = (typeof CHANGES)[number];

/** The store, which says after each change which it was. */
export function observedFiles(files: FileStore, onChange: (change: FileChange) => void): FileStore {
  const observed = CHANGES.map((name) => {
    const method = files[name] as (...args: unknown[]) => Promise<unknown>;
    const change = async (...args: unknown[]): Promise<unknown> => {
      const result = await method(...args);
      onChange(name);
      return result;
    };
    return [name, change];
  });
  return { ...files, ...(Object.fromEntries(observed) as Partial<FileStore>) };
}
