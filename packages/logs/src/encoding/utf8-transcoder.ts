import { createStreamDecoder, encodeText } from "../text.ts";
import type { EncodingName } from "./encoding-name.ts";
import { createSingleByteTranscoder } from "./single-byte-transcoder.ts";
import type { Utf8Transcoder } from "./transcoder.ts";
import { createUtf32Transcoder } from "./utf32-transcoder.ts";

const NOTHING = new Uint8Array(0);
/** UTF-8 goes through as it is, bad bytes too. */
const UNCHANGED: Utf8Transcoder = { push: (chunk) => chunk, end: () => NOTHING };

/** A byte order mark is left off, but for UTF-8, of which no byte changes. */
export function createUtf8Transcoder(encoding: EncodingName): Utf8Transcoder {
  switch (encoding) {
    case "utf-8":
      return UNCHANGED;
    case "utf-32le":
    case "utf-32be":
      return createUtf32Transcoder(encoding === "utf-32le");
    case "windows-1251":
    case "windows-1252":
    case "koi8-r":
    case "ibm866":
      return createSingleByteTranscoder(encoding);
    case "utf-16le":
    case "utf-16be":
    case "gb18030":
    case "shift_jis":
    case "euc-jp":
      return decodingTranscoder(encoding);
  }
}

function decodingTranscoder(encoding: EncodingName): Utf8Transcoder {
  const decoder = createStreamDecoder(encoding);
  return {
    push: (chunk) => encodeText(decoder.decode(chunk, { stream: true })),
    end: () => encodeText(decoder.decode()),
  };
}
