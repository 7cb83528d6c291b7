import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

export interface WorkerUrls {
  readonly parseWorkerUrl: URL;
  readonly analysisWorkerUrl: URL;
}

let bundled: Promise<WorkerUrls> | null = null;

/** A worker thread needs JavaScript: bundles the workers, once per process, and returns where they are. */
export function bundleWorkers(): Promise<WorkerUrls> {
  bundled ??= bundle();
  return bundled;
}

async function bundle(): Promise<WorkerUrls> {
  const outdir = mkdtempSync(join(tmpdir(), "faultline-workers-"));
  const source = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
  await build({
    entryPoints: [source("ingestion/parse-worker.ts"), source("analytics/analysis-worker.ts")],
    outdir,
    entryNames: "[name]",
    outExtension: { ".js": ".mjs" },
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20.19",
  });
  const urlOf = (name: string): URL => pathToFileURL(join(outdir, name));
  return { parseWorkerUrl: urlOf("parse-worker.mjs"), analysisWorkerUrl: urlOf("analysis-worker.mjs") };
}
