import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { runCommand } from "./command.mjs";
import { ROOT } from "./paths.mjs";

/** Beside what was built: the digest of the sources it was built from. */
export const BUILD_STAMP = join(ROOT, "dist", ".built-from");

const NOT_PART_OF_THE_PRODUCT = /\.test\.tsx?$|^(testing|node_modules|dist)$/;

/**
 * Changes when a source file is added, removed or written. By size and time of change, not by content: a few hundred
 * files take about 10 ms, so that each start can ask.
 * @param {string} root
 */
export function digestSources(root) {
  const hash = createHash("sha256");
  /** @param {string} path */
  const add = (path) => {
    const { size, mtimeMs } = statSync(path);
    hash.update(`${path}\0${size}\0${mtimeMs}\n`);
  };
  /** @param {string} folder */
  const addFolder = (folder) => {
    const entries = readdirSync(folder, { withFileTypes: true }).filter(
      (entry) => !NOT_PART_OF_THE_PRODUCT.test(entry.name),
    );
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      if (entry.isDirectory()) addFolder(join(folder, entry.name));
      else add(join(folder, entry.name));
    }
  };
  addFolder(join(root, "packages"));
  for (const file of ["package.json", "package-lock.json", "scripts/build.mjs"]) add(join(root, file));
  return hash.digest("hex");
}

/** Whether dist/ holds what the sources say now. */
function isBuilt() {
  return existsSync(BUILD_STAMP) && readFileSync(BUILD_STAMP, "utf8") === digestSources(ROOT);
}

/**
 * Builds when sources changed since the last build.
 * @param {(line: string) => void} say
 */
export async function ensureBuild(say) {
  if (isBuilt()) return;
  say("Building …");
  const startedAt = Date.now();
  // In a process of its own, so that the build's memory is gone when the server starts.
  const result = await runCommand(process.execPath, ["scripts/build.mjs"]);
  if (result.code !== 0) throw new Error(`The build failed. Its output:\n${result.output.trim()}`);
  say(`Built in ${((Date.now() - startedAt) / 1000).toFixed(1)} s.`);
}
