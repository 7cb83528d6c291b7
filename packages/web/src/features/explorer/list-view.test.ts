import { expect, test } from "vitest";
import { attributeColumn, attributeOfColumn, formatColumns, readColumns } from "./list-view.ts";

const namesOf = (text?: string) => readColumns(text).map(({ name }) => name);

test("columns are read as they were written, fields before attributes", () => {
  expect(namesOf()).toEqual(["level", "time", "service"]);
  const names = ["level", "host", attributeColumn("user,id"), attributeColumn("100%")];
  expect(namesOf(formatColumns(names))).toEqual(names);
  expect(namesOf("attributes.user,time")).toEqual(["time", "attributes.user"]);
  expect(namesOf(formatColumns([]))).toEqual([]);
  expect(attributeOfColumn(names[2]!)).toBe("user,id");
});

test("unknown columns are left out, and there is an end to their number", () => {
  expect(namesOf("time,colour,attributes.,time")).toEqual(["time"]);
  expect(namesOf(Array.from({ length: 99 }, (_, i) => attributeColumn(`a${i}`)).join())).toHaveLength(12);
});
