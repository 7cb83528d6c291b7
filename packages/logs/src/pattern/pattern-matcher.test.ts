import { expect, test } from "vitest";
import { AttributeNames } from "../attribute-names.ts";
import { ByteBuffer } from "../byte-buffer.ts";
import { Captures, FIRST_ATTRIBUTE, IGNORED, MESSAGE } from "../captures.ts";
import { levelOfCode } from "../level.ts";
import { KeyTable } from "../structured/key-table.ts";
import { StructuredData } from "../structured/structured-data.ts";
import { decodeText, encodeText } from "../text.ts";
import { TimestampParser } from "../timestamps/timestamp-parser.ts";
import { YearlessClock } from "../timestamps/yearless-clock.ts";
import { PatternMatcher } from "./pattern-matcher.ts";
import { parsePattern } from "./pattern-syntax.ts";
import * as program from "./program.ts";
import { compilePattern } from "./program.ts";

/** What a pattern finds in a line, by name; null where the line does not fit. */
function match(pattern: string, line: string): Record<string, string> | null {
  const names = new AttributeNames([]);
  const program = compilePattern(pattern, (name) => names.idOf(name));
  const structured = new StructuredData(new KeyTable({}, [], names));
  const matcher = new PatternMatcher(new TimestampParser(new YearlessClock(0)), structured);
  const captures = new Captures(new ByteBuffer(8));
  const bytes = encodeText(line);
  if (!matcher.match(program, bytes, 0, bytes.length, captures)) return null;
  const found: Record<string, string> = {};
  for (let i = 0; i < captures.count; i++) {
    const field = captures.field[i];
    if (field === IGNORED) continue;
    const code = field === MESSAGE ? 0 : names.codeOf(field - FIRST_ATTRIBUTE);
    const name = code === 0 ? "message" : names.values()[code]!;
    found[name] = decodeText(bytes, captures.start[i], captures.end[i]);
  }
  return found;
}

test.each([
  ["{a:word} {b:int}", "x   42", { a: "x", b: "42" }],
  ["{a:word} {b:int}", "x y", null],
  ["{a:until}: {message}", "a b : c: d", { a: "a b", message: "c: d" }],
  ["{message:before-last} ({a:class})", "did (x) well (a.b.C)", { message: "did (x) well", a: "a.b.C" }],
  ["[{a:nested}] {message}", "[q[1]/x  ] y", { a: "q[1]/x", message: "y" }],
  ['"{a:quoted}" {message}', '"say \\"hi\\"" y', { a: 'say \\"hi\\"', message: "y" }],
  ["{<message}{a:word} {b:word}{>message} {c:word}", "x y z", { message: "x y", a: "x", b: "y", c: "z" }],
  ["-- {<message}at {a:until}{>message} --", "-- at x - y --", { message: "at x - y", a: "x - y" }],
  ["{a:name}{?[{b:int}]?}: {message}", "sshd[7]: m", { a: "sshd", b: "7", message: "m" }],
  ["{a:name}{?[{b:int}]?}: {message}", "sshd: m", { a: "sshd", message: "m" }],
  ["{?{a:int} {b:int} ?}{message}", "1 2 x", { a: "1", b: "2", message: "x" }],
  ["{?{a:int} {b:int} ?}{message}", "1 x", { message: "1 x" }],
  ["{?a{?b?}?}{message}", "abc", { message: "c" }],
  ["{a:name} {message}", "123 x", null],
  ["{a:word}", "x y", null],
  ["{a:ident}@{b:ident} {message}", "web-1.x@my_db (x)", { a: "web-1.x", b: "my_db", message: "(x)" }],
  ["{a:ident}@{b:ident}", "@b", null],
  ["{a:ident}:{_:gap}{message}", "a:  \tx", { a: "a", message: "x" }],
  ["{a:ident}:{_:gap}{message}", "a: x", null],
  [
    "{a:uuid} {message}",
    "7f3c1a90-1d2e-4c5b-8a77-0d9e5b1c2f34 x",
    { a: "7f3c1a90-1d2e-4c5b-8a77-0d9e5b1c2f34", message: "x" },
  ],
  ["{a:uuid} {message}", "7f3c1a90-1d2e-4c5b-8a77-0d9e5b1c2fxx x", null],
  ["{a:uuid}", "7f3c1a90-1d2e-4c5b-8a77-0d9e5b1c2f3", null],
  ["{level:capitals} {message}", "ERROR x", { message: "x" }],
  ["{level:capitals} {message}", "Error x", null],
  ["{level}/{a:ident}: {message}", "INFO/Main-1: x", { a: "Main-1", message: "x" }],
])("the pattern %s finds in %s its fields", (pattern, line, expected) => {
  expect(match(pattern, line)).toEqual(expected);
});

test.each([
  ["* x", "INFO"],
  ["#x", null],
  ["WARN x", "WARNING"],
])("a part of a pattern that stands for a level gives it to %s", (line, expected) => {
  const program = compilePattern("{?*{level:info}?}{?#{level:error}:?}{?{level}?}{message}", () => 0);
  const structured = new StructuredData(new KeyTable({}, [], new AttributeNames([])));
  const matcher = new PatternMatcher(new TimestampParser(new YearlessClock(0)), structured);
  const captures = new Captures(new ByteBuffer(8));
  const bytes = encodeText(line);
  expect(matcher.match(program, bytes, 0, bytes.length, captures)).toBe(true);
  expect(levelOfCode(captures.level)).toBe(expected);
});

test.each([
  ["{?a", '"{?" without "?}"'],
  ["a?}", '"?}" without "{?"'],
  ["{timestamp:noon}", "cannot be of type noon"],
  ["{level:int}", "cannot be of type int"],
  ["{?".repeat(9) + "?}".repeat(9), "nests too deep"],
])("the pattern %s is refused with the reason", (pattern, reason) => {
  expect(() => parsePattern(pattern)).toThrow(reason);
});

test("a field that ends at a literal is refused where none follows", () => {
  expect(() => compilePattern("{a:until}{b:word}", () => 0)).toThrow("{a:until} needs a literal after it");
});

test("it is known of every operation how many operands it has, without which the matcher would not go on", () => {
  const operations = Object.entries(program).filter(([name]) => name.startsWith("OP_"));
  expect(operations.length).toBeGreaterThan(20);
  for (const [name, operation] of operations) expect(program.OPERANDS[operation as number], name).toBeDefined();
});
