import { runCommand } from "../setup/command.mjs";
import { outcomeOfCommand } from "./outcome.mjs";
import { runBrowserTests } from "./playwright.mjs";
import { checkDeadCode, checkFormat, checkLint, checkTypes, checkWalls } from "./static.mjs";
import { runVitest } from "./vitest.mjs";

/** Everything `npm test` does, the quick ones first. @type {readonly import("./outcome.mjs").Step[]} */
export const ALL_STEPS = [
  { id: "format", title: "Format", run: () => checkFormat() },
  { id: "lint", title: "Lint, file and function length", run: () => checkLint() },
  { id: "types", title: "Types", run: () => checkTypes() },
  { id: "walls", title: "Import walls", run: checkWalls },
  { id: "dead-code", title: "Dead code", run: checkDeadCode },
  { id: "unit", title: "Unit, property, contract and API tests", run: () => runVitest() },
  {
    id: "build",
    title: "Build",
    run: async () => outcomeOfCommand(await runCommand(process.execPath, ["scripts/build.mjs"])),
  },
  { id: "browser", title: "Browser tests", run: runBrowserTests },
];

/**
 * The inner loop: what is said of one package, without the build and the browser.
 * @param {string} name a folder of packages/
 * @returns {readonly import("./outcome.mjs").Step[]}
 */
export function stepsOfPackage(name) {
  const path = `packages/${name}`;
  return [
    { id: "format", title: "Format", run: () => checkFormat([path]) },
    { id: "lint", title: "Lint, file and function length", run: () => checkLint([path]) },
    { id: "types", title: "Types", run: () => checkTypes([path]) },
    { id: "walls", title: "Import walls", run: checkWalls },
    { id: "unit", title: "Its tests", run: () => runVitest([`${path}/`]) },
  ];
}
