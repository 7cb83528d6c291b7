import { expect, test } from "vitest";
import { outcomeOfPlaywright } from "./playwright.mjs";
import { outcomeOfVitest } from "./vitest.mjs";

const ended = (code: number) => ({ code, output: "what was printed", timedOut: false });
const file = (status: string, ...tests: [string, string][]) => ({
  name: "a.test.ts",
  status,
  message: "",
  assertionResults: tests.map(([fullName, testStatus]) => ({ fullName, status: testStatus })),
});

test("vitest's tests are counted one by one and the skipped ones named", () => {
  const testResults = [
    file("failed", ["a", "passed"], ["b", "failed"], ["c", "skipped"]),
    file("passed", ["d", "todo"]),
  ];
  expect(outcomeOfVitest({ testResults }, ended(1))).toMatchObject({
    passed: 1,
    failed: 1,
    skipped: [
      expect.stringContaining("c (marked skipped in its file"),
      expect.stringContaining("d (marked todo in its file"),
    ],
  });
});

test("a test that failed before it passed is counted and named", () => {
  const again = { status: "passed", fullName: "a", failureMessages: ["it was not there yet"] };
  const steady = { status: "passed", fullName: "b", failureMessages: [] };
  const testResults = [{ ...file("passed"), assertionResults: [again, steady] }];
  expect(outcomeOfVitest({ testResults }, ended(0))).toMatchObject({ passed: 2, failed: 0, unsteady: ["a"] });
});

test("a test file that could not be loaded is a failure, not an absence", () => {
  expect(outcomeOfVitest({ testResults: [file("failed")] }, ended(1))).toMatchObject({ passed: 0, failed: 1 });
});

test("a run that ends badly although each test passed is a failure", () => {
  expect(outcomeOfVitest({ testResults: [file("passed", ["a", "passed"])] }, ended(1))).toMatchObject({ failed: 1 });
  expect(outcomeOfPlaywright([], ended(1))).toMatchObject({ failed: 1 });
});

test("browser tests are counted through all suites, and what a test gives as reason for its skipping is kept", () => {
  const spec = (title: string, status: string, description?: string) => ({
    title,
    tests: [{ status, annotations: description ? [{ type: "skip", description }] : [] }],
  });
  const inner = { title: "inner", specs: [spec("b", "unexpected"), spec("c", "skipped", "no printer")] };
  const outer = { title: "outer", specs: [spec("a", "expected"), spec("d", "flaky")], suites: [inner] };
  expect(outcomeOfPlaywright([outer], ended(1))).toMatchObject({
    passed: 2,
    failed: 1,
    unsteady: ["outer › d"],
    skipped: ["inner › c (no printer)"],
  });
});
