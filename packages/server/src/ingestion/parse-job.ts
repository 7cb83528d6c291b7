import type { MessagePort } from "node:worker_threads";
import type { CompletedBlock, FormatFile, LogReaderState, RecordBlock } from "@faultline/logs";
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
  readonly resumeFrom: LogReaderState | null;
  readonly maxTextBytes: number;
  /** If it is an archive: the paths of its members that are unpacked already. */
  readonly unpacked: readonly string[];
}

/**
 * The bytes of a file that is still coming in, to be parsed for nothing but that the code is compiled for such lines once
 * all of it is here.
 */
export interface Rehearsal {
  readonly rehearsedPath: string;
}

/** A member of an archive: its bytes in the spool, or why it is no log. */
export type UnpackedMember = {
  /** Within the archive; no two members have the same. */
  readonly path: string;
  readonly modifiedAt: Date | null;
} & ({ readonly bytes: SpooledBytes } | { readonly bytes: null; readonly reason: string });

/** How the two threads of a parse worker are started; `other` leads to the other one. */
export interface ParseWorkerData {
  readonly role: "parser" | "encoder";
  /** The formats of the user, valid. */
  readonly formats: readonly FormatFile[];
  readonly other: MessagePort;
}

type MemberFound = { readonly type: "member"; readonly member: UnpackedMember };

type Ending =
  /** `isPlain`: the records, one after another, are the bytes of the file. */
  | { readonly type: "finished"; readonly isPlain: boolean; readonly encoding: string | null }
  | { readonly type: "failed"; readonly reason: string };

/** What the main thread hears of a file; all of it goes through the encoder, so that it comes in order. */
export type FromParseWorker =
  | {
      readonly type: "block";
      readonly block: EncodedBlock;
      readonly progress: BlockProgress;
      readonly isWhole: boolean;
    }
  | MemberFound
  | Ending;

export type FromParser =
  | {
      readonly type: "block";
      readonly fileId: number;
      readonly attempt: number;
      readonly completed: CompletedBlock;
      readonly consumedBytes: number;
      /** It is all there is in the file, and "finished" follows. */
      readonly isWhole: boolean;
    }
  | { readonly type: "rehearsal"; readonly completed: CompletedBlock }
  | MemberFound
  | Ending;

/** A block is encoded, or a member sent on: leave for one more, and back the memory of the block. */
export interface ToParser {
  readonly block: RecordBlock | null;
}

/** A block is stored, or what was sent needs no more: leave for one more, and back the memory of a block, if it is free. */
export interface ToEncoder {
  readonly memory: ArrayBufferLike | null;
}

/** Blocks that may be encoded and not stored yet, or members unpacked: one is being stored, one waits. */
export const BLOCKS_IN_FLIGHT = 2;

/** Blocks that may be parsed and not encoded yet, besides the one being parsed. */
export const BLOCKS_TO_ENCODE = 1;
