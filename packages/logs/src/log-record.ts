import { type Level, levelOfCode } from "./level.ts";
import { PARSE_STATUSES, type ParseStatus, type RecordBlock } from "./record-block.ts";
import { decodeText } from "./text.ts";

/** One record of a block as an object: for output and tests, not for the millions. */
export interface LogRecord {
  /** 1-based number of its first line. */
  readonly lineNumber: number;
  readonly lineCount: number;
  /** The record as it was received, line ends included. */
  readonly raw: string;
  /** ISO 8601 in UTC with microseconds, `2026-11-22T14:03:07.412345Z`. */
  readonly timestamp: string | null;
  readonly level: Level | null;
  readonly service: string | null;
  readonly host: string | null;
  readonly message: string;
  readonly traceId: string | null;
  readonly attributes: Readonly<Record<string, string>>;
  /** Name of the format that took it; null if none did. */
  readonly format: string | null;
  readonly status: ParseStatus;
  /** Percent. */
  readonly confidence: number;
}

/** Record `row` (from 0) of a block. */
export function recordAt(block: RecordBlock, row: number): LogRecord {
  const text = (start: number, end: number) => decodeText(block.bytes, start, end);
  const attributes: Record<string, string> = {};
  for (let at = block.attributeOffset[row]; at < block.attributeOffset[row + 1]; at++) {
    const name = block.attributeName.values[block.attributeName.codes[at]]!;
    attributes[name] = text(block.attributeStart[at], block.attributeEnd[at]);
  }
  return {
    lineNumber: block.lineNumber[row],
    lineCount: block.lineCount[row],
    raw: text(block.rawStart[row], block.rawStart[row + 1]),
    timestamp: isoOfUs(block.timestampUs[row]),
    level: levelOfCode(block.level[row]),
    service: block.service.values[block.service.codes[row]] || null,
    host: block.host.values[block.host.codes[row]] || null,
    message: text(block.messageStart[row], block.messageEnd[row]),
    traceId: text(block.traceIdStart[row], block.traceIdEnd[row]) || null,
    attributes,
    format: block.format.values[block.format.codes[row]] || null,
    status: PARSE_STATUSES[block.parseStatus[row]]!,
    confidence: block.parseConfidence[row],
  };
}

/** ISO 8601 with microseconds; null for NaN. */
function isoOfUs(us: number): string | null {
  if (Number.isNaN(us)) return null;
  const ms = Math.floor(us / 1000);
  return new Date(ms).toISOString().replace("Z", `${String(us - ms * 1000).padStart(3, "0")}Z`);
}
