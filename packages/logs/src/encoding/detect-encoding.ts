import type { EncodingName } from "./encoding-name.ts";
import { multiByteEncoding } from "./multi-byte-evidence.ts";
import { singleByteEncoding } from "./single-byte-evidence.ts";
import { utf8Evidence } from "./utf8-evidence.ts";
import { wideEncoding } from "./wide-text.ts";

const BYTE_ORDER_MARKS: readonly (readonly [EncodingName, readonly number[]])[] = [
  ["utf-8", [0xef, 0xbb, 0xbf]],
  // Before UTF-16, whose mark it begins with.
  ["utf-32le", [0xff, 0xfe, 0, 0]],
  ["utf-32be", [0, 0, 0xfe, 0xff]],
  ["utf-16le", [0xff, 0xfe]],
  ["utf-16be", [0xfe, 0xff]],
];

/** Up to half of the bytes of a short Chinese text in GBK happen to be sequences of UTF-8. */
const CHANCE_RATIO = 2;

/**
 * The encoding of a text, from its first bytes; some 100 KiB are enough. Anything that is not clearly something else is
 * UTF-8, perhaps with bad bytes: a legacy encoding is chosen only where the bytes beyond ASCII read as words in it.
 */
export function detectEncoding(head: Uint8Array): EncodingName {
  const marked = BYTE_ORDER_MARKS.find(([, mark]) => mark.every((byte, i) => head[i] === byte));
  if (marked !== undefined) return marked[0];
  const wide = wideEncoding(head);
  if (wide !== null) return wide;
  const { good, bad } = utf8Evidence(head);
  if (good >= bad * CHANCE_RATIO) return "utf-8";
  return multiByteEncoding(head) ?? singleByteEncoding(head) ?? "utf-8";
}
