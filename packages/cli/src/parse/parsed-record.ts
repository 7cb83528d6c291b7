import { levelOfCode, PARSE_STATUSES, type Level, type ParseStatus, type RecordBlock } from "@faultline/logs";
import type { MessageTemplate } from "./shape-templates.ts";

/** A record as `faultline parse --json` prints it: the names and their order are what programs rely on. */
export interface ParsedRecord {
  readonly file: string;
  readonly line_number: number;
  readonly line_count: number;
  /** ISO 8601 in UTC with microseconds. */
  readonly timestamp: string | null;
  readonly level: Level | null;
  readonly service: string | null;
  readonly host: string | null;
  readonly message: string;
  readonly parser_name: string | null;
  readonly parse_status: ParseStatus;
  /** 0–1 */
  readonly parse_confidence: number;
  /** Null where templates are not asked for. */
  readonly template_id: string | null;
  readonly template: string | null;
  readonly trace_id: string | null;
  readonly attributes: Readonly<Record<string, string>>;
  readonly raw?: string;
}

/** The block's bytes as Node reads text from them: of short spans, many times faster than a TextDecoder. */
export function textOf({ bytes }: RecordBlock): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

export function parsedRecordAt(
  file: string,
  block: RecordBlock,
  text: Buffer,
  row: number,
  withRaw: boolean,
  template: MessageTemplate | null,
): ParsedRecord {
  const { service, host, format } = block;
  const record = {
    file,
    line_number: block.lineNumber[row]!,
    line_count: block.lineCount[row]!,
    timestamp: timestampText(block.timestampUs[row]!),
    level: levelOfCode(block.level[row]!),
    service: service.values[service.codes[row]!] || null,
    host: host.values[host.codes[row]!] || null,
    message: text.toString("utf8", block.messageStart[row]!, block.messageEnd[row]!),
    parser_name: format.values[format.codes[row]!] || null,
    parse_status: PARSE_STATUSES[block.parseStatus[row]!]!,
    parse_confidence: block.parseConfidence[row]! / 100,
    template_id: template?.id ?? null,
    template: template?.text ?? null,
    trace_id: text.toString("utf8", block.traceIdStart[row]!, block.traceIdEnd[row]!) || null,
    attributes: attributesAt(block, text, row),
  };
  return withRaw ? { ...record, raw: text.toString("utf8", block.rawStart[row]!, block.rawStart[row + 1]!) } : record;
}

function attributesAt(block: RecordBlock, text: Buffer, row: number): Record<string, string> {
  // Without a prototype, so that a log may name an attribute __proto__.
  const attributes: Record<string, string> = Object.create(null) as Record<string, string>;
  const { attributeOffset, attributeName, attributeStart, attributeEnd } = block;
  for (let at = attributeOffset[row]!; at < attributeOffset[row + 1]!; at++) {
    const name = attributeName.values[attributeName.codes[at]!]!;
    attributes[name] = text.toString("utf8", attributeStart[at]!, attributeEnd[at]!);
  }
  return attributes;
}

let lastSecond = NaN;
let lastSecondText = "";

/** E.g. 2026-11-24T10:15:30.123456Z; null for NaN and for moments that no calendar has. */
export function timestampText(us: number): string | null {
  if (Number.isNaN(us) || Math.abs(us) > 8.64e18) return null;
  const second = Math.floor(us / 1e6);
  if (second !== lastSecond) {
    lastSecond = second;
    lastSecondText = new Date(second * 1000).toISOString().slice(0, -4);
  }
  return `${lastSecondText}${String(us - second * 1e6).padStart(6, "0")}Z`;
}
