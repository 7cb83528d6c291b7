import { readdirSync } from "node:fs";
import { runSteps } from "./checks/run.mjs";
import { stepsOfPackage } from "./checks/steps.mjs";
import { ROOT } from "./setup/paths.mjs";

process.chdir(ROOT);
const names = readdirSync("packages");
const name = process.argv[2] ?? "";
if (!names.includes(name)) {
  console.error(`Usage: npm run check -- PACKAGE, one of ${names.join(", ")}.`);
  process.exit(2);
}
process.exitCode = (await runSteps(stepsOfPackage(name), [])) ? 0 : 1;
