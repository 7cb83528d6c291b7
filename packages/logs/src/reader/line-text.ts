import { CR, LF, SPACE, TAB } from "../bytes.ts";
import { levelOfWord } from "../level-word.ts";
import { isDigit } from "../timestamps/digits.ts";
import { digitsEnd } from "../timestamps/time-of-day.ts";

const OPEN_PARENTHESIS = 40;
const CLOSE_PARENTHESIS = 41;
const COLON = 58;

/** Where the text of a line ends whose end, `\n`, `\r\n` or none, is at `lineEnd`. */
export function textEndOf(bytes: Uint8Array, start: number, lineEnd: number): number {
  let end = lineEnd;
  if (end > start && bytes[end - 1] === LF) end--;
  if (end > start && bytes[end - 1] === CR) end--;
  return end;
}

/** Where the blanks begin that stand before `end`. */
export function blanksStart(bytes: Uint8Array, start: number, end: number): number {
  let at = end;
  while (at > start && (bytes[at - 1] === SPACE || bytes[at - 1] === TAB)) at--;
  return at;
}

export function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
  let at = start;
  while (at < end && (bytes[at] === SPACE || bytes[at] === TAB || bytes[at] === CR)) at++;
  return at === end;
}

export function startsWithByteOrderMark(bytes: Uint8Array, start: number, end: number): boolean {
  return end - start >= 3 && bytes[start] === 0xef && bytes[start + 1] === 0xbb && bytes[start + 2] === 0xbf;
}

/**
 * Where that begins which is aligned to the right at the start of a line: a level, as in ` INFO`, or the number of a
 * process, as in `  812:20261122:140307` and ` 3(4714) `; -1 if there is none.
 */
export function alignedStart(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && at - start < 5 && bytes[at] === SPACE) at++;
  if (at === start || at >= end) return -1;
  const wordStart = at;
  if (isDigit(bytes[at])) return isProcessNumber(bytes, at, end) ? at : -1;
  while (at < end && bytes[at] >= 65 && bytes[at] <= 90) at++;
  return wordStart - start <= 3 && at < end && levelOfWord(bytes, wordStart, at) !== 0 ? wordStart : -1;
}

/** Whether digits stand before a date and a time in digits, or before others in parentheses. */
function isProcessNumber(bytes: Uint8Array, start: number, end: number): boolean {
  const next = digitsEnd(bytes, start, end);
  const after = digitsEnd(bytes, next + 1, end);
  if (after >= end) return false;
  if (bytes[next] === COLON) return after === next + 9 && bytes[after] === COLON;
  return bytes[next] === OPEN_PARENTHESIS && after > next + 1 && bytes[after] === CLOSE_PARENTHESIS;
}
