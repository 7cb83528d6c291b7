import { createLogReader, type LogReaderOptions, type RecordBlock } from "@faultline/logs";
import type { ParseOptions } from "../command-line.ts";
import { loadFormatFolder } from "../formats/format-folder.ts";
import { formatCountOf } from "../quantities.ts";
import type { TextOutput } from "../text-output.ts";
import { requireTimeZone } from "../time-zone.ts";
import { visibleText } from "../visible-text.ts";
import { findSources, type LogSource } from "./log-source.ts";
import { addTally, countBlock, createTally, describeTally, type ParseTally } from "./parse-tally.ts";
import { parsedRecordAt, type ParsedRecord, textOf } from "./parsed-record.ts";
import { recordLine } from "./record-line.ts";

// Small blocks, so that the first records of a long file are printed at once.
const BLOCK_BYTES = 2 * 1024 * 1024;
const BLOCK_RECORDS = 4096;

type CommonOptions = Pick<LogReaderOptions, "timeZone" | "formats">;
type Present = (record: ParsedRecord) => string;

/**
 * Prints the records of what is named on standard output, and for people what was found on standard error.
 * Resolves to the exit code: 1 if something could not be read to its end.
 * @throws MissingPathError, CommandError
 */
export async function parseCommand(options: ParseOptions, output: TextOutput, report: (line: string) => void) {
  const startedAt = performance.now();
  const readerOptions = await readerOptionsOf(options);
  const present: Present = options.json ? JSON.stringify : (record) => recordLine(record, output.paint);
  const total = createTally();
  const found: string[] = [];
  let failures = 0;
  for await (const source of findSources(options.paths, Date.now())) {
    const isAlone = options.paths.length === 1 && source.name === options.paths[0];
    if (!options.json && !isAlone) output.write(`==> ${visibleText(source.name)} <==\n`);
    const tally = createTally();
    try {
      for await (const block of readBlocks(source, readerOptions)) {
        countBlock(tally, block);
        await writeBlock(source.name, block, present, options.raw, output);
      }
      found.push(describeTally(source.name, tally));
    } catch (error) {
      // Of the system or of the input; what has no code is a defect.
      if (typeof (error as NodeJS.ErrnoException).code !== "string") throw error;
      failures++;
      report(`${source.name}: ${(error as Error).message}`);
    }
    addTally(total, tally);
  }
  await output.flush();
  if (!options.json) reportTotal(found, total, performance.now() - startedAt, report);
  return failures === 0 ? 0 : 1;
}

async function readerOptionsOf({ timeZone, formatsDirectory }: ParseOptions): Promise<CommonOptions> {
  if (timeZone !== undefined) requireTimeZone(timeZone);
  return { timeZone, formats: await loadFormatFolder(formatsDirectory) };
}

async function* readBlocks(source: LogSource, options: CommonOptions): AsyncGenerator<RecordBlock> {
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

async function writeBlock(name: string, block: RecordBlock, present: Present, withRaw: boolean, output: TextOutput) {
  const text = textOf(block);
  for (let row = 0; row < block.length; row++) {
    output.write(`${present(parsedRecordAt(name, block, text, row, withRaw))}\n`);
    if (output.isFull) await output.flush();
  }
}

const FILES_TOLD = 100;

function reportTotal(found: readonly string[], total: ParseTally, tookMs: number, report: (line: string) => void) {
  for (const line of found.slice(0, FILES_TOLD)) report(line);
  if (found.length < 2) return;
  const seconds = (tookMs / 1000).toFixed(1);
  report(`${describeTally(formatCountOf(found.length, "file", "files"), total)}; in ${seconds} s`);
}
