import { readFileSync, rmSync } from "node:fs";
import { findChromium, HOW_TO_GET_CHROMIUM, installChromium } from "../setup/chromium.mjs";
import { runTool } from "../setup/command.mjs";
import { ensureBuild } from "../setup/freshness.mjs";
import { failure } from "./outcome.mjs";

const REPORT = ".cache/playwright.json";
const TIMEOUT_MS = 25 * 60_000;

/**
 * @typedef {object} PlaywrightSuite
 * @property {string} title
 * @property {PlaywrightSuite[]} [suites]
 * @property {{ title: string, tests: { status: string, annotations: { type: string, description?: string }[] }[] }[]} specs
 */

/** Runs the browser tests against the built app. */
export async function runBrowserTests() {
  const say = console.log;
  await ensureBuild(say);
  let chromium = await findChromium();
  if (!chromium) {
    await installChromium(say);
    chromium = await findChromium();
  }
  if (!chromium) return failure(HOW_TO_GET_CHROMIUM);
  rmSync(REPORT, { force: true });
  const result = await runTool("@playwright/test", "cli.js", ["test", "--config", "e2e/playwright.config.ts"], {
    env: { FAULTLINE_CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: REPORT },
    timeoutMs: TIMEOUT_MS,
  });
  /** @type {{ suites: PlaywrightSuite[] }} */
  let report;
  try {
    report = JSON.parse(readFileSync(REPORT, "utf8"));
  } catch {
    return failure(result.output);
  }
  return outcomeOfPlaywright(report.suites, result);
}

/**
 * @param {readonly PlaywrightSuite[]} suites
 * @param {import("../setup/command.mjs").CommandResult} result
 * @returns {import("./outcome.mjs").Outcome}
 */
export function outcomeOfPlaywright(suites, result) {
  const tests = suites.flatMap(testsOf);
  const unsteady = tests.filter(({ status }) => status === "flaky");
  const passed = tests.filter(({ status }) => status === "expected").length + unsteady.length;
  const skipped = tests.filter(({ status }) => status === "skipped");
  const failed = tests.length - passed - skipped.length;
  return {
    passed,
    failed: result.code !== 0 && failed === 0 ? 1 : failed,
    unsteady: unsteady.map(({ title }) => title),
    skipped: skipped.map(({ title, reason }) => `${title} (${reason ?? "no reason given"})`),
    output: result.output,
  };
}

/**
 * @param {PlaywrightSuite} suite
 * @returns {{ title: string, status: string, reason: string | undefined }[]}
 */
function testsOf(suite) {
  const own = suite.specs.flatMap((spec) =>
    spec.tests.map(({ status, annotations }) => ({
      title: `${suite.title} › ${spec.title}`,
      status,
      reason: annotations.find(({ type }) => type === "skip")?.description,
    })),
  );
  return [...own, ...(suite.suites ?? []).flatMap(testsOf)];
}
