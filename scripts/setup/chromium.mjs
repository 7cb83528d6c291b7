import { existsSync } from "node:fs";
import { runCommand } from "./command.mjs";

const INSTALL_TIMEOUT_MS = 5 * 60_000;

/** How to get a browser, in one line. */
export const HOW_TO_GET_CHROMIUM =
  "No Chromium found: install one (for example `npx playwright install --with-deps chromium`) or set FAULTLINE_CHROMIUM to its path.";

/** Nothing that draws on a graphics card, asks the network on its own, or greets a first user. */
export const CHROMIUM_FLAGS = [
  "--disable-gpu",
  "--disable-quic",
  "--disable-dev-shm-usage",
  "--disable-background-networking",
  "--no-first-run",
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];

const IN_THE_SYSTEM = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/**
 * The path of a Chromium that starts: from FAULTLINE_CHROMIUM, else the system's, else Playwright's own.
 * @returns {Promise<string | null>}
 * @throws when FAULTLINE_CHROMIUM is set to something that does not start
 */
export async function findChromium() {
  const chosen = process.env.FAULTLINE_CHROMIUM;
  if (chosen) {
    if (await starts(chosen)) return chosen;
    throw new Error(`FAULTLINE_CHROMIUM is ${chosen}, which does not start.`);
  }
  for (const name of IN_THE_SYSTEM) {
    const path = name.startsWith("/") ? name : await pathOf(name);
    if (path && (await starts(path))) return path;
  }
  const { chromium } = await import("@playwright/test");
  const own = chromium.executablePath();
  return (await starts(own)) ? own : null;
}

/**
 * Installs the distribution's package where that needs no questions: as root with apt-get.
 * @param {(line: string) => void} say
 */
export async function installChromium(say) {
  if (process.getuid?.() !== 0 || !(await pathOf("apt-get"))) return;
  say("No Chromium found; installing the system's package chromium …");
  const options = { env: { DEBIAN_FRONTEND: "noninteractive" }, timeoutMs: INSTALL_TIMEOUT_MS };
  const update = await runCommand("apt-get", ["update", "-q"], options);
  const install = await runCommand("apt-get", ["install", "-y", "-q", "--no-install-recommends", "chromium"], options);
  if (install.code !== 0) say(`${update.code === 0 ? "" : update.output}${install.output}`.trim());
}

/** @param {string} path */
async function starts(path) {
  return existsSync(path) && (await runCommand(path, ["--version"], { timeoutMs: 20_000 })).code === 0;
}

/** @param {string} name */
async function pathOf(name) {
  const { code, output } = await runCommand("sh", ["-c", 'command -v "$0"', name]);
  return code === 0 ? output.trim() : null;
}
