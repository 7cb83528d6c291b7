import {
  codeOfLevel,
  type DictionaryColumn,
  type Level,
  PARSE_STATUSES,
  type ParseStatus,
  type RecordBlock,
} from "@faultline/logs";

/** A record as a test writes it. `raw` has its line end; `message` is looked for in it, and stands apart if not there. */
export interface TestRecord {
  readonly raw: string | Uint8Array;
  readonly message: string | Uint8Array;
  readonly timestampUs?: number;
  readonly level?: Level;
  readonly service?: string;
  readonly host?: string;
  readonly format?: string;
  readonly traceId?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly parseStatus?: ParseStatus;
  readonly parseConfidence?: number;
  readonly shape?: bigint;
  readonly lineCount?: number;
}

/** The records, in order, as the block that a log reader would make of them. */
export function recordBlock(
  records: readonly TestRecord[],
  position: { byteOffset?: number; lineNumber?: number } = {},
): RecordBlock {
  const raws = records.map((record) => Buffer.from(record.raw));
  const rawText = Buffer.concat(raws);
  const decoded: Buffer[] = [];
  let decodedAt = rawText.length;
  const keep = (text: Buffer) => {
    decoded.push(text);
    decodedAt += text.length;
    return [decodedAt - text.length, decodedAt] as const;
  };
  const rawStart = runningSum(raws.map((raw) => raw.length));
  const messages = records.map((record, i) => {
    const message = Buffer.from(record.message);
    const at = raws[i]!.indexOf(message);
    return at < 0 ? keep(message) : ([rawStart[i]! + at, rawStart[i]! + at + message.length] as const);
  });
  const traceIds = records.map((record) => keep(Buffer.from(record.traceId ?? "")));
  const attributes = records.map((record) => Object.entries(record.attributes ?? {}));
  const values = attributes.flat().map(([, value]) => keep(Buffer.from(value)));
  const lineCounts = records.map((record) => record.lineCount ?? 1);
  const firstLine = position.lineNumber ?? 1;
  return {
    length: records.length,
    bytes: Buffer.concat([rawText, ...decoded]),
    rawLength: rawText.length,
    byteOffset: position.byteOffset ?? 0,
    rawStart,
    lineNumber: runningSum(lineCounts).map((line) => line + firstLine),
    lineCount: Uint32Array.from(lineCounts),
    timestampUs: Float64Array.from(records, (record) => record.timestampUs ?? Number.NaN),
    level: Uint8Array.from(records, (record) => (record.level === undefined ? 0 : codeOfLevel(record.level))),
    parseStatus: Uint8Array.from(records, (record) => PARSE_STATUSES.indexOf(record.parseStatus ?? "parsed")),
    parseConfidence: Uint8Array.from(records, (record) => record.parseConfidence ?? 100),
    shapeLow: Uint32Array.from(records, (record) => Number((record.shape ?? 0n) & 0xffff_ffffn)),
    shapeHigh: Uint32Array.from(records, (record) => Number((record.shape ?? 0n) >> 32n)),
    messageStart: Uint32Array.from(messages, ([start]) => start),
    messageEnd: Uint32Array.from(messages, ([, end]) => end),
    traceIdStart: Uint32Array.from(traceIds, ([start]) => start),
    traceIdEnd: Uint32Array.from(traceIds, ([, end]) => end),
    service: dictionary(records.map((record) => record.service ?? "")),
    host: dictionary(records.map((record) => record.host ?? "")),
    format: dictionary(records.map((record) => record.format ?? "")),
    attributeOffset: runningSum(attributes.map((entries) => entries.length)),
    attributeName: dictionary(attributes.flat().map(([name]) => name)),
    attributeStart: Uint32Array.from(values, ([start]) => start),
    attributeEnd: Uint32Array.from(values, ([, end]) => end),
  };
}

/** 0 and the sums up to each value: one more than there are values. */
function runningSum(values: readonly number[]): Uint32Array {
  const sums = new Uint32Array(values.length + 1);
  values.forEach((value, i) => (sums[i + 1] = sums[i]! + value));
  return sums;
}

function dictionary(column: readonly string[]): DictionaryColumn {
  const values = [...new Set(["", ...column])];
  return { values, codes: Uint32Array.from(column, (value) => values.indexOf(value)) };
}
