import type { Facet } from "@faultline/contract";
import { expect, test } from "vitest";
import { facetRows, matchingRows } from "./facet-fields.ts";

const NOTHING = { wanted: [], excluded: [] };
const levels: Facet = {
  field: "level",
  values: [
    { value: "INFO", count: 900 },
    { value: "FATAL", count: 1 },
    { value: "ERROR", count: 20 },
  ],
  distinct: 3,
  missing: 4,
};

test("levels come from the gravest down, other values as they were counted, and last that there is none", () => {
  expect(facetRows(levels, NOTHING).map(({ value }) => value)).toEqual(["FATAL", "ERROR", "INFO", null]);
  const hosts = { ...levels, field: "host", missing: 0 };
  expect(facetRows(hosts, NOTHING).map(({ value }) => value)).toEqual(["INFO", "FATAL", "ERROR"]);
});

test("what a query says something of is a row, though nothing has it or it is too rare to be counted", () => {
  const choice = { wanted: ["warn", "error"], excluded: ["TRACE"] };
  expect(facetRows(levels, choice).slice(-2)).toEqual([
    { value: "warn", count: 0 },
    { value: "TRACE", count: 0 },
  ]);
  const many = { ...levels, field: "host", distinct: 3000 };
  expect(facetRows(many, { wanted: ["web-7"], excluded: [] }).at(-1)).toEqual({ value: "web-7", count: null });
});

test("a text finds counted values that have it in them, and rarer ones that begin with it", () => {
  const hosts: Facet = {
    ...levels,
    field: "host",
    values: [
      { value: "db-web", count: 9 },
      { value: "api", count: 7 },
    ],
  };
  const found = [
    { value: "Web-1", count: 12 },
    { value: "db-web", count: 9 },
    { value: "web-2", count: 1 },
    { value: "old answer", count: 5 },
  ];
  expect(matchingRows(hosts, "WEB", found)).toEqual([
    { value: "Web-1", count: 12 },
    { value: "db-web", count: 9 },
    { value: "web-2", count: 1 },
  ]);
});
