import type { LogReaderState } from "@faultline/logs";
import type { BlockProgress, EncodedBlock } from "@faultline/storage";

/** What a parse worker is asked to read. */
export interface ParseJob {
  readonly fileId: number;
  readonly path: string;
  /** No record is much later than this. */
  readonly referenceTimeMs: number;
  readonly resumeFrom: LogReaderState | null;
  readonly maxTextBytes: number;
}

/** `stored` gives the worker leave for one more block, and back the memory of the one that is stored. */
export type ToParseWorker =
  | { readonly type: "parse"; readonly job: ParseJob }
  | { readonly type: "stored"; readonly memory: ArrayBuffer };

export type FromParseWorker =
  | { readonly type: "block"; readonly block: EncodedBlock; readonly progress: BlockProgress }
  | { readonly type: "finished" }
  | { readonly type: "failed"; readonly reason: string };

/** Blocks a worker may have made that are not stored yet: one that the engine takes, one that waits. */
export const BLOCKS_IN_FLIGHT = 2;
