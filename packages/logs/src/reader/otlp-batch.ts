// Requests of OpenTelemetry logs, each a line of JSON, which may hold the records of many scopes and resources:
// https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding
import { BACKSLASH, equalBytes, LF, QUOTE, skipBlanks, startsWith } from "../bytes.ts";
import { encodeText } from "../text.ts";
import { objectEnd, UNKNOWN, WHOLE_LINE } from "./joined-values.ts";

const COMMA = 44;
const COLON = 58;
const OPEN_BRACKET = 91;
const OPEN_BRACE = 123;

const REQUEST = encodeText('{"resourceLogs":');
const RESOURCE = encodeText('"resource"');
const SCOPE = encodeText('"scope"');
const RECORDS = encodeText('"logRecords"');

/** The resource and the scope that records are of, as JSON. */
export interface BatchContext {
  readonly resource: Uint8Array;
  readonly scope: Uint8Array;
}

const NOTHING = encodeText("{}");
export const NO_CONTEXT: BatchContext = { resource: NOTHING, scope: NOTHING };
/** A resource or a scope that is larger is left out: it is repeated with each of its records. */
const MAX_CONTEXT_BYTES = 4096;

/** A record at `[start, end)`, and what it is of. */
export interface BatchedRecord {
  readonly start: number;
  readonly end: number;
  readonly context: BatchContext;
}

type NotFound = typeof UNKNOWN | typeof WHOLE_LINE;

export function beginsRequest(bytes: Uint8Array, start: number, length: number): boolean {
  return startsWith(bytes, start, length, REQUEST);
}

/** The first record of the request that begins at `start`, if there are others in it. */
export function firstOfBatch(bytes: Uint8Array, start: number, length: number): BatchedRecord | NotFound {
  const first = recordBehind(bytes, start, length, NO_CONTEXT);
  if (typeof first === "number") return first;
  const second = nextOfBatch(bytes, first.end, length, first.context);
  return typeof second === "number" ? second : first;
}

/** The next record of a request behind the end of one. */
export function nextOfBatch(
  bytes: Uint8Array,
  from: number,
  length: number,
  context: BatchContext,
): BatchedRecord | NotFound {
  const comma = skipBlanks(bytes, from, length);
  const start = skipBlanks(bytes, comma + 1, length);
  if (start >= length) return bytes.subarray(from, length).includes(LF) ? WHOLE_LINE : UNKNOWN;
  if (bytes[comma] !== COMMA || bytes[start] !== OPEN_BRACE) return recordBehind(bytes, from, length, context);
  return recordAt(bytes, start, length, context);
}

function recordAt(bytes: Uint8Array, start: number, length: number, context: BatchContext): BatchedRecord | NotFound {
  const end = objectEnd(bytes, start, length);
  return end === UNKNOWN || end === WHOLE_LINE ? end : { start, end, context };
}

/** The first record of the next list of them in the line. */
function recordBehind(bytes: Uint8Array, from: number, length: number, before: BatchContext): BatchedRecord | NotFound {
  let context = before;
  let at = from;
  while (at < length) {
    if (bytes[at] === LF) return WHOLE_LINE;
    if (bytes[at] !== QUOTE) {
      at++;
      continue;
    }
    const keyStart = at;
    at = stringEnd(bytes, at, length);
    if (at < 0) return at as NotFound;
    const is = (name: Uint8Array) => at - keyStart === name.length && equalBytes(bytes, keyStart, name, 0, name.length);
    const [isResource, isScope] = [is(RESOURCE), is(SCOPE)];
    if (!isResource && !isScope && !is(RECORDS)) continue;
    const colon = skipBlanks(bytes, at, length);
    const value = skipBlanks(bytes, colon + 1, length);
    if (value >= length) return UNKNOWN;
    if (bytes[colon] !== COLON) continue;
    at = value;
    if (isResource || isScope) {
      if (bytes[value] !== OPEN_BRACE) continue;
      at = objectEnd(bytes, value, length);
      if (at < 0) return at as NotFound;
      const json = at - value > MAX_CONTEXT_BYTES ? NOTHING : bytes.slice(value, at);
      context = isResource ? { resource: json, scope: NOTHING } : { ...context, scope: json };
    } else if (bytes[value] === OPEN_BRACKET) {
      const first = skipBlanks(bytes, value + 1, length);
      if (first >= length) return UNKNOWN;
      if (bytes[first] === OPEN_BRACE) return recordAt(bytes, first, length, context);
    }
  }
  return UNKNOWN;
}

/** Behind the string that begins at `start`. */
function stringEnd(bytes: Uint8Array, start: number, length: number): number {
  for (let at = start + 1; at < length; at++) {
    if (bytes[at] === QUOTE) return at + 1;
    if (bytes[at] === LF) return WHOLE_LINE;
    if (bytes[at] === BACKSLASH) at++;
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
  return [BEFORE_RESOURCE, context.resource, BEFORE_SCOPE, context.scope, BEFORE_RECORD, record, BEHIND_RECORD];
}
