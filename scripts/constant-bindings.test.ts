import { expect, test } from "vitest";
import { withConstantBindings } from "./constant-bindings.mjs";

test("what is never assigned again becomes a constant", () => {
  expect(withConstantBindings("var A = 1;\nvar B = class {\n};\nfoo(A, B);\n")).toBe(
    "const A = 1;\nconst B = class {\n};\nfoo(A, B);\n",
  );
});

test.each([
  "var a = 1; a = 2;",
  "var a = 1; function f() { a++; }",
  "var a = 1; [a] = [2];",
  "var a = 1; for (a of []);",
  "var a; a ??= 1;",
  "var a = 1, b; b = a;",
  "var { a } = globalThis;",
  "function f() { var a = 1; return a; }",
])("%s stays as it is", (code) => {
  expect(withConstantBindings(code)).toBe(code);
});
