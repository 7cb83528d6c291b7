import { CR, LF, SPACE, TAB } from "../bytes.ts";

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
