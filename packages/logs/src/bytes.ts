export const TAB = 9;
export const LF = 10;
export const CR = 13;
export const SPACE = 32;
export const QUOTE = 34;
export const DASH = 45;
export const SLASH = 47;
export const BACKSLASH = 92;

/** Bits of {@link BYTE_CLASS}. */
export const DIGIT = 1;
export const LETTER = 2;
/** Letters of hexadecimal digits; the decimal ones are {@link DIGIT}. */
export const HEX_LETTER = 4;
/** What may stand inside the name of a service, logger, class or program. */
export const NAME = 8;
export const BLANK = 16;

/** Classes of a byte, as a bit set; bytes from 0x80 on are letters of some script. */
export const BYTE_CLASS = classifyBytes();

function classifyBytes(): Uint8Array {
  const classes = new Uint8Array(256);
  for (let byte = 0; byte < 256; byte++) {
    const digit = byte >= 48 && byte <= 57;
    const letter = (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122) || byte >= 0x80;
    const hex = (byte >= 65 && byte <= 70) || (byte >= 97 && byte <= 102);
    const name = digit || letter || "_-./$@#".includes(String.fromCharCode(byte));
    const blank = byte === SPACE || byte === TAB;
    classes[byte] =
      (digit ? DIGIT : 0) | (letter ? LETTER : 0) | (hex ? HEX_LETTER : 0) | (name ? NAME : 0) | (blank ? BLANK : 0);
  }
  return classes;
}

/** Position of the first byte from `start` that is neither a space nor a tab; `end` if there is none. */
export function skipBlanks(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && (bytes[at] === SPACE || bytes[at] === TAB)) at++;
  return at;
}

export function equalBytes(a: Uint8Array, aStart: number, b: Uint8Array, bStart: number, length: number): boolean {
  for (let i = 0; i < length; i++) if (a[aStart + i] !== b[bStart + i]) return false;
  return true;
}

export function startsWith(bytes: Uint8Array, start: number, end: number, text: Uint8Array): boolean {
  return end - start >= text.length && equalBytes(bytes, start, text, 0, text.length);
}
