import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { CatalogError, ConfigError, DataDirectoryInUseError, EventStoreError } from "@faultline/server";
import { parseCommandLine, USAGE, UsageError } from "./command-line.ts";
import { MissingPathError } from "./log-paths.ts";
import { serve } from "./serve.ts";
import { createTerminal } from "./terminal.ts";

const STOP_WITHIN_MS = 9000;

async function main(): Promise<void> {
  const command = parseCommandLine(process.argv.slice(2));
  const version = readVersion();
  if (command.name !== "serve") return console.log(command.name === "help" ? USAGE : version);
  // Where standard output is read by a program it has the JSON log, and people's text goes to standard error.
  const terminal = createTerminal(process.stdout.isTTY ? process.stdout : process.stderr);
  await serve(command.paths, terminal, {
    parseWorkerUrl: new URL("./parse-worker.js", import.meta.url),
    analysisWorkerUrl: new URL("./analysis-worker.js", import.meta.url),
    webRoot: fileURLToPath(new URL("./web", import.meta.url)),
    version,
    workingDirectory: process.cwd(),
    signal: stopSignal(),
  });
}

/** SIGTERM or Ctrl+C, which npm passes on a second time; the end is not waited for without limit. */
function stopSignal(): AbortSignal {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) return;
    controller.abort();
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
  return controller.signal;
}

function readVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  return (manifest as { version: string }).version;
}

const EXPECTED = [CatalogError, ConfigError, DataDirectoryInUseError, EventStoreError, MissingPathError, UsageError];

function explain(error: unknown): unknown {
  if ((error as NodeJS.ErrnoException).code === "EADDRINUSE") {
    return `${(error as Error).message}. Stop the program that uses it, or set PORT to another.`;
  }
  // A data directory that is a file or may not be written, say: the system's words name the path.
  if (error instanceof Error && "syscall" in error) return error.message;
  return EXPECTED.some((kind) => error instanceof kind) ? (error as Error).message : error;
}

try {
  await main();
  process.exitCode = 0;
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}
