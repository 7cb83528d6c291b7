import { BACKSLASH, QUOTE, skipBlanks } from "../bytes.ts";
import { isSubscription } from "./joined-values.ts";
import type { Sample } from "./recogniser.ts";

const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;
const COMMA = 44;

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
  /** Whether that one began on a line with more of it. */
  #isOnOneLine = false;
  #markedState: ArrayState = "start";
  #markedDepth = 0;
  #wasOnOneLine = false;

  /** Takes note of the line `[start, end)`, which is not blank. An object on a single line is a line like others. */
  placeOf(bytes: Uint8Array, start: number, end: number): PlaceInArray {
    if (this.#state === "tail") return this.#passTail(bytes, start, end);
    if (this.#depth > 0 && !this.#isNext(bytes, start)) return this.#passObject(bytes, start, end);
    this.#depth = 0;
    if (this.#state === "head") {
      this.#state = "wrapped";
      return "bracket";
    }
    let at = skipBlanks(bytes, start, end);
    if (this.#state === "start") {
      // One without events says nothing about the lines after it.
      if (isSubscription(bytes, at, end)) return undefined;
      this.#state = "none";
      if (bytes[at] !== OPEN_BRACKET) return undefined;
      at = skipBlanks(bytes, at + 1, end);
      if (at < end && bytes[at] !== OPEN_BRACE) return undefined;
      this.#state = "open";
      if (at === end) return "bracket";
    }
    if (bytes[at] === OPEN_BRACE) {
      this.#isOnOneLine = at + 1 < end;
      return this.#passObject(bytes, at, end) === "inside" && this.#depth > 0 ? "object" : undefined;
    }
    if (bytes[at] !== CLOSE_BRACKET) {
      this.#state = "none";
      return undefined;
    }
    this.#close(bytes, at + 1, end);
    return "bracket";
  }

  /** Remembers how far the lines have come, for `revert` to go back to. */
  mark(): void {
    this.#markedState = this.#state;
    this.#markedDepth = this.#depth;
    this.#wasOnOneLine = this.#isOnOneLine;
  }

  revert(): void {
    this.#state = this.#markedState;
    this.#depth = this.#markedDepth;
    this.#isOnOneLine = this.#wasOnOneLine;
  }

  /** Goes on in this state, at the end of an object or in the middle of one that is too long for a record. */
  enter(state: ArrayState): void {
    this.#depth = state === "tail" ? 1 : 0;
    this.#isOnOneLine = false;
    this.#state = state;
  }

  get state(): ArrayState {
    return this.#state;
  }

  /** Whether a line begins the next object although the one before was not closed: it was cut off. */
  #isNext(bytes: Uint8Array, start: number): boolean {
    return this.#isOnOneLine && bytes[start] === OPEN_BRACE;
  }

  #passObject(bytes: Uint8Array, start: number, end: number): PlaceInArray {
    const { depth, least } = braces(bytes, start, end, this.#depth);
    const isAnother = this.#depth > 0 && least <= 0 && depth > 0;
    this.#depth = Math.max(0, depth);
    // What was the last object is closed with the array.
    if (this.#depth === 0 && bytes[end - 1] === CLOSE_BRACKET) this.#close(bytes, end, end);
    return isAnother ? "object" : "inside";
  }

  /** Passes a line behind the array, in the object around it. */
  #passTail(bytes: Uint8Array, start: number, end: number): PlaceInArray {
    this.#depth = braces(bytes, start, end, this.#depth).depth;
    if (this.#depth <= 0) this.enter("start");
    return "bracket";
  }

  /** After the array there may be another; `[start, end)` is the rest of the line with its end. */
  #close(bytes: Uint8Array, start: number, end: number): void {
    this.enter(this.#state === "wrapped" ? "tail" : "start");
    if (this.#state === "tail") this.#passTail(bytes, start, end);
  }
}

/** How many braces are open after a line, `depth` before it, and the least on the way; no string goes on to the next line. */
function braces(bytes: Uint8Array, start: number, end: number, depth: number): { depth: number; least: number } {
  let [open, least] = [depth, depth];
  let isString = false;
  for (let at = start; at < end; at++) {
    const byte = bytes[at];
    if (byte === QUOTE) isString = !isString;
    else if (isString) at += byte === BACKSLASH ? 1 : 0;
    else if (byte === OPEN_BRACE) open++;
    else if (byte === CLOSE_BRACE) least = Math.min(least, --open);
  }
  return { depth: open, least };
}

/** Whether a line may be the first of an object whose first value is the array, or its last where CloudWatch sends events. */
export function opensObject(bytes: Uint8Array, start: number, end: number): boolean {
  if (bytes[start] !== OPEN_BRACE) return false;
  const key = skipBlanks(bytes, start + 1, end);
  return key === end || (bytes[end - 1] === COMMA && isSubscription(bytes, start, end));
}

/** Whether lines, of which the first opens an object, go on with a key, the bracket of its array and an object in that. */
export function openList({ bytes, lines }: Sample): boolean {
  const [, head, first] = lines;
  if (head === undefined || first === undefined) return false;
  const key = skipBlanks(bytes, ...head);
  const isList = bytes[key] === QUOTE && bytes[head[1] - 1] === OPEN_BRACKET;
  return isList && bytes[skipBlanks(bytes, ...first)] === OPEN_BRACE;
}
