import type { Utf8Transcoder } from "./transcoder.ts";

const BYTE_ORDER_MARK = 0xfeff;
const REPLACEMENT = 0xfffd;
const MAX_CODE_POINT = 0x10ffff;

/** By hand, since no decoder of the platform reads UTF-32. */
export function createUtf32Transcoder(isLittleEndian: boolean): Utf8Transcoder {
  let pending = new Uint8Array(0);
  let isStart = true;
  return {
    push(chunk) {
      const bytes = new Uint8Array(pending.length + chunk.length);
      bytes.set(pending);
      bytes.set(chunk, pending.length);
      const view = new DataView(bytes.buffer);
      const whole = bytes.length & ~3;
      const text = new Uint8Array(whole);
      let length = 0;
      for (let at = 0; at < whole; at += 4) {
        const codePoint = view.getUint32(at, isLittleEndian);
        if (!isStart || codePoint !== BYTE_ORDER_MARK) length = writeUtf8(text, length, codePoint);
        isStart = false;
      }
      pending = bytes.slice(whole);
      return text.subarray(0, length);
    },
    end() {
      const text = new Uint8Array(MAX_CHARACTER_BYTES);
      return text.subarray(0, pending.length === 0 ? 0 : writeUtf8(text, 0, REPLACEMENT));
    },
  };
}

const MAX_CHARACTER_BYTES = 4;

/** Returns where the character ends. */
function writeUtf8(text: Uint8Array, start: number, given: number): number {
  const isSurrogate = given >= 0xd800 && given < 0xe000;
  const codePoint = isSurrogate || given > MAX_CODE_POINT ? REPLACEMENT : given;
  let at = start;
  if (codePoint < 0x80) text[at++] = codePoint;
  else if (codePoint < 0x800) text[at++] = 0xc0 | (codePoint >> 6);
  else if (codePoint < 0x10000) text[at++] = 0xe0 | (codePoint >> 12);
  else text[at++] = 0xf0 | (codePoint >> 18);
  if (codePoint >= 0x10000) text[at++] = 0x80 | ((codePoint >> 12) & 0x3f);
  if (codePoint >= 0x800) text[at++] = 0x80 | ((codePoint >> 6) & 0x3f);
  if (codePoint >= 0x80) text[at++] = 0x80 | (codePoint & 0x3f);
  return at;
}
