import type { FileEvent, FileStatus, LogFile, LogFilePage } from "@faultline/contract";
import type { QueryClient } from "@tanstack/react-query";
import { fileQuery } from "../../api/files.ts";

/** Lists are loaded anew so long after the first change that calls for it: an archive brings a hundred files at once. */
const RELOAD_AFTER_MS = 400;

/** Keeps what was loaded about files up to date with what the server tells of them. */
export function createFileEventApplier(client: QueryClient) {
  const statuses = new Map<number, FileStatus>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const reloadSoon = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      void client.invalidateQueries({ queryKey: ["files"] });
      void client.invalidateQueries({ queryKey: ["stats"] });
    }, RELOAD_AFTER_MS);
  };

  return {
    apply(event: FileEvent) {
      if (event.event === "deleted") {
        statuses.delete(event.data.id);
        return reloadSoon();
      }
      for (const file of event.event === "file" ? [event.data] : event.data.items) {
        replaceFile(client, file);
        // A new file belongs into a list, and the entries of one that is done into the counts.
        if (statuses.get(file.id) !== file.status) reloadSoon();
        statuses.set(file.id, file.status);
      }
    },
    stop: () => clearTimeout(timer),
  };
}

function replaceFile(client: QueryClient, file: LogFile): void {
  client.setQueriesData<LogFilePage>({ queryKey: ["files"] }, (list) =>
    list?.items.some(({ id }) => id === file.id)
      ? { ...list, items: list.items.map((each) => (each.id === file.id ? file : each)) }
      : list,
  );
  const { queryKey } = fileQuery(file.id);
  if (client.getQueryData(queryKey)) client.setQueryData(queryKey, file);
}
