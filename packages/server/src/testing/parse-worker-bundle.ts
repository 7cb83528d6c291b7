import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

let bundled: Promise<URL> | null = null;

/** A worker thread needs JavaScript: bundles the parse worker, once per process, and returns where it is. */
export function bundleParseWorker(): Promise<URL> {
  bundled ??= bundle(fileURLToPath(new URL("../ingestion/parse-worker.ts", import.meta.url)), "parse-worker.mjs");
  return bundled;
}

async function bundle(entryPoint: string, name: string): Promise<URL> {
  const outfile = join(mkdtempSync(join(tmpdir(), "faultline-worker-")), name);
  await build({
    entryPoints: [entryPoint],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20.19",
  });
  return pathToFileURL(outfile);
}
