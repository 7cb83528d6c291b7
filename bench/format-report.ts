import { readFileSync, statSync } from "node:fs";
import { basename } from "node:path";
import {
  type CompletedBlock,
  createLogReader,
  createUtf8Transcoder,
  detectEncoding,
  firstYearlessTimeMs,
  referenceTimeOf,
} from "../packages/logs/src/index.ts";
import { rowsOf } from "../packages/logs/src/reader/testing/rows.ts";

const SAMPLE_BYTES = 256 * 1024;

type Row = ReturnType<typeof rowsOf>[number];

/** What became of one file: shares are of its records, 0–1. */
export interface FormatReport {
  readonly formats: readonly (readonly [name: string, share: number])[];
  readonly records: number;
  readonly lines: number;
  readonly parsed: number;
  readonly partial: number;
  readonly failed: number;
  readonly timestamp: number;
  readonly level: number;
  readonly service: number;
  readonly host: number;
  readonly first: string | null;
  readonly last: string | null;
  /** Whether the raw records joined are the file, byte for byte, or its text in UTF-8. */
  readonly joins: boolean;
}

/** The bytes of a file, in UTF-8 if it is written in another encoding. */
function readText(path: string): Buffer {
  const bytes = readFileSync(path);
  const encoding = detectEncoding(bytes.subarray(0, SAMPLE_BYTES));
  if (encoding === "utf-8") return bytes;
  const transcoder = createUtf8Transcoder(encoding);
  return Buffer.concat([transcoder.push(bytes), transcoder.end()]);
}

export function readRows(path: string): { rows: Row[]; joins: boolean } {
  const bytes = readText(path);
  const referenceTimeMs = referenceTimeOf(basename(path), statSync(path).mtimeMs);
  const head = bytes.subarray(0, SAMPLE_BYTES);
  const tail = bytes.subarray(Math.max(0, bytes.length - SAMPLE_BYTES));
  const reader = createLogReader({
    referenceTimeMs,
    firstYearlessTimeMs: firstYearlessTimeMs(head, tail, referenceTimeMs),
  });
  const blocks = [...reader.push(bytes), ...reader.end()];
  return { rows: rowsOf(blocks), joins: joinRaw(blocks).equals(bytes) };
}

function joinRaw(blocks: readonly CompletedBlock[]): Buffer {
  return Buffer.concat(
    blocks.flatMap(({ block }) =>
      Array.from({ length: block.length }, (_, i) => block.bytes.subarray(block.rawStart[i], block.rawStart[i + 1])),
    ),
  );
}

export function reportOf(path: string): FormatReport {
  const { rows, joins } = readRows(path);
  const share = (holds: (row: Row) => boolean) => rows.filter(holds).length / Math.max(1, rows.length);
  const names = [...new Set(rows.map((row) => row.format))];
  const times = rows.flatMap((row) => row.timestamp ?? []).toSorted((a, b) => (a < b ? -1 : 1));
  return {
    formats: names
      .map((name) => [name, share((row) => row.format === name)] as const)
      .toSorted(([, a], [, b]) => b - a),
    records: rows.length,
    lines: rows.reduce((sum, row) => sum + row.lines, 0),
    parsed: share((row) => row.status === "parsed"),
    partial: share((row) => row.status === "partial"),
    failed: share((row) => row.status === "failed"),
    timestamp: share((row) => row.timestamp !== null),
    level: share((row) => row.level !== null),
    service: share((row) => row.service !== null),
    host: share((row) => row.host !== null),
    first: times[0] ?? null,
    last: times.at(-1) ?? null,
    joins,
  };
}
