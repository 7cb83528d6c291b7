import fc from "fast-check";
import type { FieldTest, SearchNode, SearchPattern } from "../search-query.ts";

const span = { start: 0, end: 0 };
const odd = fc.constantFrom(
  "a",
  "B",
  "é",
  "*",
  "/",
  "\\",
  '"',
  "(",
  ")",
  ":",
  "-",
  " ",
  "\n",
  ">",
  "=",
  "AND",
  "OR",
  "💥",
);
const text = fc.array(odd, { maxLength: 5 }).map((pieces) => pieces.join(""));
const someText = text.filter((each) => each !== "");

const textPattern = text.map((each): SearchPattern => ({ kind: "text", text: each }));
const wildcard = fc
  .array(text, { minLength: 2, maxLength: 4 })
  // Stars side by side are one.
  .filter((parts) => parts.slice(1, -1).every((part) => part !== "") && parts.some((part) => part !== ""))
  .map((parts): SearchPattern => ({ kind: "wildcard", parts }));
const regex = fc
  .record({
    source: someText.map((each) => each.replaceAll("\\", "")).filter((each) => each !== ""),
    ignoresCase: fc.boolean(),
  })
  .map((each): SearchPattern => ({ kind: "regex", ...each }));
const pattern = fc.oneof(textPattern, wildcard, regex);

const compared = fc
  .record({
    operator: fc.constantFrom("<" as const, "<=" as const, ">" as const, ">=" as const),
    value: fc.constantFrom("1", "-2.5", "30ms"),
  })
  .map((each): FieldTest => ({ kind: "compare", ...each }));
const test = fc.oneof(pattern, compared, fc.constant<FieldTest>({ kind: "exists" }));
const field = someText.map((each) => `_${each}`);

const leaf = fc.oneof(
  pattern.map((each): SearchNode => ({ kind: "words", pattern: each, span })),
  fc.record({ field, test }).map((each): SearchNode => ({ kind: "field", span, ...each })),
);

const valuesOfOneField = fc
  .record({ field, tests: fc.array(fc.tuple(test, fc.boolean()), { minLength: 2, maxLength: 3 }) })
  .map(({ field: name, tests }): SearchNode => {
    const terms = tests.map(([each, isNot]): SearchNode => {
      const node: SearchNode = { kind: "field", field: name, test: each, span };
      return isNot ? { kind: "not", term: node } : node;
    });
    return { kind: "or", terms };
  });

/** A query as the parser makes them, but for its spans. */
export const anyQuery: fc.Arbitrary<SearchNode> = fc.letrec<{ node: SearchNode }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3 },
    leaf,
    valuesOfOneField,
    tie("node").map((term): SearchNode => ({ kind: "not", term })),
    listOf("and", tie("node")),
    listOf("or", tie("node")),
  ),
})).node;

function listOf(kind: "and" | "or", node: fc.Arbitrary<SearchNode>): fc.Arbitrary<SearchNode> {
  return fc
    .array(
      node.filter((each) => each.kind !== kind),
      { minLength: 2, maxLength: 3 },
    )
    .map((terms) => ({ kind, terms }));
}

/** The query without the places of its terms. */
export function withoutSpans(query: SearchNode | null): unknown {
  return JSON.parse(JSON.stringify(query, (key, value) => (key === "span" ? undefined : value)));
}
