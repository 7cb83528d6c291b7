import type { FormatFile, LogReaderState } from "@faultline/logs";
import type { BlockProgress, EncodedBlock } from "@faultline/storage";

/** What a parse worker is asked to read. */
export interface ParseJob {
  readonly fileId: number;
  /** How often the file was read anew from its start. */
  readonly attempt: number;
  readonly path: string;
  /** No record is much later than this. */
  readonly referenceTimeMs: number;
  /** Of timestamps without a zone. */
  readonly timeZone: string;
  /** The formats of the user, valid and the same for every job of a worker. */
  readonly formats: readonly FormatFile[];
  readonly resumeFrom: LogReaderState | null;
  readonly maxTextBytes: number;
}

/** `stored` gives the worker leave for one more block, and back the memory of the one that is stored. */
export type ToParseWorker =
  | { readonly type: "parse"; readonly job: ParseJob }
  | { readonly type: "stored"; readonly memory: ArrayBuffer };

export type FromParseWorker =
  | { readonly type: "block"; readonly block: EncodedBlock; readonly progress: BlockProgress }
  /** `isPlain`: the records, one after another, are the bytes of the file. */
  | { readonly type: "finished"; readonly isPlain: boolean }
  | { readonly type: "failed"; readonly reason: string };

/** Blocks a worker may have made that are not stored yet: one that the engine takes, one that waits. */
export const BLOCKS_IN_FLIGHT = 2;
