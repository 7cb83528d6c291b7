import { parseSearch } from "@faultline/logs";
import { describe, expect, it } from "vitest";
import type { EntryQuery } from "./event-store.ts";
import { literalsOf, type Required, requiredOf } from "./required-texts.ts";

describe("The texts that a record must have to match", () => {
  const cases: [string, string | null][] = [
    ["timeout", "timeout"],
    ["timeout pool", "timeout & pool"],
    ['"pool is full"', "pool is full"],
    ["timeout OR refused", "timeout | refused"],
    ["(timeout OR refused) pool", "(timeout | refused) & pool"],
    // Entries of the other kind may have nothing of it.
    ["timeout OR level:error", null],
    ["timeout level:error", "timeout"],
    ["-timeout", null],
    ["pool -timeout", "pool"],
    // Of what is short filters tell nothing.
    ["oom", null],
    ["12345", null],
    ["oops", "oops"],
    ["123456", "123456"],
    ["ab OR timeout", null],
    ["conn*reject", "conn & reject"],
    // K and ſ are other cases of k and s, where the engine knows all of Unicode.
    ["kills", "kills"],
    ["tokenized*backend", "enized"],
    ['"größte tasteful"', "teful"],
    ["/tokenized/", "tokenized"],
    ["/tokenized/i", "enized"],
    ["*", null],
    ["user:ada.lov", "ada.lov"],
    ["user:*", null],
    ["took:>500ms", null],
    ["message:declined", "declined"],
    ["raw:declined", "declined"],
    ["trace:4bf92f35", "4bf92f35"],
    // Their texts are not in the bytes of a record, or not as they are asked for.
    ["service:checkout", null],
    ["host:web-12", null],
    ["parse:failed", null],
    ["time:2026-11-22", null],
    // Of letters beyond ASCII the other case has other bytes.
    ["grÖsse", null],
    ["größtenteils", "tenteil"],
    ["/after 30\\d\\d ms/", "after 30"],
    ["/(timeout|refused)/", null],
  ];
  it.each(cases)("are of the query %j: %s", (query, required) => {
    const parsed = parseSearch(query);
    if (!parsed.ok || parsed.query === null) throw new Error("not a query");
    expect(shown(requiredOf({ query: parsed.query as EntryQuery }))).toBe(required);
  });

  it("are of a keyword and a query both", () => {
    const parsed = parseSearch("pool");
    const query = parsed.ok ? (parsed.query as EntryQuery) : undefined;
    expect(shown(requiredOf({ keyword: "full", query }))).toBe("full & pool");
    expect(requiredOf({})).toBeNull();
  });

  it.each([
    ["abc", ["abc"]],
    [String.raw`a\.b\/c`, ["a.b/c"]],
    ["colou?r", ["colo", "r"]],
    ["ab+c", ["a", "c"]],
    ["ab{2}c", ["a", "c"]],
    ["ab{2,}?c", ["a", "c"]],
    ["a.c", ["a", "c"]],
    ["^abc$", ["abc"]],
    ["a[^]x]b[a-z]*c", ["a", "b", "c"]],
    ["a[[:digit:]]b", ["a", "b"]],
    [String.raw`id=\d+\bx`, ["id=", "x"]],
    [String.raw`a\p{Greek}b\pNc\x{10FFFF}d\x41e\101f`, ["a", "b", "c", "d", "e", "f"]],
    ["a💥?b", ["a", "b"]],
    // Nothing is said of what has parts of its own.
    ["a|b", []],
    ["a(b)c", []],
    ["(?i)abc", []],
    [String.raw`\Qa.b\E`, []],
    ["a{b", []],
  ])("of the regular expression %s are %j", (source, literals) => {
    expect(literalsOf(source).filter((literal) => literal !== "")).toEqual(literals);
  });
});

function shown(required: Required | null, isWithin = false): string | null {
  if (required === null) return null;
  if (required.kind === "text") return required.text;
  const joined = required.of.map((each) => shown(each, true)).join(required.kind === "all" ? " & " : " | ");
  return isWithin ? `(${joined})` : joined;
}
