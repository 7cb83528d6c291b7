import { LF } from "./bytes.ts";

// Node's search is many times as fast as the language's own, but elsewhere there is none.
type Search = (this: Uint8Array, byte: number, from: number) => number;

const { Buffer } = globalThis as unknown as { readonly Buffer?: { readonly prototype: { readonly indexOf: Search } } };
const search: Search = Buffer?.prototype.indexOf ?? Uint8Array.prototype.indexOf;

/** Position of the first `byte` in `bytes` from `from` on, or -1. */
export function positionOf(byte: number, bytes: Uint8Array, from: number): number {
  return search.call(bytes, byte, from);
}

const LINE_FEEDS = 0x0a0a0a0a;

/**
 * Position of the first line feed from `from` on, or -1; `words` are the same bytes, four by four. For lines, which are
 * short, a call of {@link positionOf} costs more than it saves; zero bytes of a word are found as in Warren, "Hacker's
 * Delight", §6-1.
 */
export function lineFeedFrom(bytes: Uint8Array, words: Int32Array, from: number): number {
  let at = from;
  for (; (at & 3) !== 0; at++) if (bytes[at] === LF) return at;
  for (let word = at >> 2; word < words.length; word++) {
    const differing = words[word] ^ LINE_FEEDS;
    if (((differing - 0x01010101) & ~differing & 0x80808080) === 0) continue;
    at = word << 2;
    while (bytes[at] !== LF) at++;
    return at;
  }
  return -1;
}
