import { expect, it } from "vitest";
import { rememberAnswers } from "./remembered-answers.ts";

it("Asks once, and anew after a change; what was asked before the end of a change is not remembered", async () => {
  const answers = rememberAnswers<string, number>(10);
  let asked = 0;
  const ask = () => Promise.resolve(++asked);
  expect([await answers.of("a", ask), await answers.of("a", ask), await answers.of("b", ask)]).toEqual([1, 1, 2]);
  const before = answers.of("c", ask);
  await answers.changing(async () => expect(await answers.of("a", ask)).toBe(4));
  expect(await before).toBe(3);
  expect([await answers.of("c", ask), await answers.of("a", ask)]).toEqual([5, 6]);
});

it("Asks anew after a failure, and keeps no more answers than it may", async () => {
  const answers = rememberAnswers<number, string>(2);
  await expect(answers.of(1, () => Promise.reject(new Error("gone")))).rejects.toThrow("gone");
  expect(await answers.of(1, () => Promise.resolve("first"))).toBe("first");
  await answers.of(2, () => Promise.resolve("second"));
  await answers.of(3, () => Promise.resolve("third"));
  expect(await answers.of(1, () => Promise.resolve("again"))).toBe("again");
});
