import { CR, LF, SPACE, TAB } from "../bytes.ts";
import { levelOfWord } from "../level-word.ts";

/** Where the text of a line ends whose end, `\n`, `\r\n` or none, is at `lineEnd`. */
export function textEndOf(bytes: Uint8Array, start: number, lineEnd: number): number {
  let end = lineEnd;
  if (end > start && bytes[end - 1] === LF) end--;
  if (end > start && bytes[end - 1] === CR) end--;
  return end;
}

export function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
  let at = start;
  while (at < end && (bytes[at] === SPACE || bytes[at] === TAB || bytes[at] === CR)) at++;
  return at === end;
}

export function startsWithByteOrderMark(bytes: Uint8Array, start: number, end: number): boolean {
  return end - start >= 3 && bytes[start] === 0xef && bytes[start + 1] === 0xbb && bytes[start + 2] === 0xbf;
}

/** Where the level stands that is aligned to the right at the start of a line, as in ` INFO`; -1 if there is none. */
export function levelStart(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && at - start < 3 && bytes[at] === SPACE) at++;
  if (at === start) return -1;
  const wordStart = at;
  while (at < end && bytes[at] >= 65 && bytes[at] <= 90) at++;
  return at < end && levelOfWord(bytes, wordStart, at) !== 0 ? wordStart : -1;
}
