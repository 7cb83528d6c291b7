import { expect, test } from "vitest";
import { foldFrames } from "./stack-frames.ts";

const calls = (count: number) => Array.from({ length: count }, (_, i) => `\tat a.B.c${i}(B.java:${i})`).join("\n");

test("the calls of each trace are folded but for the first three", () => {
  const text = `failed\n${calls(10)}\nCaused by: x.Y: no\n${calls(4)}\n\t... 9 more\nend`;
  const parts = foldFrames(text);
  expect(parts.map(({ frames }) => frames)).toEqual([0, 7, 0]);
  expect(parts.map((part) => part.text).join("\n")).toBe(text);
  expect(parts[1]!.text.startsWith("\tat a.B.c3(")).toBe(true);
  expect(parts[2]!.text.startsWith("Caused by")).toBe(true);
});

test("a call in Python is two lines", () => {
  const python = Array.from({ length: 4 }, (_, i) => `  File "/app/a.py", line ${i}, in f\n    g(x)`).join("\n");
  expect(foldFrames(`Traceback (most recent call last):\n${python}\nValueError: x`).map((p) => p.frames)).toEqual([
    0, 5, 0,
  ]);
});

test("what is no trace, or a short one, stays as it is", () => {
  for (const text of ["one\n  two\n  three", `x\n${calls(5)}`, ""]) {
    expect(foldFrames(text)).toEqual([{ text, frames: 0 }]);
  }
});
