import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { build as bundle } from "esbuild";
import { build as buildSite } from "vite";
import { BUILD_STAMP, digestSources } from "./setup/freshness.mjs";
import { ROOT } from "./setup/paths.mjs";

const DIST = join(ROOT, "dist");

/** The program and each worker thread's script, by the name of its file. */
function entryPoints() {
  const server = join(ROOT, "packages/server/src");
  const workers = readdirSync(server, { recursive: true, encoding: "utf8" }).filter((path) =>
    path.endsWith("-worker.ts"),
  );
  const files = [join(ROOT, "packages/cli/src/main.ts"), ...workers.map((path) => join(server, path))];
  return Object.fromEntries(files.map((file) => [basename(file, ".ts"), file]));
}

/** Only this repository's own packages go into the bundle; native modules and the rest stay in node_modules. */
const npmPackagesStayOutside = {
  name: "npm-packages-stay-outside",
  /** @param {import("esbuild").PluginBuild} build */
  setup(build) {
    build.onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
      kind === "entry-point" || path.startsWith("@faultline/") ? undefined : { path, external: true },
    );
  },
};

async function buildProgram() {
  await bundle({
    entryPoints: entryPoints(),
    outdir: DIST,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20.19",
    sourcemap: true,
    sourcesContent: false,
    loader: { ".sql": "text" },
    plugins: [npmPackagesStayOutside],
    logLevel: "warning",
  });
}

async function buildWeb() {
  await buildSite({
    root: join(ROOT, "packages/web"),
    build: { outDir: join(DIST, "web"), emptyOutDir: true, reportCompressedSize: false },
    logLevel: "warn",
  });
}

// Taken before the build: a file saved while it runs makes the next start build again.
const digest = digestSources(ROOT);
rmSync(DIST, { recursive: true, force: true });
await Promise.all([buildProgram(), buildWeb()]);
writeFileSync(BUILD_STAMP, digest);
