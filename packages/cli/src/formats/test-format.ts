import { readFile } from "node:fs/promises";
import {
  checkFormat,
  createLogReader,
  type FormatFile,
  type FormatSampleCheck,
  loadFormats,
  type LogRecord,
  recordAt,
} from "@faultline/logs";
import { BAD, BOLD, FAINT, GOOD } from "../colours.ts";
import { CommandError } from "../command-error.ts";
import { recordLine } from "../parse/record-line.ts";
import { formatCountOf } from "../quantities.ts";
import type { TextOutput } from "../text-output.ts";
import { visibleText } from "../visible-text.ts";
import { explained, readFormatFile } from "./format-folder.ts";

/**
 * Shows what each sample of a format becomes and where that is not what its definition says, and what each line of a
 * file becomes. Resolves to the exit code.
 * @throws CommandError naming file and field of what is wrong with the definition
 */
export async function testFormatCommand(definition: string, linesFile: string | undefined, output: TextOutput) {
  const file = await readable(() => readFormatFile(definition));
  const lines = linesFile === undefined ? null : await readable(() => readFile(linesFile));
  const { name, title, samples } = explained(() => checkFormat(file));
  output.write(`${output.paint(BOLD, name)}: ${title}\n`);
  for (const sample of samples) output.write(describeSample(sample, output));
  const wrong = samples.filter(({ differences }) => differences.length > 0).length;
  const verdict = `${samples.length - wrong} of ${formatCountOf(samples.length, "sample", "samples")} read as defined`;
  output.write(`\n${output.paint(wrong === 0 ? GOOD : BAD, verdict)}\n`);
  const strangers = lines === null ? 0 : await readLines(file, name, lines, output);
  await output.flush();
  return wrong + strangers === 0 ? 0 : 1;
}

async function readable<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw new CommandError((error as Error).message, { cause: error });
  }
}

const FIELD_WIDTH = 12;

function describeSample({ line, record, differences }: FormatSampleCheck, { paint }: TextOutput): string {
  const fields = fieldsOf(record).map(([field, value]) => {
    const difference = differences.find((each) => each.field === field);
    const mark = difference ? paint(BAD, "✗") : paint(GOOD, "✓");
    const instead = difference ? paint(BAD, `  should be ${shown(difference.expected)}`) : "";
    return `  ${mark} ${paint(FAINT, field.padEnd(FIELD_WIDTH))} ${shown(value)}${instead}\n`;
  });
  const known = new Set(fieldsOf(record).map(([field]) => field));
  const missing = differences
    .filter(({ field }) => !known.has(field))
    .map(
      ({ field, expected }) => `  ${paint(BAD, "✗")} ${field.padEnd(FIELD_WIDTH)} -  should be ${shown(expected)}\n`,
    );
  return `\n${visibleText(line)}\n${fields.join("")}${missing.join("")}`;
}

function fieldsOf(record: LogRecord): [string, string | null][] {
  const { format, timestamp, level, service, host, message, traceId, attributes } = record;
  return [
    ["format", format],
    ["timestamp", timestamp],
    ["level", level],
    ["service", service],
    ["host", host],
    ["message", message],
    ["trace_id", traceId],
    ...Object.entries(attributes).map(([name, value]): [string, string] => [`attributes.${name}`, value]),
  ];
}

function shown(value: string | null): string {
  return value === null ? "-" : visibleText(value);
}

/** Prints the records of the lines with the format that took each; returns how many the format tested did not take. */
async function readLines(file: FormatFile, name: string, lines: Uint8Array, output: TextOutput): Promise<number> {
  const reader = createLogReader({ formats: loadFormats([file]), referenceTimeMs: Date.now() });
  let taken = 0;
  let strangers = 0;
  output.write("\n");
  for (const { block } of [...reader.push(lines), ...reader.end()]) {
    for (let row = 0; row < block.length; row++) {
      const record = recordAt(block, row);
      const isTaken = record.format === name;
      if (isTaken) taken++;
      else strangers++;
      const taker = (record.format ?? "none").padEnd(name.length);
      const line = recordLine({ ...record, parse_status: record.status }, output.paint);
      output.write(`${output.paint(isTaken ? GOOD : BAD, taker)} ${line}\n`);
      if (output.isFull) await output.flush();
    }
  }
  const verdict = `${taken} of ${formatCountOf(taken + strangers, "record", "records")} read with ${name}`;
  output.write(`\n${output.paint(strangers === 0 ? GOOD : BAD, verdict)}\n`);
  return strangers;
}
