import { expect, test } from "vitest";
import { read } from "./testing/read.ts";

const APP = "2026-11-22T14:03:07.412Z INFO cart-service added item 7\n";
const EVENT =
  "<Event xmlns='urn:events'>\n<System>\n<Level>2</Level>\n</System>\n<Message>no\n\nmore of it\n</Message>\n</Event>\n";

test("an element of XML over several lines is one record", () => {
  expect(read(APP + EVENT + EVENT + APP).map((row) => row.raw)).toEqual([APP, EVENT, EVENT, APP]);
});

test("an element on one line, or an empty one, holds no others", () => {
  const text = "<a>1</a>\n<b c='2'/>\n<?xml version='1.0'?>\n<d>3</d>\n";
  expect(read(text).map((row) => row.lines)).toEqual([1, 1, 1, 1]);
});

test("an element that nothing closes does not swallow what formats take, nor the rest of the file", () => {
  expect(read(`<oops>\n${APP.repeat(3)}`).map((row) => row.lines)).toEqual([1, 1, 1, 1]);
  expect(read(`<oops>\n${"garbage\n".repeat(1200)}`)[0]!.lines).toBe(1001);
});
