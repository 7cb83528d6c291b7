import { expect, test } from "vitest";
import { quantityOf } from "./quantity.ts";

test("A quantity is a number or a length of time", () => {
  expect(quantityOf("-1.5e3")).toEqual({ value: -1500, isTime: false });
  expect(quantityOf("250ms")).toEqual({ value: 250e6, isTime: true });
  expect(quantityOf("1.5 s")).toEqual({ value: 1.5e9, isTime: true });
  for (const text of ["", "ms", "1.2.3", "5 apples", "1e999", "5MS", "5toString"])
    expect(quantityOf(text), text).toBeNull();
});
