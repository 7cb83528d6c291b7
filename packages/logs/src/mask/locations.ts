// Where URLs and paths end.
import { BACKSLASH, QUOTE, SPACE } from "../bytes.ts";
import { isMethodBefore } from "./quoted-text.ts";

const SLASH = 47;
const COLON = 58;
const LESS_THAN = 60;
const EQUALS = 61;
/** A query behind a longer one is not looked for. */
const LONGEST_PATH = 256;

const ENDS = classesOf("\"'`<>()[]{}|");
const ENDS_OF_PATH = classesOf("\"'`<>()[]{}|,;:");
const FINAL_STOPS = classesOf(".,;:!?");

function classesOf(characters: string): Uint8Array {
  const classes = new Uint8Array(256);
  for (let byte = 0; byte < 256; byte++) {
    classes[byte] = byte <= SPACE || characters.includes(String.fromCharCode(byte)) ? 1 : 0;
  }
  for (const character of characters) classes[character.charCodeAt(0)] = 1;
  return classes;
}

/** The end of the URL whose `://` is at `colon`; a stop that ends the sentence is not part of it. */
export function urlEnd(bytes: Uint8Array, colon: number, end: number): number {
  return withoutStop(bytes, colon + 3, endOf(ENDS, bytes, colon + 3, end));
}

/**
 * The end of the absolute path that begins with the slash at `start`, or -1 if none does. What follows a request's
 * method says which part of a program answers, and is none.
 */
export function pathEnd(bytes: Uint8Array, messageStart: number, start: number, end: number): number {
  const before = start > messageStart ? bytes[start - 1] : SPACE;
  if (before === LESS_THAN || before === SLASH) return -1;
  if (before === SPACE && isMethodBefore(bytes, messageStart, start - 1)) return -1;
  const valueEnd = withoutStop(bytes, start, endOf(ENDS_OF_PATH, bytes, start, end));
  return valueEnd > start + 1 || before === EQUALS ? valueEnd : -1;
}

function endOf(ends: Uint8Array, bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && ends[bytes[at]] === 0) at++;
  return at;
}

function withoutStop(bytes: Uint8Array, start: number, end: number): number {
  return end > start && FINAL_STOPS[bytes[end - 1]] === 1 ? end - 1 : end;
}

/** The end of the path on the drive whose colon is at `colon`. */
export function drivePathEnd(bytes: Uint8Array, colon: number, end: number): number {
  return withoutStop(bytes, colon + 1, endOf(ENDS_OF_PATH, bytes, colon + 1, end));
}

/** The end of the query that begins at `start`, behind a question mark; `start` if no path stands before that. */
export function queryEnd(bytes: Uint8Array, messageStart: number, start: number, end: number): number {
  const least = Math.max(messageStart, start - LONGEST_PATH);
  let at = start - 1;
  while (at > least && bytes[at - 1] > SPACE && bytes[at] !== SLASH) at--;
  if (bytes[at] !== SLASH) return start;
  at = start;
  while (at < end && bytes[at] > SPACE && bytes[at] !== QUOTE) at++;
  return at;
}

/** Whether a colon or slash is certain to open neither, as most do, without looking on. */
export function opensNothing(byte: number, next: number, isFirst: boolean): boolean {
  if (byte === COLON) return next !== SLASH && next !== BACKSLASH && next !== COLON;
  return byte === SLASH && !isFirst;
}
