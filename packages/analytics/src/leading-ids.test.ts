import { expect, test } from "vitest";
import { withoutLeadingIds } from "./leading-ids.ts";

test.each([
  ["c.s.Cart#<*> TraceID: <*> SpanID: <*> [find][No cart]", "[find][No cart]"],
  ["<*> request: <*> user: <*> signed in", "signed in"],
  ["<*> error: <*> not found", "<*> error: <*> not found"],
  ["trace= <*> span= <*> card declined", "card declined"],
  ["timeout: <*> while waiting", "timeout: <*> while waiting"],
  ["<*> bytes from <*>", "<*> bytes from <*>"],
  ["<*> trace: <*>", "<*> trace: <*>"],
  ["card declined", "card declined"],
  ["", ""],
])("%s is told as %s", (text, told) => {
  expect(withoutLeadingIds(text, "<*>")).toBe(told);
});
