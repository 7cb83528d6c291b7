import { expect, test } from "vitest";
import { fittingFirst } from "./fitting-first.ts";

const fitting = (names: readonly string[], search: string, limit = Infinity) =>
  fittingFirst({ options: names.map((label) => ({ label, value: label })), search, limit }).map(
    (option) => "label" in option && option.label,
  );

test("what is typed comes before what begins with it, and that before what has it in it", () => {
  const names = ["target_user", "user_agent", "host", "User", "user_id"];
  expect(fitting(names, "user ")).toEqual(["User", "user_agent", "user_id", "target_user"]);
  expect(fitting(names, "user", 2)).toEqual(["User", "user_agent"]);
  expect(fitting(names, "")).toEqual(names);
});
