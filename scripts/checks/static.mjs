import { readFileSync, rmSync } from "node:fs";
import { runTool } from "../setup/command.mjs";
import { failure, outcomeOfCommand } from "./outcome.mjs";

/** Fewer than this and the walls were not looked at: the tool reports "0 modules" as success when it finds no parser. */
const LEAST_MODULES = 80;
const WALLS_REPORT = ".cache/walls.json";

/** @param {readonly string[]} paths */
export async function checkFormat(paths = []) {
  return outcomeOfCommand(await runTool("oxfmt", "bin/oxfmt", ["--check", ...paths]));
}

/** @param {readonly string[]} paths */
export async function checkLint(paths = []) {
  return outcomeOfCommand(
    await runTool("oxlint", "bin/oxlint", ["--deny-warnings", "--report-unused-disable-directives", ...paths]),
  );
}

/** @param {readonly string[]} projects */
export async function checkTypes(projects = []) {
  return outcomeOfCommand(await runTool("typescript", "bin/tsc", ["-b", ...projects]));
}

export async function checkWalls() {
  rmSync(WALLS_REPORT, { force: true });
  const args = ["--config", ".dependency-cruiser.mjs", "--output-type", "json", "--output-to", WALLS_REPORT];
  const result = await runTool("dependency-cruiser", "bin/dependency-cruise.mjs", [
    ...args,
    "packages",
    "scripts",
    "bench",
    "e2e",
  ]);
  return judgeWalls(result, LEAST_MODULES);
}

/**
 * @param {import("../setup/command.mjs").CommandResult} result
 * @param {number} leastModules
 */
function judgeWalls(result, leastModules) {
  /** @type {{ summary: { totalCruised: number, violations: { from: string, to: string, rule: { name: string } }[] } }} */
  let report;
  try {
    report = JSON.parse(readFileSync(WALLS_REPORT, "utf8"));
  } catch {
    return failure(result.output);
  }
  const { totalCruised, violations } = report.summary;
  if (totalCruised < leastModules)
    return failure(`Only ${totalCruised} modules were looked at, expected at least ${leastModules}.`);
  if (violations.length === 0) return outcomeOfCommand(result);
  return failure(violations.map(({ from, to, rule }) => `${rule.name}: ${from} → ${to}`).join("\n"));
}

export async function checkDeadCode() {
  return outcomeOfCommand(await runTool("knip", "bin/knip.js", ["--no-progress"]));
}
