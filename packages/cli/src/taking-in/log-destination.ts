import type { Level } from "@faultline/logs";
import type { FoundFile } from "../log-paths.ts";

/** How far a file is that was taken in, or a member of an archive. */
export interface FileState {
  readonly id: number;
  readonly name: string;
  readonly status: "uploaded" | "processing" | "processed" | "failed";
  readonly sizeBytes: number;
  readonly processedBytes: number;
  readonly lines: number;
  readonly failedEntries: number;
  /** Names of the formats that took its records, the commonest first. */
  readonly formats: readonly string[];
  readonly error: string | null;
  readonly archiveId: number | null;
  /** Of an archive: the members found so far. */
  readonly memberCount: number | null;
}

export type Receipt =
  | { readonly kind: "accepted"; readonly file: FileState }
  /** The same bytes are there already. */
  | { readonly kind: "duplicate"; readonly reason: string }
  | { readonly kind: "refused"; readonly reason: string };

export interface LevelCounts {
  readonly entries: number;
  readonly levels: readonly { readonly level: Level | null; readonly count: number }[];
}

/** Where logs are taken in: a server in this process, or one that is asked over HTTP. */
export interface LogDestination {
  /** Hands over a file; `onSent` is told how many of its bytes have gone. @throws if the destination is gone */
  send(file: FoundFile, onSent: (bytes: number) => void, signal: AbortSignal): Promise<Receipt>;
  /** Tells of each change of the files of `isAwaited`, until `signal`. @throws if the destination is gone */
  watch(awaited: AwaitedFiles, onChange: (file: FileState) => void, signal: AbortSignal): Promise<void>;
  countLevels(fileId: number): Promise<LevelCounts>;
}

/** Ids of the files whose end is waited for. */
export type AwaitedFiles = ReadonlySet<number>;

export function isDone({ status }: FileState): boolean {
  return status === "processed" || status === "failed";
}
