import { expect, test } from "vitest";
import { arrangeColumns, attributeColumn, attributeOfColumn, formatColumns, readColumns } from "./list-view.ts";

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

test("on a phone what there is no room for comes below the message", () => {
  const columns = readColumns("level,time,host,attributes.user");
  const namesIn = (part: typeof columns) => part.map(({ name }) => name);
  const phone = arrangeColumns(columns, true);
  expect([namesIn(phone.beside), namesIn(phone.below)]).toEqual([
    ["level", "time"],
    ["host", "attributes.user"],
  ]);
  expect(arrangeColumns(columns, false)).toEqual({ beside: columns, below: [] });
});
