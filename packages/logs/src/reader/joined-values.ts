// Objects of JSON that stand on one line: an array of them, as CloudTrail writes it, or one right behind the other, as
// Firehose does. Each is read as if it were a line.
import { BACKSLASH, LF, QUOTE, skipBlanks, startsWith } from "../bytes.ts";
import { encodeText } from "../text.ts";

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

/**
 * Where the part of a line that begins at `at` ends, with the blanks behind it; {@link UNKNOWN} if more than the bytes up
 * to `length` must be seen, {@link WHOLE_LINE} if it ends where the line does.
 */
export function joinedEnd(bytes: Uint8Array, at: number, length: number, state: JoinedState): number {
  const start = skipBlanks(bytes, at, length);
  if (start === length) return UNKNOWN;
  if (state !== "inside") return firstEnd(bytes, start, length, state);
  if (bytes[start] === OPEN_BRACE) return valueEnd(bytes, start, length);
  return bytes[start] === QUOTE ? listEnd(bytes, start, length) : WHOLE_LINE;
}

function firstEnd(bytes: Uint8Array, start: number, length: number, state: JoinedState): number {
  if (bytes[start] === OPEN_BRACKET) {
    const first = skipBlanks(bytes, start + 1, length);
    if (first === length) return UNKNOWN;
    return bytes[first] === OPEN_BRACE ? valueEnd(bytes, first, length) : WHOLE_LINE;
  }
  if (bytes[start] !== OPEN_BRACE) return WHOLE_LINE;
  const list = skipBlanks(bytes, start + 1, length);
  const listed = listEnd(bytes, list, length);
  if (listed !== WHOLE_LINE) return listed === UNKNOWN ? UNKNOWN : list;
  const next = valueEnd(bytes, start, length);
  // An object by itself is a line like others, whatever comes in the next.
  return state === "start" && next >= 0 && bytes[next] !== OPEN_BRACE ? WHOLE_LINE : next;
}

/** Behind the bracket of a list of objects that has one of the known names. */
function listEnd(bytes: Uint8Array, start: number, length: number): number {
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

/** Behind an object, its comma and the blanks after that, if there is something of its kind or its list ends. */
function valueEnd(bytes: Uint8Array, start: number, length: number): number {
  const closed = objectEnd(bytes, start, length);
  if (closed < 0) return closed;
  let at = skipBlanks(bytes, closed, length);
  if (at === length) return UNKNOWN;
  if (bytes[at] === OPEN_BRACE || bytes[at] === CLOSE_BRACKET) return at;
  if (bytes[at] !== COMMA) return WHOLE_LINE;
  at = skipBlanks(bytes, at + 1, length);
  if (at === length) return UNKNOWN;
  return bytes[at] === OPEN_BRACE ? at : WHOLE_LINE;
}

/** Behind the object that begins at `start`. */
export function objectEnd(bytes: Uint8Array, start: number, length: number): number {
  let depth = 0;
  let isString = false;
  for (let at = start; at < length; at++) {
    const byte = bytes[at];
    if (byte === LF) return WHOLE_LINE;
    if (byte === QUOTE) isString = !isString;
    else if (isString) at += byte === BACKSLASH ? 1 : 0;
    else if (byte === OPEN_BRACE) depth++;
    else if (byte === CLOSE_BRACE && --depth === 0) return at + 1;
  }
  return UNKNOWN;
}
