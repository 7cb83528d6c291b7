import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { encodeText } from "../text.ts";
import { blocksOf } from "./testing/read.ts";
import { rowsOf } from "./testing/rows.ts";

const APP = "2026-11-22T14:03:07.412Z INFO cart-service added item 7";

const lines = fc.constantFrom(
  APP,
  "2026-11-22T14:03:08.000Z ERROR cart-service lost item 8",
  '{"time":"2026-11-22T14:03:09Z","level":"warn","msg":"say \\"hi\\"","n":3}',
  "Nov 22 14:03:10 web-3 sshd[12]: error: no",
  "Jan  1 00:00:10 web-3 sshd[12]: happy new year",
  '192.0.2.7 - - [22/Nov/2026:14:03:07 +0000] "GET /a HTTP/1.1" 200 5',
  "java.io.IOException: gone",
  "\tat a.b.C(D.java:1)",
  "Caused by: x",
  "",
  "   ",
  "garbage",
  "SELECT 1 FROM",
  "level=info msg=ok",
  "{",
  '  "msg": "a\\tb", "level": "warn"',
  "}",
  "\u0000\u0001",
  '{"log":"2026-11-22T14:03:07.412Z ERROR cart-service lost\\n","stream":"stderr","time":"2026-11-22T14:03:07.5Z"}',
  '{"log":"\\tat a.b.C(D.java:1)\\r\\n","stream":"stderr","time":"2026-11-22T14:03:07.5Z"}',
  '{"log":"half a \\"line ","stream":"stderr","time":"2026-11-22T14:03:07.5Z"}',
  '{"log":"\\n","stream":"stdout","time":"2026-11-22T14:03:07.5Z"}',
  "2026-11-22T14:03:07.412345Z stdout F java.io.IOException: gone",
  "2026-11-22T14:03:07.412345Z stdout F     at a.b.C(D.java:1)",
  "2026-11-22T14:03:07.412345Z stdout P level=info ",
  "2026-11-22T14:03:07.412345Z stderr F msg=ok",
  "2026-11-22T14:03:07.412345Z stdout F ",
  "\u001b[2Kweb-1  | \u001b[31mERROR: no\u001b[0m",
  "web-1  | Traceback (most recent call last):",
  'web-1  |   File "a.py", line 3',
  "cart.Broken",
  "\u001b[32mINFO\u001b[0m",
  "\u0000\u0000\u0000" + APP,
  "\tat a.b\u001b[0m.C(D.java:1)",
  "Traceback (most recent call last):",
  "During handling of the above exception, another exception occurred:",
  "panic: no",
  "[",
  "  {",
  '  {"level": "warn"},',
  '    "message": "2026-11-22 14:03:07,412 WARN [main] com.shop.Cart - lost item 8"',
  "  },",
  "]",
  "],",
  '"all": [',
  "id,time,message",
  '7,2026-11-22T14:03:07Z,"a',
  'b"',
);
const ends = fc.constantFrom("\n", "\n", "\r\n");
const logText = fc
  .tuple(
    fc.constantFrom("", "[\n", "[{\n", '{\n"all": [\n{\n'),
    fc.array(fc.tuple(lines, ends), { maxLength: 40 }),
    lines,
  )
  .map(([first, all, last]) => encodeText(first + all.map(([line, end]) => line + end).join("") + last));
const REQUEST = '{"resourceLogs":[{"resource":{},"scopeLogs":[{"scope":{},"logRecords":[';

/** Objects on one line, which are lines of their own. */
const joinedText = fc
  .tuple(
    fc.constantFrom("[", '{"Records": [', " [ ", "", REQUEST, REQUEST),
    fc.array(
      fc.constantFrom(
        '{"level":"warn"}',
        '{"msg":"a \\"}{"}',
        "{}",
        ", ",
        ",",
        "\n",
        "\r\n",
        "]",
        "]}",
        "[",
        '"logs":[',
        APP,
        '{"severityText":"Error","body":{"stringValue":"a"}}',
        ']},{"scope":{"name":"x"},"logRecords":[',
        ']}]},{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"s"}}]},"scopeLogs":[{"logRecords":[',
        "]}]}]}\n",
        REQUEST,
      ),
      { maxLength: 40 },
    ),
  )
  .map(([first, parts]) => encodeText(first + parts.join("")));
const anyBytes = fc.oneof(logText, joinedText, fc.uint8Array({ maxLength: 300 }));
const limits = fc.record({
  blockBytes: fc.integer({ min: 1, max: 400 }),
  blockRecords: fc.integer({ min: 1, max: 8 }),
  maxRecordBytes: fc.integer({ min: 8, max: 200 }),
});

describe("whatever the bytes, the reader", () => {
  test("gives them back: the records' raw text in order is the input", () => {
    fc.assert(
      fc.property(anyBytes, limits, (bytes, options) => {
        const blocks = blocksOf(bytes, options);
        const raw = blocks.flatMap(({ block }) => [...block.bytes.subarray(0, block.rawLength)]);
        expect(raw).toEqual([...bytes]);
        for (const { block } of blocks) {
          expect(block.length).toBeGreaterThan(0);
          expect(block.rawStart[0]).toBe(0);
          expect(block.rawStart[block.length]).toBe(block.rawLength);
          for (let row = 0; row < block.length; row++) {
            expect(block.rawStart[row + 1]).toBeGreaterThan(block.rawStart[row]);
            expect(block.messageEnd[row]).toBeGreaterThanOrEqual(block.messageStart[row]);
            expect(block.messageEnd[row]).toBeLessThanOrEqual(block.bytes.length);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  test("yields the same blocks however it is cut into chunks", () => {
    fc.assert(
      fc.property(anyBytes, limits, fc.array(fc.nat(), { maxLength: 20 }), (bytes, options, cuts) => {
        expect(blocksOf(bytes, options, cuts)).toEqual(blocksOf(bytes, options));
      }),
      { numRuns: 300 },
    );
  });

  test("goes on from any block as if it had never stopped", () => {
    fc.assert(
      fc.property(anyBytes, limits, (bytes, options) => {
        const blocks = blocksOf(bytes, options);
        for (const [i, { stateAfter }] of blocks.entries()) {
          const resumeFrom = JSON.parse(JSON.stringify(stateAfter));
          const rest = blocksOf(bytes.slice(stateAfter.byteOffset), { ...options, resumeFrom });
          expect(rest).toEqual(blocks.slice(i + 1));
        }
      }),
      { numRuns: 150 },
    );
  });

  test("numbers lines without gaps", () => {
    fc.assert(
      fc.property(logText, fc.integer({ min: 1, max: 8 }), (bytes, blockRecords) => {
        const rows = rowsOf(blocksOf(bytes, { blockRecords }));
        let next = 1;
        for (const row of rows) {
          expect(row.line).toBe(next);
          next += row.lines;
        }
        const ended = bytes.filter((byte) => byte === 10).length + (bytes.at(-1) === 10 || bytes.length === 0 ? 0 : 1);
        expect(next - 1).toBe(ended);
      }),
      { numRuns: 200 },
    );
  });
});
