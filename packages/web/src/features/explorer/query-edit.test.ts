import { parseSearch } from "@faultline/logs";
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { choiceOf, narrowed, termIn, withoutField, withTerm } from "./query-edit.ts";

describe("A value that is filtered for", () => {
  it.each([
    [undefined, "service:web"],
    ["error", "error service:web"],
    [" a   b ", "a   b service:web"],
    ["a OR b", "(a OR b) service:web"],
    ["a -service:web", "a service:web"],
    ["a service:api b", "a b service:(api OR web)"],
    ["service:(api OR db)", "service:(api OR db OR web)"],
    ["level:(ERROR OR FATAL)", "level:(ERROR OR FATAL) service:web"],
    ["level:(ERROR OR FATAL) service:api", "level:(ERROR OR FATAL) service:(api OR web)"],
    ["(service:api OR error)", "(service:api OR error) service:web"],
  ])("makes %j to %j", (query, expected) => expect(withTerm(query, "service", "web")).toBe(expected));

  it("is taken back by the same again, whatever the case of its letters", () => {
    expect(withTerm("a SERVICE:Web", "service", "web")).toBe("a");
    expect(withTerm("service:web", "service", "web")).toBeUndefined();
    expect(withTerm("service:(web OR api) a", "service", "web")).toBe("a service:api");
  });

  it("is one of the levels of a comparison, under each of its names", () => {
    expect(withTerm("level:>=error", "level", "ERROR")).toBe("level:FATAL");
    expect(withTerm("level:warn", "level", "WARNING")).toBeUndefined();
    expect(choiceOf("a level:>=error", "level")).toEqual({ wanted: ["FATAL", "ERROR"], excluded: [] });
  });

  it("stands in quotes where it or its field needs them", () => {
    expect(withTerm("", "user name", 'a "b*"')).toBe(String.raw`"user name":"a \"b*\""`);
    expect(withTerm('path:"OR"', "path", "-x")).toBe('path:("OR" OR "-x")');
  });

  it("may be that there is none", () => {
    expect(withTerm("host:a", "host", null)).toBe("host:(a OR -*)");
    expect(withTerm("", "host", null)).toBe("-host:*");
    expect(withTerm("-host:*", "host", null, true)).toBe("host:*");
  });
});

test("A value that is filtered out takes the place of its opposite, and others stay", () => {
  expect(withTerm("a service:web", "service", "web", true)).toBe("a -service:web");
  expect(withTerm("-service:web", "service", "api", true)).toBe("-service:web -service:api");
  expect(withTerm("-service:web -service:api", "service", "web", true)).toBe("-service:api");
  expect(termIn("-service:(web OR api)", "service", "api")).toBe("excluded");
});

test("A field that a query says nothing of, or only among alternatives, has no choice", () => {
  expect(choiceOf("a OR service:web", "service")).toEqual({ wanted: [], excluded: [] });
  expect(termIn("service:web*", "service", "web")).toBeNull();
  expect(withoutField("a service:web -service:api (b OR c)", "service")).toBe("a (b OR c)");
  expect(withoutField("a OR b", "service")).toBe("a OR b");
});

test("A query is narrowed by what it does not say yet", () => {
  expect(narrowed("level:>=warning", "level", "ERROR")).toBe("level:>=warning level:ERROR");
  expect(narrowed("a level:ERROR", "level", "ERROR")).toBe("a level:ERROR");
});

test("A query that cannot be read stays what is being typed", () => {
  expect(withTerm("(a", "service", "web")).toBe("(a");
  expect(narrowed("(a", "service", "web")).toBe("(a");
});

test("Any value can be asked for, is then found in the query, and goes again", () => {
  const texts = fc.string({ unit: "binary", maxLength: 12 });
  fc.assert(
    fc.property(
      texts,
      texts.filter((text) => text !== ""),
      fc.boolean(),
      (value, attribute, isExcluded) => {
        const field = parseSearch(attribute).ok ? attribute : `x${attribute}`;
        const query = withTerm("a OR b", field, value, isExcluded);
        expect(termIn(query, field, value)).toBe(isExcluded ? "excluded" : "wanted");
        expect(withTerm(query, field, value, isExcluded)).toBe("a OR b");
      },
    ),
    { numRuns: 100 },
  );
});
