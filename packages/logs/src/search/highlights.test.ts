import { expect, test } from "vitest";
import { findHighlights, highlightTerms } from "./highlights.ts";
import { parseSearch } from "./parse-search.ts";

function marked(query: string, text: string): string[] {
  const parsed = parseSearch(query);
  const terms = highlightTerms(parsed.ok ? parsed.query : null);
  return findHighlights(text, terms).map(({ start, end }) => text.slice(start, end));
}

test("Words and phrases are marked in any case", () => {
  expect(marked('error "pool is" OR conn*', "ERROR: Pool is full, connection lost, Conn")).toEqual([
    "ERROR",
    "Pool is",
    "conn",
    "Conn",
  ]);
  expect(marked("message:full", "full")).toEqual(["full"]);
});

test("What is left out, and values of other fields, are not", () => {
  expect(marked("-error service:web -(a OR b)", "error web a b")).toEqual([]);
});

test("What an expression finds is marked", () => {
  expect(marked("/took \\d{4,} ms/", "it took 1200 ms, then Took 9999 ms")).toEqual(["took 1200 ms"]);
  expect(marked("message:/(get|post) \\/api/i", "GET /api/v1")).toEqual(["GET /api"]);
  expect(marked("/(?i)get/ x*", "GET x")).toEqual(["GET", "x"]);
});

test("An expression that a browser does not know, or may never be done with, marks nothing", () => {
  for (const source of ["(a+)+$", "(?:a|a)*b", "(a?){30}", String.raw`\pL+`.repeat(6), "(?P<name>a)"]) {
    expect(marked(`/${source}/`, `${"a".repeat(50_000)}!`)).toEqual([]);
  }
  // As slow as what is marked can be: the test would not end if there were no bound.
  expect(marked("/a*a*a*a*b/", "a".repeat(50_000))).toEqual([]);
});

test("Marks that overlap are one", () => {
  expect(marked("timeout out outer", "timeouter")).toEqual(["timeouter"]);
  expect(marked("aa", "aaaa")).toEqual(["aa", "aa"]);
});

test("A letter whose length depends on its case does not shift the marks", () => {
  expect(marked("b", "İ b")).toEqual(["b"]);
});
