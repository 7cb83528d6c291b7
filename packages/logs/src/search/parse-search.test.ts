import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { formatSearch } from "./format-search.ts";
import { parseSearch } from "./parse-search.ts";
import type { SearchNode } from "./search-query.ts";
import { anyQuery, withoutSpans } from "./testing/queries.ts";

/** The query in prefix form: `(and (words api) (service = web))`. */
function shown(text: string): string {
  const parsed = parseSearch(text);
  return parsed.ok ? shownNode(parsed.query) : `error: ${parsed.error.message}`;
}

function shownNode(node: SearchNode | null): string {
  if (node === null) return "all";
  if ("terms" in node) return `(${node.kind} ${node.terms.map(shownNode).join(" ")})`;
  if (node.kind === "not") return `(not ${shownNode(node.term)})`;
  if (node.kind === "words") return shownTest(node.pattern);
  return `${node.field}=${shownTest(node.test)}`;
}

function shownTest(test: any): string {
  if (test.kind === "text") return JSON.stringify(test.text);
  if (test.kind === "wildcard") return JSON.stringify(test.parts);
  if (test.kind === "regex") return `/${test.source}/${test.ignoresCase ? "i" : ""}`;
  return test.kind === "exists" ? "*" : `${test.operator}${test.value}`;
}

describe("A query", () => {
  const queries: [string, string, string][] = [
    ["nothing", " \t", "all"],
    ["a word", "timeout", '"timeout"'],
    ["words that must all be there", "time out", '(and "time" "out")'],
    ["a phrase", '"time out"', '"time out"'],
    [
      "quotes and backslashes in a phrase",
      String.raw`"say \"hi\" C:\\ \d"`,
      JSON.stringify(String.raw`say "hi" C:\ \d`),
    ],
    ["a value of a field", "service:checkout-api", 'service="checkout-api"'],
    ["a value with blanks", 'service:"checkout api"', 'service="checkout api"'],
    ["a field by another name, in any case", "ENV:prod", 'environment="prod"'],
    ["an attribute whose name is anything", '"user name":ada', 'user name="ada"'],
    ["an attribute called as a field is", "attributes.level:5", 'attributes.level="5"'],
    ["a level", "level:warn", 'level="warn"'],
    ["a comparison of levels", "level:>=warning", "level=>=warning"],
    ["a comparison of numbers", "status:>=500", "status=>=500"],
    ["a comparison of lengths of time", "took:<250ms", "took=<250ms"],
    ["a comparison of times", "time:>2026-11-22T10:00", "time=>2026-11-22T10:00"],
    ["a field that is there", "user:*", "user=*"],
    ["a wildcard", "host:web-*", 'host=["web-",""]'],
    ["a word with wildcards", "conn*re*", '["conn","re",""]'],
    ["stars that are none", String.raw`a\*b`, '"a*b"'],
    ["a regular expression", String.raw`/time ?out\/s \d+/`, String.raw`/time ?out/s \d+/`],
    ["a regular expression in any case", "path:/^.API/i", "path=/^.API/i"],
    ["paths, which are no regular expressions", "/api/v1 path:/var/log", '(and "/api/v1" path="/var/log")'],
    [
      "what has colons and is no field",
      "http://a:80/ 12:30 tokio::spawn",
      '(and "http://a:80/" "12:30" "tokio::spawn")',
    ],
    ["a backslash that is one", String.raw`C:\temp a\b`, String.raw`(and "C:\\temp" "a\\b")`],
    ["what is left out", "-debug -service:web", '(and (not "debug") (not service="web"))'],
    ["what is left out by NOT", "NOT debug", '(not "debug")'],
    ["a minus within a word or alone", "a-b - c", '(and "a-b" "-" "c")'],
    ["alternatives, looser than what stands side by side", "a b OR c AND d", '(or (and "a" "b") (and "c" "d"))'],
    ["parentheses", "(a OR b) (c d)", '(and (or "a" "b") "c" "d")'],
    ["a group that is left out", "-(a OR b)", '(not (or "a" "b"))'],
    ["values of one field", "service:(web OR -api)", '(or service="web" (not service="api"))'],
    ["words that are no operators", "and or ANDROID NOTE", '(and "and" "or" "ANDROID" "NOTE")'],
  ];
  it.each(queries)("may have %s", (_, text, expected) => expect(shown(text)).toBe(expected));

  it("knows where each of its terms stands", () => {
    const text = 'a (service:"b c" OR -/d/)';
    const places: string[] = [];
    const collect = (node: SearchNode): void => {
      if ("terms" in node) node.terms.forEach(collect);
      else if (node.kind === "not") collect(node.term);
      else places.push(text.slice(node.span.start, node.span.end));
    };
    const parsed = parseSearch(text);
    if (parsed.ok && parsed.query) collect(parsed.query);
    expect(places).toEqual(["a", 'service:"b c"', "/d/"]);
  });
});

describe("A query that cannot be understood", () => {
  const mistakes: [string, string, string][] = [
    ["(a OR b", "(", "A closing parenthesis is missing."],
    ["service:(a", "(", "A closing parenthesis is missing."],
    ["a) b", ")", "This closing parenthesis has no opening one."],
    [")", ")", "This closing parenthesis has no opening one."],
    ["a ()", "()", "There is nothing between these parentheses."],
    ['a "b c', '"b c', "A closing quote is missing."],
    ['host:"b', '"b', "A closing quote is missing."],
    ["a OR", "OR", "Something must follow OR."],
    ["a OR OR b", "OR", "Something must follow OR."],
    ["AND b", "AND", "Something must stand before AND."],
    ["a AND )", "AND", "Something must follow AND."],
    ["a NOT", "NOT", "Something must follow NOT."],
    ["a -OR", "-", "Something must follow the minus sign."],
    ["a level: b", "level:", "A value is missing after level: (in quotes the colon is searched for)."],
    ["level:loud", "loud", "Levels are FATAL, ERROR, WARNING, INFO, DEBUG, TRACE."],
    ["level:>loud", ">loud", "Levels are FATAL, ERROR, WARNING, INFO, DEBUG, TRACE."],
    ["service:>web", ">web", "service has no order: it cannot be compared by >."],
    ["status:>=high", ">=high", "status is compared with a number, or with a time such as 250ms."],
    ["line:x", "x", "line is a whole number."],
    ["time:>noon", ">noon", "time is compared with a date or a time such as 2026-11-22T14:30."],
    ["time:2026-02-30", "2026-02-30", "time is compared with a date or a time such as 2026-11-22T14:30."],
    ["parse:bad", "bad", "parse is one of failed, partial, parsed."],
    ["service:(a host:b)", "host:b", "Among the values of service there can be no field."],
  ];
  it.each(mistakes)("%s points at %s", (text, place, message) => {
    const parsed = parseSearch(text);
    if (parsed.ok) throw new Error("was understood");
    expect(parsed.error.message).toBe(message);
    expect(text.slice(parsed.error.start, parsed.error.end)).toBe(place);
  });

  it.each([
    ["long", "a".repeat(5000)],
    ["deep", "(".repeat(60) + "a" + ")".repeat(60)],
    ["deep by its minus signs", "-".repeat(4000) + "a"],
    ["rich in terms", "a ".repeat(300)],
  ])("may be too %s", (_, text) => expect(parseSearch(text).ok).toBe(false));
});

const pieces = fc.constantFrom(
  "a",
  " ",
  "(",
  ")",
  '"',
  ":",
  "-",
  "*",
  "/",
  "\\",
  "level:",
  ">=",
  "OR",
  "AND ",
  "NOT ",
  "5",
  "\u0000",
  "\ud800",
);

test("Any text is a query or has an error that points into it", () => {
  const texts = fc.oneof(
    fc.string({ unit: "binary", maxLength: 60 }),
    fc.array(pieces, { maxLength: 30 }).map((all) => all.join("")),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const parsed = parseSearch(text);
      if (parsed.ok) return;
      expect(parsed.error.start).toBeLessThan(parsed.error.end);
      expect(parsed.error.start).toBeGreaterThanOrEqual(0);
      expect(parsed.error.end).toBeLessThanOrEqual(text.length);
      expect(parsed.error.message).toMatch(/\.$/);
    }),
    { numRuns: 1000 },
  );
});

test("A query that is written out and read again is the same", () => {
  fc.assert(
    fc.property(anyQuery, (query) => {
      const parsed = parseSearch(formatSearch(query));
      expect(parsed.ok && withoutSpans(parsed.query)).toEqual(withoutSpans(query));
    }),
    { numRuns: 500 },
  );
});
