// Objects of JSON that stand on one line: an array of them, as CloudTrail writes it, or one right behind the other, as
// Firehose does. Each is read as if it were a line.
import { BACKSLASH, CR, LF, QUOTE, skipBlanks, startsWith } from "../bytes.ts";
import { decodeText, encodeText } from "../text.ts";

const COMMA = 44;
const COLON = 58;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

/**
 * Where a part of a line begins: at the start of a file, at that of a line in a file that joins objects or in one that
 * does not, or within a line of them.
 */
export type JoinedState = "start" | "line" | "none" | "inside";

/** How exports call their list where it is the only value of an object; other lists belong to the object. */
const LISTS = ["Records", "records", "events", "Events", "logEvents", "logs", "entries", "items", "value", "data"].map(
  (name) => encodeText(`"${name}"`),
);

const LONGEST_NAME = Math.max(...LISTS.map((name) => name.length));

/** It is not told by the bytes that are here. */
export const UNKNOWN = -1;
/** The line is one like others. */
export const WHOLE_LINE = -2;
export type NotFound = typeof UNKNOWN | typeof WHOLE_LINE;

/** What is behind the bytes: others that are still to come, none, or those beyond what a record may have. */
export type Rest = "to-come" | "none" | "beyond";

/**
 * Where the part of a line that begins at `at` ends, with the blanks behind it; {@link UNKNOWN} if more than the bytes up
 * to `length` must be seen, {@link WHOLE_LINE} if it ends where the line does.
 */
export function joinedEnd(bytes: Uint8Array, at: number, length: number, state: JoinedState, rest: Rest): number {
  const start = skipBlanks(bytes, at, length);
  if (start === length) return UNKNOWN;
  if (state !== "inside") return firstEnd(bytes, start, length, state, rest);
  if (bytes[start] === OPEN_BRACE) {
    return isSubscription(bytes, start, length)
      ? firstEnd(bytes, start, length, "line", rest)
      : valueEnd(bytes, start, length);
  }
  if (bytes[start] === CLOSE_BRACKET) return subscriptionBehind(bytes, start, length);
  return bytes[start] === QUOTE ? listStart(bytes, start, length) : WHOLE_LINE;
}

function firstEnd(bytes: Uint8Array, start: number, length: number, state: JoinedState, rest: Rest): number {
  if (bytes[start] === OPEN_BRACKET) {
    const first = skipBlanks(bytes, start + 1, length);
    return first === length ? UNKNOWN : firstValueEnd(bytes, first, length);
  }
  if (bytes[start] !== OPEN_BRACE) return WHOLE_LINE;
  const isOfSubscription = isSubscription(bytes, start, length);
  const key = isOfSubscription ? eventsKey(bytes, start, length) : skipBlanks(bytes, start + 1, length);
  const list = key === UNKNOWN ? UNKNOWN : listStart(bytes, key, length);
  if (list === UNKNOWN) return UNKNOWN;
  if (list !== WHOLE_LINE) {
    const isOnly = isOnlyList(bytes, list, length, rest, isOfSubscription);
    if (isOnly === undefined) return UNKNOWN;
    return isOnly ? key : WHOLE_LINE;
  }
  const next = firstValueEnd(bytes, start, length);
  // An object by itself is a line like others, whatever comes in the next.
  return state === "start" && next >= 0 && bytes[next] !== OPEN_BRACE ? WHOLE_LINE : next;
}

const MESSAGE_TYPE = encodeText('"messageType"');
const EVENTS = encodeText('"logEvents"');
/** What stands before the events of a subscription: their account, group, stream and filters. */
const MAX_SUBSCRIPTION_BYTES = 4096;

/** Whether an object begins as what CloudWatch sends to subscribers: events, or now and then a message without any. */
export function isSubscription(bytes: Uint8Array, start: number, length: number): boolean {
  return bytes[start] === OPEN_BRACE && startsWith(bytes, skipBlanks(bytes, start + 1, length), length, MESSAGE_TYPE);
}

/** Where the name of the list of events is, which is the last key; else that of the first key, which is no list. */
function eventsKey(bytes: Uint8Array, start: number, length: number): number {
  const most = Math.min(length, start + MAX_SUBSCRIPTION_BYTES);
  for (let at = start; at < most && bytes[at] !== LF; at++) {
    if (bytes[at] === QUOTE && startsWith(bytes, at, length, EVENTS)) return at;
    if (bytes[at + 1] === LF) return start + 1;
  }
  return most === length ? UNKNOWN : start + 1;
}

/** Where the next batch begins that stands right behind the end of one. */
function subscriptionBehind(bytes: Uint8Array, bracket: number, length: number): number {
  const brace = skipBlanks(bytes, bracket + 1, length);
  const next = skipBlanks(bytes, brace + 1, length);
  if (next >= length) return UNKNOWN;
  return bytes[brace] === CLOSE_BRACE && bytes[next] === OPEN_BRACE ? next : WHOLE_LINE;
}

/** The first value of a line is looked at twice, since prose has braces and brackets too. */
function firstValueEnd(bytes: Uint8Array, start: number, length: number): number {
  if (bytes[start] !== OPEN_BRACE) return WHOLE_LINE;
  const inside = skipBlanks(bytes, start + 1, length);
  if (inside === length) return UNKNOWN;
  return bytes[inside] === QUOTE || bytes[inside] === CLOSE_BRACE ? valueEnd(bytes, start, length) : WHOLE_LINE;
}

/** Behind the bracket of a list of objects that has one of the known names. */
function listStart(bytes: Uint8Array, start: number, length: number): number {
  const name = LISTS.find((each) => startsWith(bytes, start, length, each));
  if (name === undefined) return isCut(bytes, start, length) ? UNKNOWN : WHOLE_LINE;
  const colon = skipBlanks(bytes, start + name.length, length);
  const bracket = skipBlanks(bytes, colon + 1, length);
  const first = skipBlanks(bytes, bracket + 1, length);
  if (first >= length) return UNKNOWN;
  return bytes[colon] === COLON && bytes[bracket] === OPEN_BRACKET && bytes[first] === OPEN_BRACE ? first : WHOLE_LINE;
}

/** Whether the bytes end before it is known which name begins at `start`. */
function isCut(bytes: Uint8Array, start: number, length: number): boolean {
  return length - start < LONGEST_NAME && !bytes.subarray(start, length).includes(LF);
}

/** What may stand behind the list: where its next page begins. */
const ONLY_PAGES = /^\s*(?:,\s*"\w*[tT]oken"\s*:\s*(?:null|"[^"\\]*")\s*)*\}\s*$/;
const MAX_PAGES_BYTES = 4096;

/**
 * Whether the list of objects is all that its object holds, so that these are the records. One that is cut off is, since
 * it would be cut anyway; undefined as long as that is not told.
 */
function isOnlyList(
  bytes: Uint8Array,
  list: number,
  length: number,
  rest: Rest,
  isOfSubscription: boolean,
): boolean | undefined {
  let at = list;
  for (;;) {
    const closed = objectEnd(bytes, at, length);
    if (closed === WHOLE_LINE) return false;
    if (closed === UNKNOWN) return rest === "to-come" ? undefined : true;
    at = skipBlanks(bytes, closed, length);
    if (bytes[at] === COMMA) at = skipBlanks(bytes, at + 1, length);
    if (at >= length) return rest === "to-come" ? undefined : true;
    if (bytes[at] === CLOSE_BRACKET) break;
    if (bytes[at] !== OPEN_BRACE) return false;
  }
  // Another may stand right behind it.
  if (isOfSubscription) return bytes[skipBlanks(bytes, at + 1, length)] === CLOSE_BRACE;
  const lineEnd = bytes.subarray(0, length).indexOf(LF, at);
  if (lineEnd < 0 && rest === "to-come") return undefined;
  const end = lineEnd < 0 ? length : lineEnd;
  return end - at < MAX_PAGES_BYTES && ONLY_PAGES.test(decodeText(bytes, at + 1, end));
}

/** Behind an object, its comma and the blanks after that, if there is something of its kind or its list ends. */
function valueEnd(bytes: Uint8Array, start: number, length: number): number {
  const closed = objectEnd(bytes, start, length);
  if (closed < 0) return closed;
  const at = skipBlanks(bytes, closed, length);
  if (at === length) return UNKNOWN;
  if (bytes[at] === OPEN_BRACE) return at;
  if (bytes[at] === CLOSE_BRACKET) return beforeBracket(bytes, at, length);
  if (bytes[at] !== COMMA) return WHOLE_LINE;
  const next = skipBlanks(bytes, at + 1, length);
  if (next === length) return UNKNOWN;
  return bytes[next] === OPEN_BRACE ? next : WHOLE_LINE;
}

/** A bracket that more follows than the end of an object or of a line closes no list. */
function beforeBracket(bytes: Uint8Array, bracket: number, length: number): number {
  const next = skipBlanks(bytes, bracket + 1, length);
  if (next === length) return UNKNOWN;
  const byte = bytes[next];
  return byte === CLOSE_BRACE || byte === COMMA || byte === LF || byte === CR ? bracket : WHOLE_LINE;
}

/** Behind the object that begins at `start`. */
export function objectEnd(bytes: Uint8Array, start: number, length: number): number {
  let depth = 0;
  let isString = false;
  for (let at = start; at < length; at++) {
    const byte = bytes[at];
    if (byte === LF) return WHOLE_LINE;
    if (byte === QUOTE) isString = !isString;
    // No line ends within a string, not even behind a backslash.
    else if (isString) at += byte === BACKSLASH && bytes[at + 1] !== LF ? 1 : 0;
    else if (byte === OPEN_BRACE) depth++;
    else if (byte === CLOSE_BRACE && --depth === 0) return at + 1;
  }
  return UNKNOWN;
}
