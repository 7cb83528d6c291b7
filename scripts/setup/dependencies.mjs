import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runCommand } from "./command.mjs";
import { ROOT } from "./paths.mjs";

const INSTALL_TIMEOUT_MS = 20 * 60_000;

/**
 * @typedef {object} LockedPackage
 * @property {string} [version]
 * @property {boolean} [link]
 * @property {boolean} [optional]
 * @property {boolean} [devOptional]
 * @property {string[]} [os]
 * @property {string[]} [cpu]
 * @property {string[]} [libc]
 */
/** @typedef {Record<string, LockedPackage>} LockedPackages */
/** @typedef {{ os: string, cpu: string, libc: string | null }} Platform */

/** @returns {Platform} */
function thisPlatform() {
  const report = /** @type {{ header: { glibcVersionRuntime?: string } }} */ (process.report.getReport());
  const libc = process.platform !== "linux" ? null : report.header.glibcVersionRuntime ? "glibc" : "musl";
  return { os: process.platform, cpu: process.arch, libc };
}

/**
 * The packages of a lock file that are not installed as it says, e.g. `node_modules/zod`.
 * @param {LockedPackages} wanted of package-lock.json
 * @param {LockedPackages} installed of node_modules/.package-lock.json
 * @param {Platform} platform
 */
export function findMissing(wanted, installed, platform) {
  return Object.entries(wanted)
    .filter(([path, locked]) => path.includes("node_modules/") && !locked.link && isFor(locked, platform))
    .filter(([path, locked]) => {
      const found = installed[path];
      // An optional package without a platform may be left out by npm itself, when its build failed.
      return found ? found.version !== locked.version : !locked.optional || locked.os !== undefined;
    })
    .map(([path]) => path);
}

/**
 * @param {LockedPackage} locked
 * @param {Platform} platform
 */
function isFor(locked, platform) {
  /** @param {string[] | undefined} list @param {string | null} value */
  const allows = (list, value) =>
    !list ||
    value === null ||
    (list.some((item) => !item.startsWith("!")) ? list.includes(value) : !list.includes(`!${value}`));
  return allows(locked.os, platform.os) && allows(locked.cpu, platform.cpu) && allows(locked.libc, platform.libc);
}

/**
 * Installs the pinned dependencies when they are missing or differ from package-lock.json.
 * @param {(line: string) => void} say
 */
export async function ensureDependencies(say) {
  const lockText = readFileSync(join(ROOT, "package-lock.json"), "utf8");
  const platform = thisPlatform();
  const stampPath = join(ROOT, "node_modules", ".faultline-install");
  const stamp = createHash("sha256")
    .update(lockText)
    .update(JSON.stringify([platform, process.versions.modules]))
    .digest("hex");
  if (existsSync(stampPath) && readFileSync(stampPath, "utf8") === stamp) return;

  const hiddenLock = join(ROOT, "node_modules", ".package-lock.json");
  const isFirst = !existsSync(hiddenLock);
  const upToDate =
    !isFirst &&
    findMissing(JSON.parse(lockText).packages, JSON.parse(readFileSync(hiddenLock, "utf8")).packages, platform)
      .length === 0;
  if (!upToDate) await install(isFirst, say);
  writeFileSync(stampPath, stamp);
}

/**
 * @param {boolean} isFirst
 * @param {(line: string) => void} say
 */
async function install(isFirst, say) {
  say(
    isFirst
      ? "Installing dependencies (first start: a minute or two, about 1.1 GB on disk) …"
      : "Updating dependencies to package-lock.json …",
  );
  const startedAt = Date.now();
  // npm tells where it is when it started this script; without it the one on the PATH is meant.
  const npm = process.env.npm_execpath?.endsWith(".js") ? [process.execPath, process.env.npm_execpath] : ["npm"];
  const [program = "npm", ...before] = npm;
  const args = [...before, "ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
  const result = await runCommand(program, args, { timeoutMs: INSTALL_TIMEOUT_MS });
  if (result.code !== 0) {
    const why = result.timedOut
      ? `did not finish within ${INSTALL_TIMEOUT_MS / 60_000} minutes`
      : `failed (exit code ${result.code})`;
    throw new Error(`npm ci ${why}. Its output:\n${result.output.trim()}`);
  }
  say(`Dependencies installed in ${Math.round((Date.now() - startedAt) / 1000)} s.`);
}
