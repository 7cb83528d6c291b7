import type { FileStore } from "@faultline/storage";

const CHANGES: readonly (keyof FileStore)[] = [
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
];

/** The store, which says after each change that there was one. */
export function observedFiles(files: FileStore, onChange: () => void): FileStore {
  const observed = CHANGES.map((name) => {
    const method = files[name] as (...args: unknown[]) => Promise<unknown>;
    const change = async (...args: unknown[]): Promise<unknown> => {
      const result = await method(...args);
      onChange();
      return result;
    };
    return [name, change];
  });
  return { ...files, ...(Object.fromEntries(observed) as Partial<FileStore>) };
}
