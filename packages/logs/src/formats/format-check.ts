import { type LogRecord, recordAt } from "../log-record.ts";
import { createLogReader } from "../reader/create-log-reader.ts";
import { encodeText } from "../text.ts";
import type { FormatDefinition } from "./format-definition.ts";
import { type FormatFile, readFormatFiles } from "./format-files.ts";
import { loadFormats } from "./index.ts";

/** Year-less samples are of the year before this. */
const REFERENCE_TIME_MS = Date.UTC(2026, 11, 1);

/** A field that was not read from a sample as its definition says; null for one that was not read at all. */
export interface FormatDifference {
  /** `timestamp`, `level`, … `attributes.NAME`, or `format` (which took the line). */
  readonly field: string;
  readonly expected: string | null;
  readonly found: string | null;
}

export interface FormatSampleCheck {
  readonly line: string;
  /** What the line became: of a sample with several records the last. */
  readonly record: LogRecord;
  /** Empty if the sample was read as the definition says. */
  readonly differences: readonly FormatDifference[];
}

export interface FormatCheck {
  readonly name: string;
  readonly title: string;
  readonly samples: readonly FormatSampleCheck[];
}

/**
 * Reads each sample of a user's format as a file of its own, with all other formats at hand, and says what it became
 * and where that is not what the definition says. Throws a FormatFilesError if the definition is wrong.
 */
export function checkFormat(file: FormatFile): FormatCheck {
  const [definition] = readFormatFiles([file]) as [FormatDefinition];
  const formats = loadFormats([file]);
  const samples = definition.samples.map((sample) => {
    const reader = createLogReader({ formats, referenceTimeMs: REFERENCE_TIME_MS });
    const blocks = [...reader.push(encodeText(`${sample.line}\n`)), ...reader.end()].map(({ block }) => block);
    const block = blocks.at(-1)!;
    const record = recordAt(block, block.length - 1);
    return { line: sample.line, record, differences: differencesOf(definition, sample, record) };
  });
  return { name: definition.name, title: definition.title, samples };
}

function differencesOf(
  { name }: FormatDefinition,
  sample: FormatDefinition["samples"][number],
  record: LogRecord,
): FormatDifference[] {
  const fields: [string, string | null, string | null][] = [
    ["format", name, record.format],
    ["timestamp", sample.timestamp, record.timestamp],
    ["level", sample.level, record.level],
    ["service", sample.service, record.service],
    ["host", sample.host, record.host],
    ["message", sample.message, record.message],
    ["trace_id", sample.trace_id, record.traceId],
  ];
  const names = new Set([...Object.keys(sample.attributes), ...Object.keys(record.attributes)]);
  for (const attribute of names) {
    fields.push([
      `attributes.${attribute}`,
      sample.attributes[attribute] ?? null,
      record.attributes[attribute] ?? null,
    ]);
  }
  return fields
    .filter(([, expected, found]) => expected !== found)
    .map(([field, expected, found]) => ({ field, expected, found }));
}
