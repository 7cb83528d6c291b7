import type { FormatFile, LogReaderState } from "@faultline/logs";
import type { BlockProgress, EncodedBlock } from "@faultline/storage";
import type { SpooledBytes } from "./incoming-file.ts";

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
  /** If it is an archive: the paths of its members that are unpacked already. */
  readonly unpacked: readonly string[];
}

/** A member of an archive: its bytes in the spool, or why it is no log. */
export type UnpackedMember = {
  /** Within the archive; no two members have the same. */
  readonly path: string;
  readonly modifiedAt: Date | null;
} & ({ readonly bytes: SpooledBytes } | { readonly bytes: null; readonly reason: string });

/** `stored` gives the worker leave for one more block or member, and back the memory of a block that is stored. */
export type ToParseWorker =
  | { readonly type: "parse"; readonly job: ParseJob }
  | { readonly type: "stored"; readonly memory: ArrayBuffer | null };

export type FromParseWorker =
  /** `isWhole`: it is all there is in the file, and "finished" follows. */
  | {
      readonly type: "block";
      readonly block: EncodedBlock;
      readonly progress: BlockProgress;
      readonly isWhole: boolean;
    }
  | { readonly type: "member"; readonly member: UnpackedMember }
  /** `isPlain`: the records, one after another, are the bytes of the file. */
  | { readonly type: "finished"; readonly isPlain: boolean; readonly encoding: string | null }
  | { readonly type: "failed"; readonly reason: string };

/** Blocks, or members of an archive, that a worker may be ahead: one is being stored, one waits. */
export const BLOCKS_IN_FLIGHT = 2;
