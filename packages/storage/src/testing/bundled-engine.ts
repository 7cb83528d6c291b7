import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

let bundled: Promise<URL> | null = null;

/** A worker thread needs JavaScript: bundles that of the embedded catalog, once per process, and returns where it is. */
export function bundleEngineWorker(): Promise<URL> {
  bundled ??= bundle();
  return bundled;
}

async function bundle(): Promise<URL> {
  const outfile = join(mkdtempSync(join(tmpdir(), "faultline-engine-")), "engine-worker.mjs");
  const source = fileURLToPath(new URL("../catalog/engine-worker.ts", import.meta.url));
  await build({ entryPoints: [source], outfile, bundle: true, format: "esm", platform: "node", target: "node20.19" });
  return pathToFileURL(outfile);
}
