import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { requireSupportedNode } from "./node-version.mjs";
import { ROOT } from "./paths.mjs";

/**
 * Brings the dependencies and the build up to date, then runs the program in this very process, so that signals and
 * exit codes are its own.
 * @param {readonly string[]} args
 */
export async function runProduct(args) {
  requireSupportedNode();
  await prepare();
  const main = join(ROOT, "dist", "main.js");
  process.argv = [process.execPath, main, ...args];
  await import(pathToFileURL(main).href);
}

async function prepare() {
  try {
    const { ensureDependencies } = await import("./dependencies.mjs");
    const { ensureBuild } = await import("./freshness.mjs");
    // Standard error: what a command prints on standard output may be read by a program.
    await ensureDependencies(console.error);
    await ensureBuild(console.error);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
