import fc from "fast-check";
import { expect, test } from "vitest";
import { ByteBuffer } from "../byte-buffer.ts";
import { Captures, DECODED, FIRST_ATTRIBUTE, MESSAGE } from "../captures.ts";
import { AttributeNames } from "../attribute-names.ts";
import { type LevelCode, levelOfCode } from "../level.ts";
import { decodeText, encodeText } from "../text.ts";
import { TimestampParser } from "../timestamps/timestamp-parser.ts";
import { YearlessClock } from "../timestamps/yearless-clock.ts";
import { FieldCollector } from "./field-collector.ts";
import { JsonLine } from "./json-line.ts";
import { decodeJsonString } from "./json-string.ts";
import { KeyTable } from "./key-table.ts";

/** The values of a JSON line by name, or null where it is not one. */
function read(text: string, lifted: readonly string[] = []): Record<string, string> | null {
  const names = new AttributeNames([]);
  const keys = new KeyTable({}, [], names, { lifted });
  const fields = new FieldCollector(new TimestampParser(new YearlessClock(0)));
  const captures = new Captures(new ByteBuffer(16));
  const bytes = encodeText(text);
  const line = new JsonLine(keys, fields);
  // Twice, so that keys are also found where the line before had them.
  if (!line.parse(bytes, 0, bytes.length, captures)) return null;
  captures.clear();
  expect(line.parse(bytes, 0, bytes.length, captures)).toBe(true);
  const values: [string, string][] = [];
  for (let i = 0; i < captures.count; i++) {
    const isDecoded = captures.start[i] >= DECODED;
    const base = isDecoded ? DECODED : 0;
    const source = isDecoded ? captures.decoded.bytes : bytes;
    const code = names.codeOf(captures.field[i] - FIRST_ATTRIBUTE);
    values.push([names.values()[code], decodeText(source, captures.start[i] - base, captures.end[i] - base)]);
  }
  return Object.fromEntries(values);
}

test("the values of an object are those that JSON.parse finds", () => {
  const key = fc.string({ minLength: 1 }).filter((text) => JSON.stringify(text) === `"${text}"` && !text.includes("."));
  const value = fc.oneof(fc.string({ unit: "grapheme" }), fc.integer(), fc.boolean(), fc.array(fc.string()));
  fc.assert(
    fc.property(fc.dictionary(key, value, { noNullPrototype: true }), fc.boolean(), (object, spaced) => {
      const expected = Object.entries(object).map(([name, item]) => [
        name,
        typeof item === "string" ? item : JSON.stringify(item),
      ]);
      const text = spaced ? JSON.stringify(object).replace(/^\{"/, '{ "') : JSON.stringify(object);
      expect(read(text)).toEqual(Object.fromEntries(expected));
    }),
  );
});

test("objects inside objects lend their names, those inside four are kept as text", () => {
  expect(read('{"log":{"level":"warn","at":{"file":{"name":"a.c","of":{"x":1}}}},"n":null,"e":{}}')).toEqual({
    "log.level": "warn",
    "log.at.file.name": "a.c",
    "log.at.file.of": '{"x":1}',
  });
});

test("lifted keys lend no name, and pairs of keys and values are attributes", () => {
  const line =
    '{"logs":[{"resource":{"attributes":[{"key":"host.name","value":{"stringValue":"web-3"}},{"key":"n","value":{"intValue":"7"}}]},"records":[{"body":{"text":"say \\"hi\\""},"attributes":[]},{"body":{"text":"second"}}]}]}';
  expect(read(line, ["logs", "resource", "attributes", "records"])).toEqual({
    "host.name": "web-3",
    n: "7",
    "body.text": 'say "hi"',
  });
});

test("of several records in a line the first is read, with the messages of all and the most severe level", () => {
  const names = new AttributeNames([]);
  const roles = { message: ["body"], level: ["severityText", "severityNumber"] };
  const keys = new KeyTable(roles, [], names, { lifted: ["records"] });
  const captures = new Captures(new ByteBuffer(16));
  const line = new JsonLine(keys, new FieldCollector(new TimestampParser(new YearlessClock(0))));
  const bytes = encodeText(
    '{"records":[{"body":"a","severityText":"INFO","x":1},{"body":"b","severityNumber":17,"x":2},{"body":"say \\"c\\""}]}',
  );
  expect(line.parse(bytes, 0, bytes.length, captures)).toBe(true);
  const at = captures.indexOf(MESSAGE);
  const message = decodeText(captures.decoded.bytes, captures.start[at] - DECODED, captures.end[at] - DECODED);
  expect(message).toBe('a\nb\nsay "c"');
  expect(levelOfCode(captures.level as LevelCode)).toBe("ERROR");
  expect(captures.field.subarray(0, captures.count).filter((field) => field >= FIRST_ATTRIBUTE)).toHaveLength(1);
});

test("a line of an array of objects may end with a comma", () => {
  expect(read('{"a":1},')).toEqual({ a: "1" });
});

test.each(['{"a":1', '{"a":1}x', '{"a"}', "{a:1}", '{"a":}', '{"a":"b}', "[1]", '{"a":1,}', '{"a":[1}'])(
  "%s is not a JSON line",
  (text) => expect(read(text)).toBeNull(),
);

test("a string is decoded as JSON.parse does", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      // Every unit beyond ASCII as an escape of four digits, which JSON.stringify itself writes only for some.
      const escaped = JSON.stringify(text)
        .slice(1, -1)
        .replaceAll(/[^ -~]/g, escapeUnit);
      const out = new ByteBuffer(4);
      const bytes = encodeText(escaped);
      decodeJsonString(bytes, 0, bytes.length, out);
      expect(decodeText(out.bytes, 0, out.length)).toBe(decodeText(encodeText(text), 0, encodeText(text).length));
    }),
  );
});

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

test("keys that are lifted may nest without end", () => {
  const line = `${'{"a":'.repeat(4000)}1${"}".repeat(4000)}`;
  expect(Object.keys(read(line, ["a"])!)).toHaveLength(1);
});
