import { existsSync, readFileSync, rmSync } from "node:fs";
import { runTool } from "../setup/command.mjs";
import { failure } from "./outcome.mjs";

const REPORT = ".cache/vitest.json";
/** Logs and reference numbers from elsewhere, which some tests measure with. */
const CORPUS = process.env.FAULTLINE_CORPUS ?? "../shared/data";
const TIMEOUT_MS = 40 * 60_000;

/** @typedef {{ status: string, fullName: string, failureMessages?: readonly string[] }} VitestResult */

/**
 * @typedef {object} VitestReport
 * @property {{ name: string, status: string, message: string, assertionResults: VitestResult[] }[]} testResults
 */

/**
 * Runs the tests beside the code; `paths` narrows them.
 * @param {readonly string[]} paths
 */
export async function runVitest(paths = []) {
  rmSync(REPORT, { force: true });
  const args = ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${REPORT}`, ...paths];
  // A package may have no tests of its own; all of them together never pass for that.
  if (paths.length > 0) args.push("--passWithNoTests");
  const result = await runTool("vitest", "vitest.mjs", args, { timeoutMs: TIMEOUT_MS });
  /** @type {VitestReport} */
  let report;
  try {
    report = JSON.parse(readFileSync(REPORT, "utf8"));
  } catch {
    return failure(result.output);
  }
  return outcomeOfVitest(report, result);
}

/**
 * @param {VitestReport} report
 * @param {import("../setup/command.mjs").CommandResult} result
 * @returns {import("./outcome.mjs").Outcome}
 */
export function outcomeOfVitest(report, result) {
  const tests = report.testResults.flatMap((file) => file.assertionResults);
  const passed = tests.filter(({ status }) => status === "passed");
  const unsteady = passed.filter(({ failureMessages = [] }) => failureMessages.length > 0);
  // A file that could not be loaded has no tests, and must not pass for that.
  const brokenFiles = report.testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.length === 0,
  );
  const failed = tests.filter(({ status }) => status === "failed").length + brokenFiles.length;
  const skipped = tests.filter(({ status }) => status !== "passed" && status !== "failed");
  const hint = existsSync(CORPUS) ? "" : "; there is no data to measure with, FAULTLINE_CORPUS tells where";
  // An error outside of any test fails the run as well.
  const failedElsewhere = result.code !== 0 && failed === 0 ? 1 : 0;
  return {
    passed: passed.length,
    failed: failed + failedElsewhere,
    unsteady: unsteady.map(({ fullName }) => fullName),
    skipped: skipped.map(({ fullName, status }) => `${fullName} (marked ${status} in its file${hint})`),
    output: result.output,
  };
}
