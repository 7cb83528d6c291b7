import { BACKSLASH } from "../bytes.ts";
import type { ByteBuffer } from "../byte-buffer.ts";

const REPLACEMENT = 0xfffd;
// Escapes of one letter: b f n r t.
const CONTROL: Readonly<Record<number, number>> = { 98: 8, 102: 12, 110: 10, 114: 13, 116: 9 };

/**
 * Appends the text of a JSON string, the bytes between its quotes, to `out`. An escape that JSON does not know stands
 * for the character after the backslash; half a surrogate pair becomes U+FFFD.
 */
export function decodeJsonString(bytes: Uint8Array, start: number, end: number, out: ByteBuffer): void {
  out.reserve(end - start);
  let at = start;
  while (at < end) {
    const byte = bytes[at++];
    if (byte !== BACKSLASH || at >= end) {
      out.push(byte);
      continue;
    }
    const escape = bytes[at++];
    if (escape !== 117) {
      out.push(CONTROL[escape] ?? escape);
      continue;
    }
    let code = hexAt(bytes, at, end);
    if (code < 0) {
      out.push(escape);
      continue;
    }
    at += 4;
    if (code >= 0xd800 && code <= 0xdfff) {
      const low = bytes[at] === BACKSLASH && bytes[at + 1] === 117 ? hexAt(bytes, at + 2, end) : -1;
      if (code <= 0xdbff && low >= 0xdc00 && low <= 0xdfff) {
        code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
        at += 6;
      } else code = REPLACEMENT;
    }
    pushUtf8(code, out);
  }
}

function hexAt(bytes: Uint8Array, at: number, end: number): number {
  if (at + 4 > end) return -1;
  let value = 0;
  for (let i = at; i < at + 4; i++) {
    const byte = bytes[i] | 32;
    const digit = byte >= 97 && byte <= 102 ? byte - 87 : bytes[i] - 48;
    if (digit < 0 || digit > 15 || (digit > 9 && byte < 97)) return -1;
    value = value * 16 + digit;
  }
  return value;
}

function pushUtf8(code: number, out: ByteBuffer): void {
  if (code < 0x80) out.push(code);
  else if (code < 0x800) {
    out.push(0xc0 | (code >> 6));
    out.push(0x80 | (code & 63));
  } else if (code < 0x10000) {
    out.push(0xe0 | (code >> 12));
    out.push(0x80 | ((code >> 6) & 63));
    out.push(0x80 | (code & 63));
  } else {
    out.push(0xf0 | (code >> 18));
    out.push(0x80 | ((code >> 12) & 63));
    out.push(0x80 | ((code >> 6) & 63));
    out.push(0x80 | (code & 63));
  }
}
