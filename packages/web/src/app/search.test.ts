import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { precedingTimes, scopeSearch, timesOf } from "../api/scope.ts";
import { parseSearch, stringifySearch } from "./search-text.ts";
import { signInSearch } from "../features/session/sign-in-search.ts";
import { byQueryAlone, entryFilterOf, explorerSearch, isFiltered } from "../features/explorer/explorer-search.ts";
import { filtersOf, scopeOfFilters } from "../features/explorer/saved-filters.ts";

describe("the explorer's URL", () => {
  test("restores every filter, the place in the list and the open entry", () => {
    const url =
      "?q=time+out&level=ERROR&service=api&source=s&environment=prod&status=failed&at=oldest&record=4294967297&columns=time&wrap=on";
    const search = explorerSearch.parse(parseSearch(url));
    expect(search).toEqual({
      q: "time out",
      level: "ERROR",
      service: "api",
      source: "s",
      environment: "prod",
      status: "failed",
      at: "oldest",
      record: 4294967297,
      columns: "time",
      wrap: "on",
    });
    expect(stringifySearch(search)).toBe(url);
    expect(entryFilterOf(search)).toMatchObject({ q: "time out", parse_status: "failed", level: "ERROR" });
  });

  test("may begin the list at a time", () => {
    const url = "?at=2026-11-19T12%3A00%3A00.250Z";
    const search = explorerSearch.parse(parseSearch(url));
    expect(search.at).toBe("2026-11-19T12:00:00.250Z");
    expect(stringifySearch(search)).toBe(url);
    expect(explorerSearch.parse(parseSearch("?at=2026-11-39T12:00")).at).toBeUndefined();
  });

  test("what is not understood counts as not given", () => {
    const search = explorerSearch.parse(parseSearch("?level=LOUD&page=3&size=200&at=0&wrap=1&record=x&status=odd&q="));
    expect(Object.values(search).every((value) => value === undefined)).toBe(true);
    expect(isFiltered(search)).toBe(false);
  });

  test("keeps any query as it was typed", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 200 }), (q) => {
        expect(explorerSearch.parse(parseSearch(stringifySearch({ q }))).q).toBe(q);
      }),
    );
  });

  test("has its filters in the query, unless that cannot be read", () => {
    const given = { q: "a OR b", level: "ERROR", service: "my api", status: "failed" } as const;
    const search = byQueryAlone({ ...given, at: 2 });
    expect(search).toMatchObject({ q: '(a OR b) level:ERROR service:"my api" parse:failed', at: 2 });
    expect(entryFilterOf(search)).toEqual({ q: search.q });
    expect(byQueryAlone({ ...given, q: "(a" })).toEqual({ ...given, q: "(a" });
  });
});

describe("the scope", () => {
  const now = Date.parse("2026-11-22T12:00:00Z");

  test("a relative range ends now and has no end of its own", () => {
    const scope = scopeSearch.parse({ range: "1h", file: "7" });
    expect(scope.file).toBe(7);
    expect(timesOf(scope, now)).toEqual({ start: "2026-11-22T11:00:00.000Z", end: undefined });
    expect(precedingTimes(scope, now)).toEqual({ start: "2026-11-22T10:00:00.000Z", end: "2026-11-22T11:00:00.000Z" });
  });

  test("absolute times win over a relative range, and nonsense is dropped", () => {
    const scope = scopeSearch.parse({ range: "1h", start: "2026-11-01T00:00:00Z", end: "soon", file: "-2" });
    expect(scope).toEqual({ range: "1h", start: "2026-11-01T00:00:00Z", end: undefined, file: undefined });
    expect(timesOf(scope, now)).toEqual({ start: "2026-11-01T00:00:00Z", end: undefined });
  });

  test("of a saved search is kept, and nothing else of its filters is taken", () => {
    const scope = scopeSearch.parse({ start: "2026-11-01T00:00:00Z", file: 7 });
    expect(scopeOfFilters(filtersOf(Object.assign({ page: 3 }, scope)))).toEqual(scope);
    expect(scopeOfFilters("range=1h&level=ERROR&file=x")).toEqual(scopeSearch.parse({ range: "1h" }));
  });

  test("an open range has nothing before it", () => {
    expect(precedingTimes(scopeSearch.parse({}), now)).toBeNull();
    expect(precedingTimes(scopeSearch.parse({ start: "2026-11-01T00:00:00Z" }), now)).toBeNull();
  });
});

test("sign-in leads back into the app and nowhere else", () => {
  const next = (path: string) => signInSearch.parse({ next: path }).next;
  expect(next("/explore?level=ERROR")).toBe("/explore?level=ERROR");
  expect(["//example.org", "/\\example.org", "https://example.org", "javascript:alert(1)"].map(next)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});
