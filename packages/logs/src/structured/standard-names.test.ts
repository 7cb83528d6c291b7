import { expect, test } from "vitest";
import { standardName } from "./standard-names.ts";

test.each([
  ["process.pid", "pid"],
  ["ProcessId", "pid"],
  ["thread_name", "thread"],
  ["process.thread.name", "thread"],
  ["requestId", "request_id"],
  ["http.response.status_code", "status"],
  ["http.request.method", "method"],
  ["cart.pid", "cart.pid"],
  ["Total_Items", "Total_Items"],
])("the key %s is the attribute %s", (key, name) => {
  expect(standardName(key)).toBe(name);
});
