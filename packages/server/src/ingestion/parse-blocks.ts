import { type CompletedBlock, createLogReader, type LogFormats, type LogReader } from "@faultline/logs";
import { UnreadableInputError } from "../input/input-errors.ts";
import { openInputText } from "../input/input-text.ts";
import type { AheadReading } from "./ahead-reading.ts";
import type { FromReading, ParsedBlock, ParseJob } from "./parse-job.ts";

// The engine takes a few large blocks faster than many small ones, and merges them less.
const BLOCK_BYTES = 16 * 1024 * 1024;
const BLOCK_RECORDS = 131_072;
/** A small first block, so that the engine has something to do early. */
const FIRST_BLOCK_RECORDS = 16_384;

export type Found = Pick<Extract<FromReading, { type: "finished" }>, "isPlain" | "encoding">;

/**
 * The blocks of a file, and in the end what it was found to be; `onReader` is told what takes their memory back.
 * @throws UnreadableInputError, after what could be read before; NotAheadError
 */
export async function* parseBlocks(
  job: ParseJob,
  formats: LogFormats,
  ahead: AheadReading | null,
  onReader: (reader: LogReader) => void,
): AsyncGenerator<Pick<ParsedBlock, "completed" | "consumedBytes" | "isWhole">, Found> {
  const { referenceTimeMs, timeZone, resumeFrom } = job;
  const text = await openInputText(job.path);
  const firstYearlessTimeMs = await text.findFirstYearlessTimeMs(referenceTimeMs);
  const options = {
    blockBytes: BLOCK_BYTES,
    blockRecords: BLOCK_RECORDS,
    firstBlockRecords: FIRST_BLOCK_RECORDS,
    referenceTimeMs,
    timeZone,
    formats,
    firstYearlessTimeMs,
  };
  const reader = createLogReader(resumeFrom ? { ...options, resumeFrom } : options);
  onReader(reader);
  let consumedBytes = 0;
  function* each(blocks: readonly CompletedBlock[], isWhole = false) {
    for (const completed of blocks) yield { completed, consumedBytes, isWhole };
  }
  try {
    for await (const chunk of text.read(resumeFrom?.byteOffset ?? 0, job.maxTextBytes, ahead ?? undefined)) {
      ahead?.begun({ text, firstYearlessTimeMs });
      ahead?.throwIfDropped();
      consumedBytes = chunk.consumedBytes;
      yield* each(reader.push(chunk.bytes));
    }
  } catch (error) {
    // What was read before the input broke off is kept.
    if (error instanceof UnreadableInputError) yield* each(reader.end());
    throw error;
  }
  const rest = reader.end();
  yield* each(rest, rest.length === 1 && rest[0]!.stateAfter.blockNumber === 1);
  return { isPlain: text.isPlain, encoding: text.encoding };
}
