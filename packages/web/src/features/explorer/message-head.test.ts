import { expect, test } from "vitest";
import { messageHead } from "./message-head.ts";
import { foldFrames } from "./stack-frames.ts";

const lines = (count: number) => Array.from({ length: count }, (_, i) => `line ${i}`).join("\n");

test("a message that is short enough has no head", () => {
  for (const text of ["", "one line", lines(20), "x".repeat(1000)]) expect(messageHead(foldFrames(text))).toBeNull();
});

test("a long line and many lines are cut, and no character is halved", () => {
  expect(messageHead(foldFrames(`a${"🚀".repeat(5000)}`))![0]!.text).toBe(`a${"🚀".repeat(399)}`);
  expect(messageHead(foldFrames(lines(100)))![0]!.text).toBe(lines(16));
});

test("a message is not cut where what was looked for would be cut away", () => {
  const parts = foldFrames(`order refused\n${lines(40)}\norder 17`);
  for (const term of ["refused", "nowhere", "line 3"]) {
    expect(messageHead(parts, [term]) === null, term).toBe(term === "line 3");
  }
  for (const term of ["order", "line 39", "17"]) expect(messageHead(parts, [term]), term).toBeNull();
});

test("folded calls count as one line, and what comes after the cut is left out", () => {
  const calls = Array.from({ length: 60 }, (_, i) => `\tat a.B.c${i}(B.java:${i})`).join("\n");
  expect(messageHead(foldFrames(`failed\n${calls}\nend`))).toBeNull();
  const head = messageHead(foldFrames(`${lines(40)}\n${calls}\nend`))!;
  expect(head).toEqual([{ text: lines(16), frames: 0 }]);
});
