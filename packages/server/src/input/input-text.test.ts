import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { identifyInput, openInputText } from "./input-text.ts";
import { ARCHIVES } from "./testing/archives.ts";
import { COMPRESSED, plainText } from "./testing/compressed-text.ts";

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "faultline-input-"));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const TEXT = plainText();
const LIMIT = 100_000_000;
const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, "utf16le");

function file(bytes: Uint8Array | string): string {
  const path = join(directory, "input");
  writeFileSync(path, bytes);
  return path;
}

async function read(bytes: Uint8Array | string, fromByte = 0, limit = LIMIT) {
  const input = await openInputText(file(bytes));
  const parts: Uint8Array[] = [];
  const consumed: number[] = [];
  for await (const chunk of input.read(fromByte, limit)) {
    parts.push(chunk.bytes.slice());
    consumed.push(chunk.consumedBytes);
  }
  return { text: Buffer.concat(parts), consumed, encoding: input.encoding, isPlain: input.isPlain };
}

describe("the text of an input", () => {
  test("is its very bytes if they are UTF-8 or nearly so", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.nat(300), async (noise, from) => {
        // Enough UTF-8 around it that it is not taken for anything else.
        const bytes = Buffer.concat([Buffer.from("größer als 早上好 ".repeat(40)), noise.map((byte) => byte || 1)]);
        const { text, isPlain } = await read(bytes, from);
        expect(isPlain).toBe(true);
        expect(text.equals(bytes.subarray(from))).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  test.each([
    ["UTF-16", utf16(TEXT), "utf-16le"],
    ["gzip", gzipSync(TEXT), "utf-8"],
    ["gzip of UTF-16", gzipSync(utf16(TEXT)), "utf-16le"],
    ["gzip of zstd", gzipSync(Buffer.from(COMPRESSED["zstd"]!, "base64")), "utf-8"],
    [
      "windows-1252 far from the beginning",
      Buffer.from(`${TEXT.repeat(60)}caf\xe9 ferm\xe9\n d\xe9j\xe0 vu\n`, "latin1"),
      "windows-1252",
    ],
  ])("is UTF-8, whole or from any byte of it on: %s", async (_, bytes, encoding) => {
    const whole = await read(bytes);
    expect(whole).toMatchObject({ encoding, isPlain: false });
    expect(whole.text.toString().startsWith(TEXT)).toBe(true);
    expect(whole.text.toString()).not.toContain("\ufffd");
    expect(whole.consumed.at(-1)).toBe(bytes.length);
    for (const from of [1, 4999, whole.text.length - 1, whole.text.length])
      expect((await read(bytes, from)).text.equals(whole.text.subarray(from))).toBe(true);
  });

  test("is handed out as far as it can be read", async () => {
    const bytes = gzipSync(TEXT);
    const input = await openInputText(file(bytes.subarray(0, bytes.length - 300)));
    let length = 0;
    const reading = async () => {
      for await (const chunk of input.read(0, LIMIT)) length += chunk.bytes.length;
    };
    await expect(reading()).rejects.toThrow(/^The gzip data is corrupt: unexpected end of file, after \d{4} bytes/);
    expect(length).toBeGreaterThan(5000);
  });

  test("is not read beyond a limit, nor if it is plainly none", async () => {
    await expect(read(gzipSync(TEXT), 0, 5000)).rejects.toThrow(/more than 5000 bytes, the most that is read/);
    await expect(read(gzipSync("\x7fELF\x02\x01\x01"))).rejects.toThrow(/^Inside the gzip data: .*a program/);
    await expect(read(Buffer.from("\x89PNG\r\n\x1a\n", "latin1"))).rejects.toThrow(/an image/);
    await expect(read(gzipSync(gzipSync(gzipSync(gzipSync("x")))))).rejects.toThrow(/more than 3 times over/);
  });

  test("of no bytes is empty", async () => {
    expect((await read("")).text).toHaveLength(0);
    expect((await read(gzipSync(""))).text).toHaveLength(0);
  });
});

describe("an input is told by its first bytes", () => {
  test.each([
    ["text", TEXT, [], null],
    ["gzip", gzipSync("text"), ["gzip"], null],
    ["a tar in gzip", Buffer.from(ARCHIVES["tar (pax)"]!, "base64"), ["gzip"], "tar"],
    ["a zip", Buffer.from(ARCHIVES["zip"]!, "base64"), [], "zip"],
    ["text that begins as bzip2 does", "BZh9 is no compressed log\n", [], null],
    ["text with the mark of a tar", `${" ".repeat(257)}ustar${" ".repeat(300)}`, [], null],
  ])("%s", async (_, bytes, compressions, archive) => {
    expect(await identifyInput(file(bytes))).toEqual({ compressions, archive });
  });
});

test("the first year-less time is found by the end of the text too, compressed or not", async () => {
  const line = (day: string) => `${day} 10:00:00 web1 sshd[7]: session opened for user lin\n`;
  const text = line("Oct 30").repeat(9000) + line("Mar  2");
  const reference = Date.UTC(2026, 11, 1);
  for (const bytes of [text, gzipSync(text), utf16(text)]) {
    const input = await openInputText(file(bytes));
    expect(await input.findFirstYearlessTimeMs(reference)).toBe(Date.UTC(2025, 9, 30, 10));
  }
  expect(await (await openInputText(file(gzipSync(TEXT)))).findFirstYearlessTimeMs(reference)).toBeUndefined();
});
