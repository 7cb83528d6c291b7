import { join } from "node:path";
import {
  CatalogError,
  type Config,
  ConfigError,
  DataDirectoryInUseError,
  EventStoreError,
  openRotatingLogFile,
  readConfig,
  type RunningServer,
  startServer,
} from "@faultline/server";
import { CommandError } from "./command-error.ts";
import { findLogFiles } from "./log-paths.ts";
import { statusLine } from "./taking-in/file-line.ts";
import { withoutKnown } from "./taking-in/known-files.ts";
import { ownServer } from "./taking-in/own-server.ts";
import { takeIn } from "./taking-in/take-in.ts";
import type { Terminal } from "./terminal.ts";

export interface ServeOptions {
  readonly parseWorkerUrl: URL;
  readonly analysisWorkerUrl: URL;
  readonly engineWorkerUrl: URL;
  readonly webRoot: string;
  readonly version: string;
  readonly workingDirectory: string;
  /** Asks for an end: the block in hand is finished first. */
  readonly signal: AbortSignal;
}

const LOG_FILE_BYTES = 20 * 1024 * 1024;

const EXPECTED = [CatalogError, ConfigError, DataDirectoryInUseError, EventStoreError];

/**
 * Serves until `signal` asks for an end, and takes in the files and folders named.
 * @throws CommandError for what is no defect of the program
 */
export async function serve(paths: readonly string[], terminal: Terminal, options: ServeOptions): Promise<void> {
  try {
    await serveUntilStopped(paths, terminal, options);
  } catch (error) {
    if (!EXPECTED.some((kind) => error instanceof kind)) throw error;
    throw new CommandError((error as Error).message, { cause: error });
  }
}

async function serveUntilStopped(paths: readonly string[], terminal: Terminal, options: ServeOptions): Promise<void> {
  const found = await findLogFiles(paths);
  const config = readConfig(options.workingDirectory);
  const { signal, ...serverOptions } = options;
  const logDestination = terminal.isInteractive
    ? openRotatingLogFile(logPathOf(config), LOG_FILE_BYTES)
    : process.stdout;
  const server = await startServer(config, { ...serverOptions, logDestination });
  try {
    greet(server, config, terminal, options.version);
    for (const { path, reason } of found.skipped) terminal.print(statusLine("skipped", path, reason));
    const { files, known } = withoutKnown(found.files, await server.listFiles());
    for (const { name } of known) terminal.print(statusLine("skipped", name, "taken in before, and unchanged since"));
    await takeIn(files, ownServer(server), terminal, signal);
    await aborted(signal);
  } finally {
    await server.stop();
  }
}

function greet({ address, setup }: RunningServer, config: Config, terminal: Terminal, version: string): void {
  terminal.print(`Faultline ${version} is running at ${address}`);
  terminal.print("");
  if (setup === null) terminal.print("  Open it in a browser, sign in, and drop log files on it.");
  else terminal.print("  Open it in a browser to create the admin account, then drop log files on it.");
  if (setup?.codeRequired) terminal.print(`  It asks for this setup code: ${setup.code}`);
  else if (setup) terminal.print(`  Through a proxy or under another name it asks for a setup code: ${setup.code}`);
  terminal.print(`  Data is kept in ${config.dataDirectory}.`);
  if (terminal.isInteractive) terminal.print(`  The log is ${logPathOf(config)}. Ctrl+C stops.`);
  terminal.print("");
}

function logPathOf({ dataDirectory }: Config): string {
  return join(dataDirectory, "logs", "faultline.log");
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}
