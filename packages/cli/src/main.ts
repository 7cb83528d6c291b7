import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { CommandError } from "./command-error.ts";
import { type Command, parseCommandLine, UsageError } from "./command-line.ts";
import { MissingPathError } from "./log-paths.ts";
import { createTerminal } from "./terminal.ts";
import { createTextOutput } from "./text-output.ts";
import { USAGE } from "./usage.ts";

const STOP_WITHIN_MS = 9000;

/** Resolves to the exit code. Each command is loaded on its own: what a server needs takes long to load. */
async function run(command: Command): Promise<number> {
  switch (command.name) {
    case "help":
      process.stdout.write(`${USAGE[command.topic]}\n`);
      return 0;
    case "version":
      process.stdout.write(`${readVersion()}\n`);
      return 0;
    case "serve":
      return runServe(command.paths);
    case "parse": {
      const { parseCommand } = await import("./parse/parse-command.ts");
      return parseCommand(command, createTextOutput(process.stdout), (line) => process.stderr.write(`${line}\n`));
    }
    case "analyze": {
      const { analyzeCommand } = await import("./analyze/analyze-command.ts");
      const output = createTextOutput(process.stdout);
      return analyzeCommand(command, output, columnsOf(process.stdout), (line) => process.stderr.write(`${line}\n`));
    }
    case "formats": {
      const { listFormatsCommand } = await import("./formats/list-formats.ts");
      await listFormatsCommand(command.json, command.formatsDirectory, createTextOutput(process.stdout));
      return 0;
    }
    case "test-format": {
      const { testFormatCommand } = await import("./formats/test-format.ts");
      return testFormatCommand(command.definition, command.lines, createTextOutput(process.stdout));
    }
    case "ingest": {
      const { ingestCommand } = await import("./ingest/ingest-command.ts");
      const apiKey = command.apiKey ?? process.env["FAULTLINE_API_KEY"];
      return ingestCommand({ ...command, apiKey: apiKey || undefined }, createTerminal(process.stderr), stopSignal());
    }
  }
}

const COLUMNS_OF_A_FILE = 120;

function columnsOf({ isTTY, columns }: NodeJS.WriteStream): number {
  return isTTY && columns > 0 ? columns : COLUMNS_OF_A_FILE;
}

async function runServe(paths: readonly string[]): Promise<number> {
  const { serve } = await import("./serve.ts");
  // Where standard output is read by a program it has the JSON log, and people's text goes to standard error.
  const terminal = createTerminal(process.stdout.isTTY ? process.stdout : process.stderr);
  await serve(paths, terminal, {
    parseWorkerUrl: new URL("./parse-worker.js", import.meta.url),
    analysisWorkerUrl: new URL("./analysis-worker.js", import.meta.url),
    engineWorkerUrl: new URL("./engine-worker.js", import.meta.url),
    webRoot: fileURLToPath(new URL("./web", import.meta.url)),
    version: readVersion(),
    workingDirectory: process.cwd(),
    signal: stopSignal(),
  });
  return 0;
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

const EXPECTED = [CommandError, MissingPathError, UsageError];

function explain(error: unknown): unknown {
  if ((error as NodeJS.ErrnoException).code === "EADDRINUSE") {
    return `${(error as Error).message}. Stop the program that uses it, or set PORT to another.`;
  }
  // A data directory that is a file or may not be written, say: the system's words name the path.
  if (error instanceof Error && "syscall" in error) return error.message;
  return EXPECTED.some((kind) => error instanceof kind) ? (error as Error).message : error;
}

try {
  process.exitCode = await run(parseCommandLine(process.argv.slice(2)));
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}
