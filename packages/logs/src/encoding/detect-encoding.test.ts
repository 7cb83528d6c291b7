import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { randomOf } from "../testing/random.ts";
import { detectEncoding } from "./detect-encoding.ts";
import { encodeAs } from "./testing/encode-as.ts";
import { ENCODED_TEXTS } from "./testing/texts.ts";

const LINE = "2026-03-14 09:00:27 INFO order 88213 placed\n";
const latin1 = (text: string) => Buffer.from(text, "latin1");

describe("the encoding of a log is told", () => {
  test.each(ENCODED_TEXTS)("when it is $language in $encoding ($mark)", ({ encoding, text, mark }) => {
    expect(detectEncoding(encodeAs(encoding, mark + text))).toBe(encoding);
  });

  test.each(ENCODED_TEXTS)("when half of it is cut off: $language in $encoding", ({ encoding, text, mark }) => {
    const bytes = encodeAs(encoding, mark + text);
    for (let cut = 0; cut < 5; cut++)
      expect(detectEncoding(bytes.subarray(0, (bytes.length >> 1) + cut))).toBe(encoding);
  });

  test.each(ENCODED_TEXTS)("when most of it is ASCII: $language in $encoding", ({ encoding, text, mark }) => {
    const ascii = LINE.repeat(200);
    expect(detectEncoding(encodeAs(encoding, mark + ascii + text + ascii))).toBe(encoding);
  });

  test("by a few words alone, without anything of ASCII around them", () => {
    expect(detectEncoding(encodeAs("windows-1251", "Доброе утро\nСпокойной ночи\n"))).toBe("windows-1251");
    expect(detectEncoding(encodeAs("gb18030", "早上好\n晚安\n再见\n"))).toBe("gb18030");
  });
});

describe("a log stays UTF-8", () => {
  test("when it is ASCII or valid UTF-8, whatever it says", () => {
    const text = fc.oneof(
      fc.string({ maxLength: 60 }),
      fc.string({ unit: "grapheme", maxLength: 60 }),
      fc.constantFrom("Größe 3 €\n", "早上好\n", "Доброе утро\n", LINE),
    );
    fc.assert(
      fc.property(fc.array(text, { minLength: 1 }), (parts) => {
        // Zero bytes make a text of UTF-16; they have a test of their own.
        const bytes = Buffer.from(parts.join("").replaceAll("\0", "0"));
        expect(detectEncoding(bytes)).toBe("utf-8");
      }),
    );
  });

  test("when most of what is beyond ASCII in it is UTF-8, and some bytes are bad", () => {
    const mixed = Buffer.concat([Buffer.from("Größe geprüft, Übergabe läuft\n"), latin1("Gr\xf6\xdfe gepr\xfcft\n")]);
    expect(detectEncoding(mixed)).toBe("utf-8");
    const half = Buffer.concat([Buffer.from("läuft über Köln\n"), latin1("l\xe4uft \xfcber K\xf6ln\n")]);
    expect(detectEncoding(half)).toBe("utf-8");
  });

  test("when a surrogate is written as if it were a character", () => {
    expect(detectEncoding(latin1("name=\xed\xb9\xa4 ????\n"))).toBe("utf-8");
  });

  test.each([
    ["two odd bytes", latin1(`${LINE}state=\xff\xfe\n`)],
    ["a block of bytes of all values", Uint8Array.from({ length: 2048 }, (_byte, i) => i * 37 + (i >> 8))],
    [
      "zero bytes where a file was cut short and grew again",
      Buffer.concat([Buffer.alloc(4096), latin1(LINE.repeat(9))]),
    ],
    ["records that end with zero bytes", latin1("a=1\0b=2\0message=order placed\0".repeat(20))],
    ["numbers of 16 bits", Uint8Array.from({ length: 4000 }, (_byte, i) => (i % 2 === 0 ? (i >> 1) % 200 : 0))],
    ["nothing", new Uint8Array(0)],
  ])("when there is no evidence for anything else: %s", (_, bytes) => {
    expect(detectEncoding(bytes)).toBe("utf-8");
  });

  test("when bytes are noise", () => {
    const random = randomOf(1);
    for (let run = 0; run < 300; run++) {
      const noise = Uint8Array.from({ length: 50 + run }, () => random() * 256);
      expect(detectEncoding(noise)).toBe("utf-8");
    }
  });
});
