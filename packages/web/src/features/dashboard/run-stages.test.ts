import { expect, test } from "vitest";
import { stagesOf } from "./run-stages.ts";

const states = (stage: Parameters<typeof stagesOf>[0]["stage"]) => stagesOf({ stage }).map(({ state }) => state);

test("a run that waits has every stage ahead, one that has ended none", () => {
  expect(states("queued")).toEqual(["ahead", "ahead", "ahead", "ahead", "ahead"]);
  expect(states(null)).toEqual(["done", "done", "done", "done", "done"]);
});

test("a run under way has its stage between those that are done and those ahead", () => {
  expect(stagesOf({ stage: "clusters" })).toEqual([
    { stage: "counting", state: "done" },
    { stage: "templates", state: "done" },
    { stage: "windows", state: "done" },
    { stage: "clusters", state: "current" },
    { stage: "storing", state: "ahead" },
  ]);
});
