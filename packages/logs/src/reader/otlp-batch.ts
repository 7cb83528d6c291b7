// Requests of OpenTelemetry logs, each a line of JSON, which may hold the records of many scopes and resources:
// https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding
import { ByteBuffer } from "../byte-buffer.ts";
import { BACKSLASH, equalBytes, LF, QUOTE, skipBlanks, startsWith } from "../bytes.ts";
import { encodeText } from "../text.ts";
import { removeControls } from "./control-bytes.ts";
import { type NotFound, objectEnd, type Rest, UNKNOWN, WHOLE_LINE } from "./joined-values.ts";

const COMMA = 44;
const COLON = 58;
const OPEN_BRACKET = 91;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

const REQUEST = encodeText('{"resourceLogs":');
const RESOURCE = encodeText('"resource"');
const SCOPES = encodeText('"scopeLogs"');
const SCOPE = encodeText('"scope"');
const RECORDS = encodeText('"logRecords"');
const KEYS = [RESOURCE, SCOPES, SCOPE, RECORDS];

/** The resource and the scope that records are of, as JSON. */
export interface BatchContext {
  readonly resource: Uint8Array;
  readonly scope: Uint8Array;
}

const NOTHING = encodeText("{}");
export const NO_CONTEXT: BatchContext = { resource: NOTHING, scope: NOTHING };
/** A resource or a scope that is larger is left out: it is repeated with each of its records. */
const MAX_CONTEXT_BYTES = 4096;
/** So many bytes are repeated for each byte of a record at most: what comes of a file is bounded by its size. */
const MAX_REPEATED = 16;

/** Where a record begins, and what it is of. */
interface RecordStart {
  readonly start: number;
  readonly context: BatchContext;
}

/** A record at `[start, end)`; the part of the line that is its own goes on to `partEnd`. */
export interface BatchedRecord extends RecordStart {
  readonly end: number;
  readonly partEnd: number;
  /** Whether its part ends the line. */
  readonly isLast: boolean;
}

export function beginsRequest(bytes: Uint8Array, start: number, length: number): boolean {
  return startsWith(bytes, start, length, REQUEST);
}

/** The first record of the request that begins at `start`, if there are others in it. */
export function firstOfBatch(bytes: Uint8Array, start: number, length: number, rest: Rest): BatchedRecord | NotFound {
  const first = recordAt(bytes, nextList(bytes, start, length, NO_CONTEXT), length, rest);
  return typeof first !== "number" && first.isLast ? WHOLE_LINE : first;
}

/** The next record of a request behind the end of one. */
export function nextOfBatch(
  bytes: Uint8Array,
  from: number,
  length: number,
  context: BatchContext,
  rest: Rest,
): BatchedRecord | NotFound {
  return recordAt(bytes, nextStart(bytes, from, length, context), length, rest);
}

function recordAt(
  bytes: Uint8Array,
  found: RecordStart | NotFound,
  length: number,
  rest: Rest,
): BatchedRecord | NotFound {
  if (typeof found === "number") return found;
  const end = objectEnd(bytes, found.start, length);
  if (end === UNKNOWN || end === WHOLE_LINE) return end;
  const next = nextStart(bytes, end, length, found.context);
  if (next === UNKNOWN && rest === "to-come") return UNKNOWN;
  const isLast = next === WHOLE_LINE || (next === UNKNOWN && rest === "none");
  if (!isLast) return { ...found, end, partEnd: end, isLast };
  const partEnd = next === UNKNOWN ? length : bytes.indexOf(LF, end) + 1;
  return { ...found, end, partEnd, isLast };
}

function nextStart(bytes: Uint8Array, from: number, length: number, context: BatchContext): RecordStart | NotFound {
  const comma = skipBlanks(bytes, from, length);
  if (bytes[comma] !== COMMA) return nextList(bytes, from, length, context);
  const start = skipBlanks(bytes, comma + 1, length);
  if (start >= length) return UNKNOWN;
  return bytes[start] === OPEN_BRACE ? { start, context } : nextList(bytes, from, length, context);
}

/** The first record of the next list of them in the line. */
function nextList(bytes: Uint8Array, from: number, length: number, before: BatchContext): RecordStart | NotFound {
  let context = before;
  // Only what stands before a list in its own object is what the list is of.
  let [hasResource, hasScope] = [false, false];
  let at = from;
  while (at < length) {
    if (bytes[at] === LF) return WHOLE_LINE;
    if (bytes[at] === CLOSE_BRACE) hasResource = hasScope = false;
    if (bytes[at] !== QUOTE) {
      at++;
      continue;
    }
    const keyStart = at;
    at = stringEnd(bytes, at, length);
    if (at === UNKNOWN || at === WHOLE_LINE) return at;
    const key = KEYS.find((name) => at - keyStart === name.length && equalBytes(bytes, keyStart, name, 0, name.length));
    if (key === undefined) continue;
    const colon = skipBlanks(bytes, at, length);
    const value = skipBlanks(bytes, colon + 1, length);
    if (value >= length) return UNKNOWN;
    if (bytes[colon] !== COLON) continue;
    at = value;
    if (key === SCOPES && !hasResource) context = NO_CONTEXT;
    else if (key === RECORDS) {
      if (!hasScope) context = { ...context, scope: NOTHING };
      if (bytes[value] !== OPEN_BRACKET) continue;
      const start = skipBlanks(bytes, value + 1, length);
      if (start >= length) return UNKNOWN;
      if (bytes[start] === OPEN_BRACE) return { start, context };
    } else if (key !== SCOPES && bytes[value] === OPEN_BRACE) {
      const end = objectEnd(bytes, value, length);
      if (end === UNKNOWN || end === WHOLE_LINE) return end;
      const json = contextOf(bytes, value, end);
      context = key === RESOURCE ? { resource: json, scope: NOTHING } : { ...context, scope: json };
      if (key === RESOURCE) hasResource = true;
      else hasScope = true;
      at = end;
    }
  }
  return UNKNOWN;
}

function contextOf(bytes: Uint8Array, start: number, end: number): Uint8Array {
  if (end - start > MAX_CONTEXT_BYTES) return NOTHING;
  const clean = new ByteBuffer(end - start);
  removeControls(bytes, start, end, clean);
  return clean.bytes.slice(0, clean.length);
}

/** Behind the string that begins at `start`. */
function stringEnd(bytes: Uint8Array, start: number, length: number): number {
  for (let at = start + 1; at < length; at++) {
    if (bytes[at] === QUOTE) return at + 1;
    if (bytes[at] === LF) return WHOLE_LINE;
    if (bytes[at] === BACKSLASH && bytes[at + 1] !== LF) at++;
  }
  return UNKNOWN;
}

const BEFORE_RESOURCE = encodeText('{"resourceLogs":[{"resource":');
const BEFORE_SCOPE = encodeText(',"scopeLogs":[{"scope":');
const BEFORE_RECORD = encodeText(',"logRecords":[');
const BEHIND_RECORD = encodeText("]}]}]}");

/** A request of one record, in parts. */
export function requestOf(bytes: Uint8Array, { start, end, context }: BatchedRecord): readonly Uint8Array[] {
  const record = bytes.subarray(start, end);
  const repeated = context.resource.length + context.scope.length;
  const { resource, scope } = repeated > record.length * MAX_REPEATED ? NO_CONTEXT : context;
  return [BEFORE_RESOURCE, resource, BEFORE_SCOPE, scope, BEFORE_RECORD, record, BEHIND_RECORD];
}
