import type { AnalyzeOptions } from "../command-line.ts";
import { CommandError } from "../command-error.ts";
import { findSources } from "../parse/log-source.ts";
import { countBlock, createTally, describeTally } from "../parse/parse-tally.ts";
import { readBlocks, readerOptionsOf, throwIfDefect } from "../parse/read-blocks.ts";
import type { TextOutput } from "../text-output.ts";
import { analyse } from "./analysis.ts";
import { presentFindings, type ReadFile } from "./findings.ts";
import { RecordCounts } from "./record-counts.ts";
import { reportLines } from "./report.ts";

const FILES_TOLD = 100;

/**
 * Reads what is named, keeps counts of it and no more, and prints what a server's run of the analytics would find.
 * Resolves to the exit code: 1 if something could not be read to its end.
 *
 * @param columns of the terminal
 * @throws MissingPathError, CommandError
 */
export async function analyzeCommand(
  options: AnalyzeOptions,
  output: TextOutput,
  columns: number,
  report: (line: string) => void,
): Promise<number> {
  const readerOptions = await readerOptionsOf(options);
  const counts = new RecordCounts();
  const files: ReadFile[] = [];
  let failures = 0;
  for await (const source of findSources(options.paths, Date.now())) {
    const tally = createTally();
    try {
      for await (const block of readBlocks(source, readerOptions)) {
        countBlock(tally, block);
        counts.add(block);
      }
    } catch (error) {
      // It is of all files together, not of this one.
      if (error instanceof CommandError) throw error;
      throwIfDefect(error);
      failures++;
      report(`${source.name}: ${(error as Error).message}`);
    }
    files.push({ name: source.name, tally });
  }
  if (!options.json) for (const { name, tally } of files.slice(0, FILES_TOLD)) report(describeTally(name, tally));
  const findings = presentFindings(files, counts, analyse(counts, options));
  const lines = options.json ? [JSON.stringify(findings, null, 2)] : reportLines(findings, columns, output.paint);
  for (const line of lines) output.write(`${line}\n`);
  await output.flush();
  return failures === 0 ? 0 : 1;
}
