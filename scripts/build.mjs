import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { gzipSync } from "node:zlib";
import { build as bundle } from "esbuild";
import { build as buildSite } from "vite";
import { withConstantBindings } from "./constant-bindings.mjs";
import { BUILD_STAMP, digestSources } from "./setup/freshness.mjs";
import { ROOT } from "./setup/paths.mjs";

const DIST = join(ROOT, "dist");

/** The program and each worker thread's script, by the name of its file. */
function entryPoints() {
  const workers = ["packages/server/src", "packages/storage/src"].flatMap((folder) => {
    const names = readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" });
    return names.filter((name) => name.endsWith("-worker.ts")).map((name) => join(ROOT, folder, name));
  });
  const files = [join(ROOT, "packages/cli/src/main.ts"), ...workers];
  return Object.fromEntries(files.map((file) => [basename(file, ".ts"), file]));
}

/**
 * What finds files of its own beside itself: native modules, WebAssembly, pages, worker threads. All else goes into the
 * bundle, since loading hundreds of small files is a good part of a start.
 */
const OUTSIDE = [
  "chdb",
  "@clickhouse/client",
  "@electric-sql/pglite",
  "@node-rs/argon2",
  "@fastify/swagger-ui",
  "pino",
  "pg",
];

/** Bundled CommonJS asks for Node's own modules by `require`, which ES modules lack. */
const REQUIRE = `import { createRequire as faultlineRequire } from "node:module";
const require = faultlineRequire(import.meta.url);`;

async function buildProgram() {
  const { metafile } = await bundle({
    entryPoints: entryPoints(),
    absWorkingDir: ROOT,
    outdir: DIST,
    bundle: true,
    // A command loads what it needs and no more: reading a file on the command line needs no server.
    splitting: true,
    chunkNames: "chunks/[name]-[hash]",
    format: "esm",
    platform: "node",
    target: "node20.19",
    sourcemap: true,
    sourcesContent: false,
    loader: { ".sql": "text" },
    external: OUTSIDE,
    banner: { js: REQUIRE },
    metafile: true,
    logLevel: "warning",
  });
  const parser = metafile.outputs["dist/parse-worker.js"];
  const imported = parser.imports.filter(({ external }) => !external).map(({ path }) => path);
  for (const path of ["dist/parse-worker.js", ...imported]) {
    const file = join(ROOT, path);
    writeFileSync(file, withConstantBindings(readFileSync(file, "utf8")));
  }
}

async function buildWeb() {
  const outDir = join(DIST, "web");
  await buildSite({
    root: join(ROOT, "packages/web"),
    build: { outDir, emptyOutDir: true, reportCompressedSize: false },
    logLevel: "warn",
  });
  compressTexts(outDir);
}

/**
 * Beside each text its `.gz`, which the server sends to whoever takes it: the scripts are a third as large.
 * @param {string} folder
 */
function compressTexts(folder) {
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!/\.(?:js|css|html|svg)$/.test(name)) continue;
    const path = join(folder, name);
    writeFileSync(`${path}.gz`, gzipSync(readFileSync(path), { level: 9 }));
  }
}

// Taken before the build: a file saved while it runs makes the next start build again.
const digest = digestSources(ROOT);
rmSync(DIST, { recursive: true, force: true });
await Promise.all([buildProgram(), buildWeb()]);
writeFileSync(BUILD_STAMP, digest);
