import { BACKSLASH, QUOTE, skipBlanks } from "../bytes.ts";
import type { Sample } from "./recogniser.ts";

const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

/** What a line is to the array: its first or last one, the first of several of an object in it, or inside of that. */
export type PlaceInArray = "bracket" | "object" | "inside" | undefined;

/**
 * Before the first line of a file, in an array, and in a file that is none or where it has ended; where the array is the
 * first value of an object, as in `{"events": [`: before its first line, in it, and behind it.
 */
export const ARRAY_STATES = ["start", "open", "none", "head", "wrapped", "tail"] as const;
type ArrayState = (typeof ARRAY_STATES)[number];

/** An array of JSON objects that a file is, as exports of logs are: each object is a record, on one line or over many. */
export class JsonArray {
  #state: ArrayState = "start";
  /** Braces that the object at hand has still to close. */
  #depth = 0;
  #markedState: ArrayState = "start";
  #markedDepth = 0;

  /** Takes note of the line `[start, end)`, which is not blank. An object on a single line is a line like others. */
  placeOf(bytes: Uint8Array, start: number, end: number): PlaceInArray {
    if (this.#depth > 0) {
      this.#count(bytes, start, end);
      return "inside";
    }
    if (this.#state === "head") {
      this.#state = "wrapped";
      return "bracket";
    }
    if (this.#state === "tail") {
      if (bytes[start] === CLOSE_BRACE) this.#state = "start";
      return "bracket";
    }
    let at = skipBlanks(bytes, start, end);
    if (this.#state === "start") {
      this.#state = "none";
      if (bytes[at] !== OPEN_BRACKET) return undefined;
      at = skipBlanks(bytes, at + 1, end);
      if (at < end && bytes[at] !== OPEN_BRACE) return undefined;
      this.#state = "open";
      if (at === end) return "bracket";
    }
    if (bytes[at] === OPEN_BRACE) {
      this.#count(bytes, at, end);
      return this.#depth > 0 ? "object" : undefined;
    }
    if (bytes[at] !== CLOSE_BRACKET) this.#state = "none";
    else this.#close();
    return bytes[at] === CLOSE_BRACKET ? "bracket" : undefined;
  }

  /** Remembers how far the lines have come, for `revert` to go back to. */
  mark(): void {
    this.#markedState = this.#state;
    this.#markedDepth = this.#depth;
  }

  revert(): void {
    this.#state = this.#markedState;
    this.#depth = this.#markedDepth;
  }

  /** Goes on in this state, at the end of an object or in the middle of one that is too long for a record. */
  enter(state: ArrayState): void {
    this.#depth = 0;
    this.#state = state;
  }

  get state(): ArrayState {
    return this.#state;
  }

  /** After the array there may be another. */
  #close(): void {
    this.#state = this.#state === "wrapped" ? "tail" : "start";
  }

  /** Counts the braces of a line outside of strings, of which none goes on to the next. */
  #count(bytes: Uint8Array, start: number, end: number): void {
    let isString = false;
    for (let at = start; at < end; at++) {
      const byte = bytes[at];
      if (byte === QUOTE) isString = !isString;
      else if (isString) at += byte === BACKSLASH ? 1 : 0;
      else if (byte === OPEN_BRACE) this.#depth++;
      else if (byte === CLOSE_BRACE) this.#depth--;
    }
    if (this.#depth > 0) return;
    this.#depth = 0;
    // What was the last object is closed with the array.
    if (bytes[end - 1] === CLOSE_BRACKET) this.#close();
  }
}

/** Whether a line may be the first of an object whose first value is the array. */
export function opensObject(bytes: Uint8Array, start: number, end: number): boolean {
  return bytes[start] === OPEN_BRACE && skipBlanks(bytes, start + 1, end) === end;
}

/** Whether lines, of which the first opens an object, go on with a key, the bracket of its array and an object in that. */
export function openList({ bytes, lines }: Sample): boolean {
  const [, head, first] = lines;
  if (head === undefined || first === undefined) return false;
  const key = skipBlanks(bytes, ...head);
  const isList = bytes[key] === QUOTE && bytes[head[1] - 1] === OPEN_BRACKET;
  return isList && bytes[skipBlanks(bytes, ...first)] === OPEN_BRACE;
}
