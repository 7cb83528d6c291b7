// Looks each byte up in a table: no string per chunk, and ASCII goes through as it is.
import { createStreamDecoder, encodeText } from "../text.ts";
import type { Utf8Transcoder } from "./transcoder.ts";

type SingleByteEncoding = "windows-1251" | "windows-1252" | "koi8-r" | "ibm866";

/** Bytes 0x80 to 0x9f of windows-1252, which some versions of Node decode as controls. "\0" for the five without one. */
const WINDOWS_1252_SIGNS = "€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ";
const MAX_CHARACTER_BYTES = 3;

export function createSingleByteTranscoder(encoding: SingleByteEncoding): Utf8Transcoder {
  const characters = Array.from({ length: 256 }, (_, byte) => encodeText(characterOf(encoding, byte)));
  return {
    push: (chunk) => (chunk.every((byte) => byte < 0x80) ? chunk : transcode(chunk, characters)),
    end: () => new Uint8Array(0),
  };
}

function characterOf(encoding: SingleByteEncoding, byte: number): string {
  const sign = encoding === "windows-1252" ? WINDOWS_1252_SIGNS[byte - 0x80] : undefined;
  return sign === undefined || sign === "\0" ? createStreamDecoder(encoding).decode(Uint8Array.of(byte)) : sign;
}

function transcode(chunk: Uint8Array, characters: readonly Uint8Array[]): Uint8Array {
  const text = new Uint8Array(chunk.length * MAX_CHARACTER_BYTES);
  let length = 0;
  for (let at = 0; at < chunk.length; at++) {
    const byte = chunk[at];
    if (byte < 0x80) {
      text[length++] = byte;
      continue;
    }
    const character = characters[byte];
    for (let i = 0; i < character.length; i++) text[length++] = character[i];
  }
  return text.subarray(0, length);
}
