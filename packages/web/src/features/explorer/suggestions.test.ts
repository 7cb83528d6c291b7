import { completionAt, parseSearch, SEARCH_FIELDS } from "@faultline/logs";
import { describe, expect, test } from "vitest";
import { comparisons, fieldSuggestions, valueSuggestions } from "./suggestions.ts";
import { timeSuggestions } from "./time-suggestions.ts";

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
  if (typed.kind === "field") return fieldSuggestions(text, typed, FIELDS);
  return [...valueSuggestions(text, typed, values), ...comparisons(text, typed)];
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

describe("A time", () => {
  const NEWEST = "2026-11-19T00:10:03.412Z";
  const offered = (marked: string, newest: string | null = NEWEST) => {
    const cursor = marked.indexOf("|");
    const text = marked.replace("|", "");
    const typed = completionAt(text, cursor);
    return typed.kind === "value" ? timeSuggestions(text, typed, newest) : [];
  };

  test("is told back from the newest entry, in words that the language takes", () => {
    const all = offered("a time:| b");
    expect(all.map(({ result }) => result.text)).toEqual([
      "a time:>=2026-11-18T23:55 b",
      "a time:>=2026-11-18T23:10 b",
      "a time:>=2026-11-18T18:10 b",
      "a time:>=2026-11-18T00:10 b",
      "a time:>=2026-11-12T00:10 b",
      "a time:2026-11-19 b",
      "a time:2026-11-18 b",
    ]);
    for (const marked of ["time:|", "time:<|", "-time:>=|", "time:>=2026-11-1|", "time:(2026-11-19 OR |)"]) {
      const found = offered(marked);
      expect(found.length, marked).toBeGreaterThan(0);
      for (const { result } of found) expect(parseSearch(result.text).ok, result.text).toBe(true);
    }
  });

  test("follows a comparison without one of its own, and what is typed already", () => {
    expect(offered("time:<=|").map(({ label }) => label)).not.toContain(">=2026-11-18T23:55");
    expect(offered("time:<=|")[0]).toMatchObject({ label: "2026-11-18T23:55", detail: "15 minutes before the newest" });
    expect(offered("time:>=2026-11-19|").map(({ label }) => label)).toEqual(["2026-11-19"]);
    expect(offered("time:2027|")).toEqual([]);
  });

  test("is not guessed where no entry has one", () => {
    expect(offered("time:|", null)).toEqual([]);
  });
});
