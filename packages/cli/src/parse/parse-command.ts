import type { RecordBlock } from "@faultline/logs";
import type { ParseOptions } from "../command-line.ts";
import { formatCountOf } from "../quantities.ts";
import type { TextOutput } from "../text-output.ts";
import { visibleText } from "../visible-text.ts";
import { findSources, withSpooledInput } from "./log-source.ts";
import { addTally, countBlock, createTally, describeTally, type ParseTally } from "./parse-tally.ts";
import { parsedRecordAt, type ParsedRecord, textOf } from "./parsed-record.ts";
import { type CommonReaderOptions, readBlocks, readerOptionsOf, throwIfDefect } from "./read-blocks.ts";
import { ShapeTemplates } from "./shape-templates.ts";
import { recordLine } from "./record-line.ts";

type Present = (record: ParsedRecord) => string;

/**
 * Prints the records of what is named on standard output, and for people what was found on standard error. For programs
 * all of it is read twice, first for its templates, which only all of it shows.
 * Resolves to the exit code: 1 if something could not be read to its end.
 * @throws MissingPathError, CommandError
 */
export async function parseCommand(options: ParseOptions, output: TextOutput, report: (line: string) => void) {
  const readerOptions = await readerOptionsOf(options);
  if (!options.json) return printRecords(options, readerOptions, { output, report, spooled: null, templates: null });
  return withSpooledInput(options.paths, async (spooled) => {
    const templates = await findTemplates(options.paths, readerOptions, spooled);
    return printRecords(options, readerOptions, { output, report, spooled, templates });
  });
}

interface Printing {
  readonly output: TextOutput;
  readonly report: (line: string) => void;
  readonly spooled: string | null;
  readonly templates: ShapeTemplates | null;
}

async function printRecords(options: ParseOptions, readerOptions: CommonReaderOptions, printing: Printing) {
  const { output, report, spooled, templates } = printing;
  const startedAt = performance.now();
  const present: Present = options.json ? JSON.stringify : (record) => recordLine(record, output.paint);
  const total = createTally();
  const found: string[] = [];
  let failures = 0;
  for await (const source of findSources(options.paths, Date.now(), spooled)) {
    const isAlone = options.paths.length === 1 && source.name === options.paths[0];
    if (!options.json && !isAlone) output.write(`==> ${visibleText(source.name)} <==\n`);
    const tally = createTally();
    try {
      for await (const block of readBlocks(source, readerOptions)) {
        countBlock(tally, block);
        await writeBlock(source.name, block, { present, withRaw: options.raw, templates, output });
      }
      found.push(describeTally(source.name, tally));
    } catch (error) {
      throwIfDefect(error);
      failures++;
      report(`${source.name}: ${(error as Error).message}`);
    }
    addTally(total, tally);
  }
  await output.flush();
  if (!options.json) reportTotal(found, total, performance.now() - startedAt, report);
  return failures === 0 ? 0 : 1;
}

/** What could not be read shows again when it is printed. */
async function findTemplates(paths: readonly string[], options: CommonReaderOptions, spooled: string | null) {
  const templates = new ShapeTemplates();
  for await (const source of findSources(paths, Date.now(), spooled)) {
    try {
      for await (const block of readBlocks(source, options)) templates.note(block, textOf(block));
    } catch (error) {
      throwIfDefect(error);
    }
  }
  templates.mine();
  return templates;
}

interface Writing {
  readonly present: Present;
  readonly withRaw: boolean;
  readonly templates: ShapeTemplates | null;
  readonly output: TextOutput;
}

async function writeBlock(name: string, block: RecordBlock, { present, withRaw, templates, output }: Writing) {
  const text = textOf(block);
  for (let row = 0; row < block.length; row++) {
    const template = templates?.at(block, text, row) ?? null;
    output.write(`${present(parsedRecordAt(name, block, text, row, withRaw, template))}\n`);
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
