import { expect, test } from "vitest";
import { AttributeNames } from "./attribute-names.ts";

test("attribute names are full of many names, and of few long ones, until they are forgotten", () => {
  const names = new AttributeNames(["pid"]);
  for (let i = 0; i < 1000; i++) names.idOf(`key${i}`);
  expect(names.isFull).toBe(false);
  for (let i = 0; i < 50; i++) names.idOf(`${i}`.repeat(100_000));
  expect(names.isFull).toBe(true);
  names.forget();
  expect(names.isFull).toBe(false);
  for (let i = 0; i < 50_000; i++) names.idOf(`key${i}`);
  expect(names.isFull).toBe(true);
});

test("fixed attribute names keep their ids, and codes count anew in each block", () => {
  const names = new AttributeNames(["pid", "thread"]);
  expect([names.codeOf(names.idOf("user")), names.codeOf(1), names.codeOf(1)]).toEqual([1, 2, 2]);
  expect(names.values()).toEqual(["", "user", "thread"]);
  names.forget();
  expect([names.idOf("pid"), names.idOf("thread"), names.codeOf(1)]).toEqual([0, 1, 1]);
  expect(names.values()).toEqual(["", "thread"]);
});
