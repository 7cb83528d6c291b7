import type { LogFile } from "@faultline/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { cancelFile, deleteFile, reprocessFile, retryFile } from "../../api/files.ts";

export interface FileActions {
  retry(): void;
  cancel(): void;
  /** Null is the server's time zone. */
  reprocess(timeZone: string | null): void;
  remove(): void;
  readonly isPending: boolean;
  /** Why the last of them could not be done. */
  readonly problem: string | null;
  dismiss(): void;
}

type Action = () => Promise<unknown>;

export function useFileActions({ id }: LogFile): FileActions {
  const client = useQueryClient();
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: (act: Action) => act(),
    // All that is known may be of its entries. Also where it was refused: the file is not what it seemed to be.
    onSettled: () => client.invalidateQueries(),
  });
  return {
    retry: () => mutate(() => retryFile(id)),
    cancel: () => mutate(() => cancelFile(id)),
    reprocess: (timeZone) => mutate(() => reprocessFile(id, timeZone)),
    remove: () => mutate(() => deleteFile(id)),
    isPending,
    problem: error?.message ?? null,
    dismiss: reset,
  };
}
