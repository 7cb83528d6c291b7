import type { EncodingName } from "./encoding-name.ts";

/** Less than this proves nothing. */
const LEAST_UNITS = 4;
/** Of the units of UTF-16, those of ASCII: spaces, digits and line ends at least, whatever the language. */
const ASCII_SHARE = 0.1;
const MAX_CONTROL_SHARE = 0.01;

/** UTF-16 or UTF-32 that has no byte order mark, told by where its zero bytes stand; null if it is neither. */
export function wideEncoding(head: Uint8Array): EncodingName | null {
  const zeros = zerosByPosition(head);
  if (zeros.every((count) => count === 0)) return null;
  const quarters = head.length >> 2;
  if (quarters >= LEAST_UNITS) {
    const [first, second, third, fourth] = zeros;
    if (isMost(third, quarters) && isMost(fourth, quarters) && first === 0) return "utf-32le";
    if (isMost(first, quarters) && isMost(second, quarters) && fourth === 0) return "utf-32be";
  }
  if (isUtf16(head, zeros[1] + zeros[3], zeros[0] + zeros[2], 0)) return "utf-16le";
  if (isUtf16(head, zeros[0] + zeros[2], zeros[1] + zeros[3], 1)) return "utf-16be";
  return null;
}

function isMost(count: number, all: number): boolean {
  return count >= all * 0.98;
}

/** Zero bytes at positions 0, 1, 2 and 3 modulo 4. */
function zerosByPosition(head: Uint8Array): [number, number, number, number] {
  const zeros: [number, number, number, number] = [0, 0, 0, 0];
  for (let at = head.indexOf(0); at >= 0; at = head.indexOf(0, at + 1)) zeros[(at & 3) as 0]++;
  return zeros;
}

/** `high` and `low` count the zeros where the high and the low byte of a unit would be, the low one first at `lowAt`. */
function isUtf16(head: Uint8Array, high: number, low: number, lowAt: 0 | 1): boolean {
  const units = head.length >> 1;
  if (units < LEAST_UNITS || high < units * ASCII_SHARE || low > high / 4) return false;
  let controls = 0;
  for (let at = 0; at + 1 < head.length; at += 2) {
    const byte = head[at + lowAt];
    if (head[at + 1 - lowAt] === 0 && byte < 32 && !isLayout(byte)) controls++;
  }
  return controls <= units * MAX_CONTROL_SHARE;
}

/** Tab, line feed, form feed, carriage return, escape. */
function isLayout(byte: number): boolean {
  return byte === 9 || byte === 10 || byte === 12 || byte === 13 || byte === 27;
}
