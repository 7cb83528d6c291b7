import type { MessagePort } from "node:worker_threads";
import {
  type CompletedBlock,
  type FormatFile,
  type LogReaderState,
  type RecordBlock,
  referenceTimeOf,
} from "@faultline/logs";
import type { BlockFile, BlockProgress, EncodedBlock, LogFile } from "@faultline/storage";
import type { AheadBlocks } from "./ahead-blocks.ts";
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

/** What holds for every file. */
export interface ReadingDefaults {
  /** The most text a compressed file may hold. */
  readonly maxTextBytes: number;
  /** For timestamps without a zone, where the file has none of its own. */
  readonly timeZone: string;
}

/** What a job depends on, of a file. */
export type FileToParse = Pick<
  LogFile,
  "id" | "attempt" | "filename" | "modifiedAt" | "uploadedAt" | "timeZone" | "checkpoint"
>;

/** The job that reads a file on from where it is. */
export function parseJobOf(
  file: FileToParse,
  path: string,
  { maxTextBytes, timeZone }: ReadingDefaults,
  unpacked: readonly string[] = [],
): ParseJob {
  return {
    fileId: file.id,
    attempt: file.attempt,
    path,
    referenceTimeMs: referenceTimeOf(file.filename, (file.modifiedAt ?? file.uploadedAt).getTime()),
    timeZone: file.timeZone ?? timeZone,
    // Written by this very program, after each block.
    resumeFrom: file.checkpoint as LogReaderState | null,
    maxTextBytes,
    unpacked,
  };
}

/** What the main thread tells a parse worker. */
export type ToParseWorker =
  /** If the worker has read ahead of this very job, it goes on; else nothing is left of what it has read ahead. */
  | { readonly type: "start"; readonly job: ParseJob }
  /** To be read as far as it is here, until a job is started. */
  | { readonly type: "ahead"; readonly job: ParseJob; readonly blocks: AheadBlocks }
  /** More of it is here. */
  | { readonly type: "grown" }
  /** It is not to be read after all. */
  | { readonly type: "drop" };

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

/** What is heard of a file that is read; all of it goes through the encoder, so that it comes in order. */
export type FromReading =
  | {
      readonly type: "block";
      readonly block: EncodedBlock | BlockFile;
      readonly progress: BlockProgress;
      readonly isWhole: boolean;
    }
  | MemberFound
  | Ending;

/** A reading ahead that ends before all of its file is here; `defect`: why, if neither the file nor the disk is to blame. */
export type FromParseWorker =
  | FromReading
  | { readonly type: "givenUp"; readonly id: number; readonly defect: Error | null };

export interface ParsedBlock {
  readonly type: "block";
  readonly ahead: AheadBlocks | null;
  readonly fileId: number;
  readonly attempt: number;
  readonly completed: CompletedBlock;
  readonly consumedBytes: number;
  /** It is all there is in the file, and "finished" follows. */
  readonly isWhole: boolean;
}

export type Parsed = ParsedBlock | ((MemberFound | Ending) & { readonly ahead: AheadBlocks | null });

/** `adopted`, `dropped`: a reading ahead is that of a file now, or of none. */
export type FromParser =
  | Parsed
  | { readonly type: "adopted"; readonly id: number }
  | { readonly type: "dropped"; readonly id: number; readonly defect: Error | null };

/** A block is encoded, or a member sent on: leave for one more, and back the memory of the block. */
export interface ToParser {
  readonly block: RecordBlock | null;
}

/**
 * A block is stored, or what was sent needs no more: leave for one more, and back the memory of a block, if it is free, or
 * the file in which it was.
 */
export interface ToEncoder {
  readonly memory: ArrayBufferLike | null;
  readonly path: string | null;
}

/** Blocks that may be encoded and not stored yet, or members unpacked: one is being stored, one waits. */
export const BLOCKS_IN_FLIGHT = 2;

/** Blocks that may be parsed and not encoded yet, besides the one being parsed. */
export const BLOCKS_TO_ENCODE = 1;
