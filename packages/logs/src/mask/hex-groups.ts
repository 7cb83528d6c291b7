import { DIGIT, HEX_LETTER } from "../bytes.ts";
import { PART, TOKEN_CLASS } from "./token-class.ts";

const COLON = 58;
const DOT = 46;
const PERCENT = 37;
const HASH = 35;
/** More of them are no address, and looking for their end at each group would cost the square of their number. */
const MAX_GROUPS = 32;

/**
 * The end of an IPv6 or hardware address, a fingerprint or a time that begins at `start`: 3 to 32 groups of at most four
 * hexadecimal digits between colons, a decimal digit among them, and what an address may end with (`::ffff:10.0.0.1`,
 * `fe80::1%eth0`, `::1#53`); otherwise -1.
 */
export function hexGroupsEnd(bytes: Uint8Array, start: number, end: number): number {
  let colons = 0;
  let digits = 0;
  let group = 0;
  let at = start;
  for (; at < end; at++) {
    const own = TOKEN_CLASS[bytes[at]];
    if (bytes[at] === COLON) {
      if (++colons === MAX_GROUPS) return -1;
      group = 0;
    } else if ((own & (DIGIT | HEX_LETTER)) !== 0) {
      digits |= own & DIGIT;
      if (++group > 4) return -1;
    } else if ((own & PART) !== 0) break;
    else if (colons < 2 || !isTail(bytes[at])) return -1;
    else {
      while (at < end && (TOKEN_CLASS[bytes[at]] & PART) === 0) digits |= TOKEN_CLASS[bytes[at++]] & DIGIT;
      break;
    }
  }
  return colons >= 2 && digits !== 0 && bytes[at - 1] !== COLON ? at : -1;
}

function isTail(byte: number): boolean {
  return byte === DOT || byte === PERCENT || byte === HASH;
}
