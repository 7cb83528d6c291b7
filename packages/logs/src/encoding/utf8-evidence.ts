/** Bytes beyond ASCII that are part of a whole UTF-8 sequence, and those that are not. */
export interface Utf8Evidence {
  readonly good: number;
  readonly bad: number;
}

/** A sequence that the end of `head` cuts off is neither. Surrogates count as good: some programs write them. */
export function utf8Evidence(head: Uint8Array): Utf8Evidence {
  let good = 0;
  let bad = 0;
  for (let at = 0; at < head.length;) {
    const byte = head[at];
    if (byte < 0x80) {
      at++;
      continue;
    }
    const length = sequenceLength(byte);
    const end = continuationEnd(head, at + 1, at + length);
    if (end === at + length && length > 1) good += length;
    else if (end === head.length && length > 1) break;
    else bad += end - at;
    at = end;
  }
  return { good, bad };
}

/** By a sequence's first byte; 1 where none begins with it. */
function sequenceLength(first: number): number {
  if (first < 0xc2 || first > 0xf4) return 1;
  return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

function continuationEnd(head: Uint8Array, start: number, limit: number): number {
  let at = start;
  while (at < limit && at < head.length && (head[at] & 0xc0) === 0x80) at++;
  return at;
}
