import { isDigit } from "../timestamps/digits.ts";
import { identEnd } from "./spans.ts";

/** What Kubernetes makes random names of: no vowels, and no digits that look like them. */
const RANDOM = new Set(Array.from("bcdfghjklmnpqrstvwxz2456789", (letter) => letter.charCodeAt(0)));
const DASH = 45;
const DOT = 46;
/** Of a pod among those of a set; of the set among those of a deployment. */
const POD_LENGTH = 5;
const [LEAST_SET_LENGTH, MOST_SET_LENGTH] = [6, 10];
const MINUTES_LENGTH = 8;

/**
 * The end of the name of what runs the pod called `[start, end)`: without the random parts that a deployment or a set
 * adds (`cart-7d9f8b6c5-x2x9z`), the time in minutes that a job by schedule does, or the ordinal of a stateful set
 * (`store-0`).
 */
export function endOfService(bytes: Uint8Array, start: number, end: number): number {
  const last = startOfPart(bytes, start, end);
  if (last - 1 <= start) return end;
  if (isEach(bytes, last, end, isDigit) && end - last < POD_LENGTH) return last - 1;
  if (end - last !== POD_LENGTH || !isEach(bytes, last, end, isRandom)) return end;
  const before = startOfPart(bytes, start, last - 1);
  const length = last - 1 - before;
  const isOfSet = length >= LEAST_SET_LENGTH && length <= MOST_SET_LENGTH && isEach(bytes, before, last - 1, isRandom);
  const isOfSchedule = length === MINUTES_LENGTH && isEach(bytes, before, last - 1, isDigit);
  return before - 1 > start && (isOfSet || isOfSchedule) ? before - 1 : last - 1;
}

/** The end of the name of a pod that begins at `start` and has a random part, by which it is known; -1 if there is none. */
export function podEnd(bytes: Uint8Array, start: number, end: number): number {
  const at = identEnd(bytes, start, end);
  const random = at - POD_LENGTH;
  if (random - 1 <= start || bytes[random - 1] !== DASH || !isEach(bytes, random, at, isRandom)) return -1;
  // Five digits are the number of something else.
  return isEach(bytes, start, at, isInName) && !isEach(bytes, random, at, isDigit) ? at : -1;
}

/** Where what follows the last dash begins; `start` if there is none. */
function startOfPart(bytes: Uint8Array, start: number, end: number): number {
  let at = end;
  while (at > start && bytes[at - 1] !== DASH) at--;
  return at;
}

function isEach(bytes: Uint8Array, start: number, end: number, fits: (byte: number) => boolean): boolean {
  for (let at = start; at < end; at++) if (!fits(bytes[at])) return false;
  return end > start;
}

/** A lower-case letter, a digit, a dash or a dot: RFC 1123. */
function isInName(byte: number): boolean {
  return (byte >= 97 && byte <= 122) || isDigit(byte) || byte === DASH || byte === DOT;
}

function isRandom(byte: number): boolean {
  return RANDOM.has(byte);
}
