import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { ByteReader } from "./byte-reader.ts";
import { decompress } from "./decompress.ts";
import { UnreadableInputError } from "./input-errors.ts";
import { compressionOf } from "./input-kind.ts";
import { chunksOf } from "./testing/chunks.ts";
import { COMPRESSED, plainText } from "./testing/compressed-text.ts";
import { randomOf } from "./testing/random.ts";

const TEXT = plainText();
const half = TEXT.length >> 1;
const SAMPLES: [name: string, bytes: Buffer][] = [
  ["gzip", gzipSync(TEXT)],
  ["gzip in several members, with names and zeros after", gzipInMembers()],
  ...Object.entries(COMPRESSED).map(([name, base64]): [string, Buffer] => [name, Buffer.from(base64, "base64")]),
];

function gzipInMembers(): Buffer {
  const named = gzipSync(TEXT.slice(0, half));
  named[3]! |= 8 | 16;
  const header = Buffer.concat([named.subarray(0, 10), Buffer.from("app.log\0a comment\0")]);
  const empty = gzipSync("");
  return Buffer.concat([header, named.subarray(10), empty, gzipSync(TEXT.slice(half)), Buffer.alloc(700)]);
}

async function decode(bytes: Uint8Array, chunkBytes = bytes.length, compression = compressionOf(bytes)!) {
  const parts: Uint8Array[] = [];
  let error: unknown = null;
  try {
    for await (const part of decompress(compression, new ByteReader(chunksOf(bytes, chunkBytes))))
      parts.push(part.slice());
  } catch (caught) {
    error = caught;
  }
  return { text: Buffer.concat(parts).toString(), error };
}

describe("compressed text is read", () => {
  test.each(SAMPLES)("in chunks of any size: %s", async (_, bytes) => {
    for (const chunkBytes of [1, 13, 1000, 100_000])
      expect(await decode(bytes, chunkBytes)).toEqual({ text: TEXT, error: null });
  });

  test.each(SAMPLES)("as far as it goes when it is cut off: %s", async (_, bytes) => {
    let most = 0;
    for (let length = 20; length < bytes.length - 710; length += 97) {
      const { text, error } = await decode(bytes.subarray(0, length));
      expect(TEXT.startsWith(text)).toBe(true);
      most = Math.max(most, text.length);
      // Between two frames nothing is missing that could be known.
      if (error === null) continue;
      expect(error).toBeInstanceOf(UnreadableInputError);
      expect((error as Error).message).toMatch(/^The \w+ data is corrupt: unexpected end of file, after \d+ bytes/);
    }
    expect(most).toBeLessThan(TEXT.length);
  });

  test.each(SAMPLES)("up to what follows it that is no such data: %s", async (_, bytes) => {
    const { text, error } = await decode(Buffer.concat([bytes, Buffer.from("some other bytes")]));
    expect(text).toBe(TEXT);
    expect((error as Error).message).toMatch(/what follows is no \w+, after 9\d\d\d bytes of text/);
  });

  test.each(SAMPLES)("or refused in words when it is damaged: %s", async (_, bytes) => {
    const random = randomOf(7);
    let refused = 0;
    for (let run = 0; run < 150; run++) {
      const damaged = Buffer.from(bytes);
      const at = 8 + Math.floor(random() * (damaged.length - 8));
      for (let i = 0; i < 1 + (run % 3); i++) damaged[Math.min(damaged.length - 1, at + i)]! ^= 1 << (random() * 8);
      const { text, error } = await decode(damaged, damaged.length, compressionOf(bytes)!);
      expect(error === null || error instanceof UnreadableInputError).toBe(true);
      if (error !== null || text !== TEXT) refused++;
    }
    expect(refused).toBeGreaterThan(0);
  });

  test("not beyond 256 MiB of memory", async () => {
    const zstd = Buffer.from("28b52ffd00a8010000", "hex");
    expect(String((await decode(zstd)).error)).toMatch(/it takes 2147483648 bytes of memory/);
  });
});

test("text of gzip with a wrong checksum is handed out and then found damaged", async () => {
  const bytes = gzipSync(TEXT);
  bytes[bytes.length - 6]! ^= 1;
  const { text, error } = await decode(bytes);
  expect(text).toBe(TEXT);
  expect(String(error)).toMatch(/does not fit its checksum/);
});
