import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { completeSearch, completionAt } from "./completion.ts";

/** `|` marks the cursor. */
function at(marked: string) {
  const cursor = marked.indexOf("|");
  return { text: marked.replace("|", ""), cursor };
}

describe("What is being typed", () => {
  const cases: [string, unknown][] = [
    ["|", { kind: "field", prefix: "", span: { start: 0, end: 0 } }],
    ["ser|", { kind: "field", prefix: "ser", span: { start: 0, end: 3 } }],
    ["a ser|vi b", { kind: "field", prefix: "ser", span: { start: 2, end: 7 } }],
    ["a -se|", { kind: "field", prefix: "se", span: { start: 3, end: 5 } }],
    ["(a OR|", { kind: "field", prefix: "OR", span: { start: 3, end: 5 } }],
    ["level:|", { kind: "value", field: "level", prefix: "", span: { start: 6, end: 6 } }],
    ["level:>=wa| x", { kind: "value", field: "level", prefix: "wa", span: { start: 8, end: 10 } }],
    ['host:"web 1|', { kind: "value", field: "host", prefix: "web 1", span: { start: 5, end: 11 } }],
    ['host:"web |1" x', { kind: "value", field: "host", prefix: "web ", span: { start: 5, end: 12 } }],
    ["service:(web OR a|)", { kind: "value", field: "service", prefix: "a", span: { start: 16, end: 17 } }],
    ["service:(web |", { kind: "value", field: "service", prefix: "", span: { start: 13, end: 13 } }],
    ["service:(web) |", { kind: "field", prefix: "", span: { start: 14, end: 14 } }],
    ['"a phra|se"', { kind: "none" }],
    ['host:"web"|', { kind: "none" }],
    ["host:/we|b/", { kind: "value", field: "host", prefix: "/we", span: { start: 5, end: 10 } }],
  ];
  it.each(cases)("is told at %s", (marked, expected) => {
    const { text, cursor } = at(marked);
    expect(completionAt(text, cursor)).toEqual(expected);
  });

  const choices: [string, string, string][] = [
    ["ser|", "service", "service:|"],
    ["a ser|v:x", "service", "a service:|x"],
    ["level:e|", "ERROR", "level:ERROR |"],
    ['host:"web |1" x', "web 12", 'host:"web 12"| x'],
    ["service:(a|)", "api", "service:(api|)"],
    ["|", "user name", '"user name":|'],
  ];
  it.each(choices)("%s becomes, by choosing %s, %s", (marked, choice, expected) => {
    const { text, cursor } = at(marked);
    const completion = completionAt(text, cursor);
    if (completion.kind === "none") throw new Error("nothing is typed");
    expect(completeSearch(text, completion, choice)).toEqual(at(expected));
  });
});

test("Whatever the text and the cursor, there is an answer", () => {
  const piece = fc.constantFrom("a", " ", "(", ")", '"', ":", "-", "*", "/", "\\", "level:", "OR");
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), fc.nat(20), (pieces, place) => {
      const text = pieces.join("");
      const cursor = Math.min(place, text.length);
      const completion = completionAt(text, cursor);
      if (completion.kind === "none") return;
      expect(completion.span.start).toBeLessThanOrEqual(cursor);
      expect(completion.span.end).toBeGreaterThanOrEqual(cursor);
      expect(completion.span.end).toBeLessThanOrEqual(text.length);
    }),
    { numRuns: 2000 },
  );
});
