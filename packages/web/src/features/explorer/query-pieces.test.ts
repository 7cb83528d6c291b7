import fc from "fast-check";
import { expect, test } from "vitest";
import { queryPieces } from "./query-pieces.ts";

const shown = (text: string) =>
  queryPieces(text)
    .filter(({ kind }) => kind !== "plain")
    .map(({ kind, start, end }) => `${kind} ${text.slice(start, end)}`);

test("Fields, operators, values and patterns of a query are told apart", () => {
  expect(shown('-level:>=warning (host:web-* OR "a b") NOT x')).toEqual([
    "not -",
    "field level:",
    "operator >=",
    "value warning",
    "field host:",
    "pattern web-*",
    "operator OR",
    'words "a b"',
    "not NOT",
    "words x",
  ]);
});

test("What cannot be read is marked, though it be a part of a piece", () => {
  const text = "a level:loud b";
  const wrong = queryPieces(text).filter(({ isWrong }) => isWrong);
  expect(wrong.map(({ start, end }) => text.slice(start, end))).toEqual(["loud"]);
});

test("What the server does not take is marked in a query that can be read", () => {
  const text = "a /[b/ c";
  const wrong = queryPieces(text, { start: 2, end: 6 }).filter(({ isWrong }) => isWrong);
  expect(wrong.map(({ start, end }) => text.slice(start, end)).join("")).toBe("/[b/");
});

test("The pieces of any text are that text", () => {
  const piece = fc.constantFrom("a", " ", "(", ")", '"', ":", "-", "*", "/", "\\", "level:", "OR", ">=");
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 15 }), (parts) => {
      const text = parts.join("");
      const pieces = queryPieces(text);
      expect(pieces.map(({ start, end }) => text.slice(start, end)).join("")).toBe(text);
    }),
  );
});
