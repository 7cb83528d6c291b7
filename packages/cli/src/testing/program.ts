import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const ROOT = fileURLToPath(new URL("../../../../", import.meta.url));

export const VERSION = "9.8.7";

/** The program bundled as it is shipped, within the repository so that it finds its dependencies. */
export interface Program {
  readonly main: string;
  remove(): void;
}

export async function buildProgram(): Promise<Program> {
  mkdirSync(join(ROOT, ".cache"), { recursive: true });
  const directory = mkdtempSync(join(ROOT, ".cache", "program-"));
  writeFileSync(join(directory, "package.json"), JSON.stringify({ type: "module", version: VERSION }));
  const source = (path: string): string => join(ROOT, "packages", path);
  await build({
    entryPoints: [
      source("cli/src/main.ts"),
      source("server/src/ingestion/parse-worker.ts"),
      source("server/src/analytics/analysis-worker.ts"),
      source("storage/src/catalog/engine-worker.ts"),
    ],
    outdir: join(directory, "dist"),
    entryNames: "[name]",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20.19",
    plugins: [
      {
        name: "npm-packages-stay-outside",
        setup: ({ onResolve }) =>
          onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
            kind === "entry-point" || path.startsWith("@faultline/") ? undefined : { path, external: true },
          ),
      },
    ],
  });
  return {
    main: join(directory, "dist", "main.js"),
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}

export interface RunningProgram {
  readonly process: ChildProcess;
  readonly output: { stdout: string; stderr: string };
  /** Exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
  /** The address it printed. */
  address(): Promise<string>;
}

/** Runs the program with the settings given and no others. */
export function runProgram(
  program: Program,
  args: readonly string[],
  directory: string,
  settings: Readonly<Record<string, string>> = {},
): RunningProgram {
  const environment = {
    PATH: process.env["PATH"] ?? "",
    PORT: "0",
    FAULTLINE_DATA_DIR: join(directory, "data"),
    ...settings,
  };
  const child = spawn(process.execPath, [program.main, ...args], {
    cwd: directory,
    env: environment,
    stdio: ["pipe", "pipe", "pipe"],
  });
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk: Buffer) => (output.stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output.stderr += chunk.toString()));
  const ended = once(child, "close").then(([code, signal]) => (code ?? signal) as number | string);
  return {
    process: child,
    output,
    ended,
    async address() {
      for (;;) {
        const found = /running at (http:\S+)/.exec(output.stderr)?.[1];
        if (found) return found;
        if (child.exitCode !== null) throw new Error(`the program ended: ${output.stderr}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
  };
}
