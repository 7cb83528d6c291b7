import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { precedingTimes, scopeSearch, timesOf } from "../api/scope.ts";
import { parseSearch, stringifySearch } from "./search-text.ts";
import { signInSearch } from "../features/session/sign-in-search.ts";
import { entryFilterOf, explorerSearch, isFiltered, pageOf } from "../features/explorer/explorer-search.ts";

describe("the explorer's URL", () => {
  test("restores every filter, the page and the open entry", () => {
    const url =
      "?q=time+out&level=ERROR&service=api&source=s&environment=prod&status=failed&page=3&size=200&record=4294967297";
    const search = explorerSearch.parse(parseSearch(url));
    expect(search).toEqual({
      q: "time out",
      level: "ERROR",
      service: "api",
      source: "s",
      environment: "prod",
      status: "failed",
      page: 3,
      size: 200,
      record: 4294967297,
    });
    expect(stringifySearch(search)).toBe(url);
    expect(pageOf(search)).toEqual({ offset: 400, limit: 200 });
    expect(entryFilterOf(search)).toMatchObject({ keyword: "time out", parse_status: "failed", level: "ERROR" });
  });

  test("what is not understood counts as not given", () => {
    const search = explorerSearch.parse(parseSearch("?level=LOUD&page=-1&size=7&record=x&status=odd&q="));
    expect(Object.values(search).every((value) => value === undefined)).toBe(true);
    expect(pageOf(search)).toEqual({ offset: 0, limit: 100 });
    expect(isFiltered(search)).toBe(false);
  });

  test("keeps any keyword as it was typed", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 200 }), (q) => {
        expect(explorerSearch.parse(parseSearch(stringifySearch({ q }))).q).toBe(q);
      }),
    );
  });

  test("no page number makes an unsafe offset", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 20n }), (page) => {
        const search = explorerSearch.parse({ page: String(page), size: "500" });
        return Number.isSafeInteger(pageOf(search).offset);
      }),
    );
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
