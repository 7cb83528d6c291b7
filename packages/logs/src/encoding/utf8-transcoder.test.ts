import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { EncodingName } from "./encoding-name.ts";
import { encodeAs } from "./testing/encode-as.ts";
import { ENCODED_TEXTS } from "./testing/texts.ts";
import { createUtf8Transcoder } from "./utf8-transcoder.ts";

function transcode(encoding: EncodingName, bytes: Uint8Array, chunkBytes: number): string {
  const transcoder = createUtf8Transcoder(encoding);
  const parts: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += chunkBytes)
    parts.push(transcoder.push(bytes.subarray(at, at + chunkBytes)).slice());
  parts.push(transcoder.end());
  return Buffer.concat(parts).toString();
}

describe("a text becomes UTF-8", () => {
  test.each(ENCODED_TEXTS)("in chunks of any size: $language from $encoding ($mark)", ({ encoding, text, mark }) => {
    const bytes = encodeAs(encoding, mark + text);
    for (const chunkBytes of [1, 2, 3, 7, 1000, 100_000]) expect(transcode(encoding, bytes, chunkBytes)).toBe(text);
  });

  test("with characters beyond the first plane", () => {
    for (const encoding of ["utf-16le", "utf-16be", "utf-32le", "utf-32be"] as const)
      expect(transcode(encoding, encodeAs(encoding, "ok 🚀 done"), 3)).toBe("ok 🚀 done");
  });

  test("with the signs of windows-1252 that are controls in Latin-1, and ASCII around them", () => {
    expect(transcode("windows-1252", Buffer.from("\x80 5 \x96 \x93a\x94", "latin1"), 2)).toBe("€ 5 – “a”");
  });

  test("with U+FFFD for what is no character, and where the end cuts one off", () => {
    expect(transcode("utf-16le", Buffer.from("a\0\x00\xd8b\0c", "latin1"), 2)).toBe("a\ufffdb\ufffd");
    expect(transcode("utf-32be", Buffer.from("\0\0\0a\xff\xff\xff\xff\0\0", "latin1"), 3)).toBe("a\ufffd\ufffd");
    expect(transcode("gb18030", Buffer.from("a\xff\xc4", "latin1"), 1)).toBe("a\ufffd\ufffd");
  });
});

test("UTF-8 goes through without a copy, bad bytes too", () => {
  fc.assert(
    fc.property(fc.uint8Array(), (chunk) => {
      const transcoder = createUtf8Transcoder("utf-8");
      expect(transcoder.push(chunk)).toBe(chunk);
      expect(transcoder.end()).toHaveLength(0);
    }),
  );
});

test("ASCII of a single-byte encoding goes through without a copy", () => {
  const chunk = Buffer.from("order placed\n");
  expect(createUtf8Transcoder("windows-1251").push(chunk)).toBe(chunk);
});
