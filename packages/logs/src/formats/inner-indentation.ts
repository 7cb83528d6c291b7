import { BLANK, BYTE_CLASS } from "../bytes.ts";
import { type Captures, INNER } from "../captures.ts";

/** A blank in a pattern stands for many; all but one of those before an inner line are its own indentation. */
export function keepInnerIndentation(bytes: Uint8Array, lineStart: number, captures: Captures): void {
  const at = captures.indexOf(INNER);
  if (at < 0) return;
  let start = captures.start[at];
  while (start - 2 >= lineStart && isBlank(bytes[start - 1]) && isBlank(bytes[start - 2])) start--;
  captures.start[at] = start;
}

function isBlank(byte: number): boolean {
  return (BYTE_CLASS[byte] & BLANK) !== 0;
}
