import { BYTE_CLASS, LETTER, NAME } from "../bytes.ts";
import { type Captures, MESSAGE } from "../captures.ts";
import { levelOfWord } from "../level-word.ts";

const COLON = 58;
const OPEN_BRACKET = 91;
const OPEN_ANGLE = 60;

/**
 * Takes the level from the word with which the message begins, where it is set apart as one: in brackets, before a
 * colon, or in capitals. "error: no route", "[warn] slow" and "INFO started" carry a level, "error while reading"
 * does not.
 */
export function takeLevelFromMessage(bytes: Uint8Array, captures: Captures): void {
  for (let i = 0; i < captures.count; i++) {
    if (captures.field[i] === MESSAGE) captures.level = levelAtStart(bytes, captures.start[i], captures.end[i]);
  }
}

/** The level code of the word with which the text `[start, end)` begins, where it is set apart as a level; else 0. */
export function levelAtStart(bytes: Uint8Array, start: number, end: number): number {
  const first = bytes[start];
  const bracketed = first === OPEN_BRACKET || first === OPEN_ANGLE;
  const wordStart = bracketed ? start + 1 : start;
  let at = wordStart;
  let capitals = true;
  while (at < end && (BYTE_CLASS[bytes[at]] & LETTER) !== 0) {
    if (bytes[at] >= 97) capitals = false;
    at++;
  }
  if (at >= end || (BYTE_CLASS[bytes[at]] & NAME) !== 0) return 0;
  const closed = bracketed ? bytes[at] === first + 2 : capitals || bytes[at] === COLON;
  return closed ? levelOfWord(bytes, wordStart, at) : 0;
}
