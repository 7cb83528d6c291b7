import { completionAt, SEARCH_FIELDS } from "@faultline/logs";
import { describe, expect, test } from "vitest";
import { fieldSuggestions, valueSuggestions } from "./suggestions.ts";

const FIELDS = [
  ...SEARCH_FIELDS.map(({ name, kind, description }) => ({ name, kind, description })),
  { name: "user name", kind: "attribute" as const, description: null },
  { name: "http_host", kind: "attribute" as const, description: null },
];

/** `|` marks the cursor. */
function suggested(marked: string, values: { value: string; count: number }[] = []) {
  const cursor = marked.indexOf("|");
  const text = marked.replace("|", "");
  const typed = completionAt(text, cursor);
  if (typed.kind === "none") return [];
  return typed.kind === "field" ? fieldSuggestions(text, typed, FIELDS) : valueSuggestions(text, typed, values);
}

const textsOf = (marked: string, values?: { value: string; count: number }[]) =>
  suggested(marked, values).map(
    ({ result }) => `${result.text.slice(0, result.cursor)}|${result.text.slice(result.cursor)}`,
  );

describe("A word", () => {
  test("may become a field, those that begin with it before those that have it within", () => {
    expect(textsOf("a ho|")).toEqual(["a host:|", "a http_host:|"]);
    expect(textsOf("user|")).toEqual(['"user name":|']);
  });

  test("may become a level or an operator, which stands between terms", () => {
    expect(textsOf("err|")[0]).toBe("level:ERROR |");
    expect(textsOf("a or|")).toContain("a OR |");
    expect(suggested("or|").map(({ label }) => label)).not.toContain("OR");
    expect(textsOf("no|")).toContain("NOT |");
  });
});

describe("A value", () => {
  const values = [
    { value: "web", count: 1200 },
    { value: "web 2", count: 0 },
    { value: "api", count: 3 },
  ];

  test("is one that begins with what is typed, in quotes where it needs them", () => {
    expect(textsOf("service:w| x", values)).toEqual(["service:web| x", 'service:"web 2"| x']);
    expect(suggested("service:w|", values).map(({ detail }) => detail)).toEqual(["1,200", ""]);
  });

  test("may be compared where its field has an order, before any of it is typed", () => {
    expect(textsOf("status:|")).toEqual(["status:>=|", "status:<=|", "status:>|", "status:<|", "status:* |"]);
    expect(textsOf("service:|")).toEqual(["service:* |"]);
    expect(textsOf("status:>=|")).toEqual([]);
    expect(textsOf("status:5|")).toEqual([]);
  });
});
