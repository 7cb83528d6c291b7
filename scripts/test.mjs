import { parseArgs } from "node:util";
import { requireSupportedNode } from "./setup/node-version.mjs";
import { ROOT } from "./setup/paths.mjs";

requireSupportedNode();
process.chdir(ROOT);
const { ensureDependencies } = await import("./setup/dependencies.mjs");
try {
  await ensureDependencies(console.log);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

const { ALL_STEPS } = await import("./checks/steps.mjs");
const { runSteps } = await import("./checks/run.mjs");

const { values } = parseArgs({ options: { only: { type: "string" } } });
const known = ALL_STEPS.map(({ id }) => id);
const wanted = values.only?.split(",") ?? known;
const unknown = wanted.filter((id) => !known.includes(id));
if (unknown.length > 0) {
  console.error(`There is no step ${unknown.join(", ")}. Steps: ${known.join(", ")}.`);
  process.exit(2);
}
const passed = await runSteps(
  ALL_STEPS.filter(({ id }) => wanted.includes(id)),
  known.filter((id) => !wanted.includes(id)),
);
process.exitCode = passed ? 0 : 1;
