import { spawn } from "node:child_process";
import { join } from "node:path";
import { ROOT } from "./paths.mjs";

/** More output than this is cut at its front: what went wrong stands at the end. */
const MAX_OUTPUT_CHARACTERS = 2_000_000;

/** A command's output ends up on ours, in colour only where there is somebody to see it. */
const COLOURS = process.stdout.isTTY ? { FORCE_COLOR: "1" } : { NO_COLOR: "1" };

/**
 * @typedef {object} CommandResult
 * @property {number} code exit code; 1 when ended by a signal
 * @property {string} output standard output and error, as they came
 * @property {boolean} timedOut
 */

/**
 * Runs a command, in the repository's folder unless told otherwise, without a terminal and with its output kept.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: Record<string, string>, timeoutMs?: number }} [options]
 * @returns {Promise<CommandResult>}
 */
export function runCommand(program, args, { cwd = ROOT, env = {}, timeoutMs = 0 } = {}) {
  return new Promise((resolve) => {
    let output = "";
    let timedOut = false;
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...COLOURS, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const timer = timeoutMs > 0 ? setTimeout(stop, timeoutMs) : undefined;
    function stop() {
      timedOut = true;
      child.kill("SIGTERM");
      setTimeout(() => child.kill("SIGKILL"), 5000).unref();
    }
    /** @param {Buffer} chunk */
    const keep = (chunk) => {
      output = (output + chunk.toString()).slice(-MAX_OUTPUT_CHARACTERS);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.on("error", (error) => {
      output += `${program}: ${error.message}\n`;
    });
    child.on("close", (code) => {
      clearTimeout(timer);
      resolve({ code: code ?? 1, output, timedOut });
    });
  });
}

/**
 * Runs a script of an installed package, e.g. `runTool("oxlint", "bin/oxlint", ["packages"])`.
 * @param {string} packageName
 * @param {string} script path within the package
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: Record<string, string>, timeoutMs?: number }} [options]
 */
export function runTool(packageName, script, args, options) {
  return runCommand(process.execPath, [join(ROOT, "node_modules", packageName, script), ...args], options);
}
