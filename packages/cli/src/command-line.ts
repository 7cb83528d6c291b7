import { parseArgs } from "node:util";

export type Command =
  | { readonly name: "help" | "version" }
  | { readonly name: "serve"; readonly paths: readonly string[] };

export class UsageError extends Error {
  readonly code = "usage";
}

export const USAGE = `Usage: faultline serve [PATH…]

Serves the web app and the API on http://127.0.0.1:8000, and takes in the log files and folders named.

  -h, --help     this text
  -v, --version  the version

Settings come from the environment or from a file .env; .env.example lists them.`;

/** @throws UsageError */
export function parseCommandLine(args: readonly string[]): Command {
  const { values, positionals } = parseStrictly(args);
  if (values.help) return { name: "help" };
  if (values.version) return { name: "version" };
  const [command, ...paths] = positionals;
  if (command === "serve") return { name: "serve", paths };
  if (command === undefined || command === "help") return { name: "help" };
  throw new UsageError(`There is no command "${command}".\n\n${USAGE}`);
}

function parseStrictly(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { help: { type: "boolean", short: "h" }, version: { type: "boolean", short: "v" } },
    });
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${USAGE}`);
  }
}
