import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { bundleEngineWorker } from "@faultline/storage/testing";
import { build } from "esbuild";

export interface WorkerUrls {
  readonly parseWorkerUrl: URL;
  readonly analysisWorkerUrl: URL;
  readonly engineWorkerUrl: URL;
}

let bundled: Promise<WorkerUrls> | null = null;

/** A worker thread needs JavaScript: bundles the workers, once per process, and returns where they are. */
export function bundleWorkers(): Promise<WorkerUrls> {
  bundled ??= bundle();
  return bundled;
}

async function bundle(): Promise<WorkerUrls> {
  const [parseWorkerUrl, analysisWorkerUrl] = await bundleSources([
    "ingestion/parse-worker.ts",
    "analytics/analysis-worker.ts",
  ]);
  return {
    parseWorkerUrl: parseWorkerUrl!,
    analysisWorkerUrl: analysisWorkerUrl!,
    engineWorkerUrl: await bundleEngineWorker(),
  };
}

/** Bundles as the program is built, each file of this package to a module of its own; returns where these are. */
export async function bundleSources(paths: readonly string[]): Promise<URL[]> {
  const outdir = mkdtempSync(join(tmpdir(), "faultline-bundles-"));
  await build({
    entryPoints: paths.map((path) => fileURLToPath(new URL(`../${path}`, import.meta.url))),
    outdir,
    entryNames: "[name]",
    outExtension: { ".js": ".mjs" },
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20.19",
  });
  return paths.map((path) => pathToFileURL(join(outdir, `${basename(path, ".ts")}.mjs`)));
}
