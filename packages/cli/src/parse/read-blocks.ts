import { createLogReader, type LogReaderOptions, type RecordBlock } from "@faultline/logs";
import type { ParseOptions } from "../command-line.ts";
import { loadFormatFolder } from "../formats/format-folder.ts";
import { requireTimeZone } from "../time-zone.ts";
import type { LogSource } from "./log-source.ts";

// Small blocks, so that the first records of a long file are there at once.
const BLOCK_BYTES = 2 * 1024 * 1024;
const BLOCK_RECORDS = 4096;

export type CommonReaderOptions = Pick<LogReaderOptions, "timeZone" | "formats">;

/** @throws CommandError if there is no such time zone, or a format is wrong */
export async function readerOptionsOf({
  timeZone,
  formatsDirectory,
}: Pick<ParseOptions, "timeZone" | "formatsDirectory">): Promise<CommonReaderOptions> {
  if (timeZone !== undefined) requireTimeZone(timeZone);
  return { timeZone, formats: await loadFormatFolder(formatsDirectory) };
}

/** The records of a log; a block is valid until the next is asked for. */
export async function* readBlocks(source: LogSource, options: CommonReaderOptions): AsyncGenerator<RecordBlock> {
  const { firstYearlessTimeMs, chunks } = await source.open();
  const reader = createLogReader({
    ...options,
    referenceTimeMs: source.referenceTimeMs,
    firstYearlessTimeMs,
    blockBytes: BLOCK_BYTES,
    blockRecords: BLOCK_RECORDS,
  });
  try {
    for await (const chunk of chunks) {
      for (const { block } of reader.push(chunk)) {
        yield block;
        reader.recycle(block);
      }
    }
  } catch (error) {
    // What was read before the input broke off is printed, too.
    for (const { block } of reader.end()) yield block;
    throw error;
  }
  for (const { block } of reader.end()) yield block;
}

/** Errors of the system or of the input have a code; what has none is a defect. */
export function throwIfDefect(error: unknown): void {
  if (typeof (error as NodeJS.ErrnoException).code !== "string") throw error;
}
