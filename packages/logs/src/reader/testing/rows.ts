import { levelOfCode } from "../../level.ts";
import type { CompletedBlock } from "../../log-reader.ts";
import { PARSE_STATUSES, type RecordBlock } from "../../record-block.ts";
import { decodeText } from "../../text.ts";

/** Records as objects, for tests to look at. */
export function rowsOf(blocks: readonly CompletedBlock[]) {
  return blocks.flatMap(({ block }) => Array.from({ length: block.length }, (_, row) => rowOf(block, row)));
}

function rowOf(block: RecordBlock, row: number) {
  const text = (start: number, end: number) => decodeText(block.bytes, start, end);
  const attributes: Record<string, string> = {};
  for (let at = block.attributeOffset[row]; at < block.attributeOffset[row + 1]; at++) {
    const name = block.attributeName.values[block.attributeName.codes[at]];
    attributes[name] = text(block.attributeStart[at], block.attributeEnd[at]);
  }
  return {
    line: block.lineNumber[row],
    lines: block.lineCount[row],
    raw: text(block.rawStart[row], block.rawStart[row + 1]),
    timestamp: isoOf(block.timestampUs[row]),
    level: levelOfCode(block.level[row]),
    service: block.service.values[block.service.codes[row]] || null,
    host: block.host.values[block.host.codes[row]] || null,
    message: text(block.messageStart[row], block.messageEnd[row]),
    trace_id: text(block.traceIdStart[row], block.traceIdEnd[row]) || null,
    attributes,
    format: block.format.values[block.format.codes[row]],
    status: PARSE_STATUSES[block.parseStatus[row]],
    confidence: block.parseConfidence[row],
    shape: `${block.shapeHigh[row].toString(16)}-${block.shapeLow[row].toString(16)}`,
  };
}

/** ISO 8601 with microseconds; null for NaN. */
export function isoOf(us: number): string | null {
  if (Number.isNaN(us)) return null;
  const ms = Math.floor(us / 1000);
  return new Date(ms).toISOString().replace("Z", `${String(us - ms * 1000).padStart(3, "0")}Z`);
}
