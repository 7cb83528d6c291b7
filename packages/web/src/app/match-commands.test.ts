import { expect, test } from "vitest";
import { matchCommands } from "./match-commands.ts";

const commands = [
  { label: "Log explorer", keywords: "search entries" },
  { label: "Error clusters" },
  { label: "Last 24 hours" },
  { label: "Use light theme", keywords: "appearance" },
  { label: "shop/app.log", keywords: "file" },
];
const found = (text: string) => matchCommands(commands, text).map(({ label }) => label);

test("nothing typed finds everything, in its order", () => {
  expect(found("  ")).toEqual(commands.map(({ label }) => label));
});

test("each word begins a word of the label or of the keywords, in any order and case", () => {
  expect(found("THEME l")).toEqual(["Use light theme"]);
  expect(found("search")).toEqual(["Log explorer"]);
  expect(found("eme")).toEqual([]);
});

test("what begins with the text comes first", () => {
  expect(found("l")).toEqual(["Log explorer", "Last 24 hours", "Use light theme", "shop/app.log"]);
  expect(found("log")).toEqual(["Log explorer", "shop/app.log"]);
});
