// The import walls: who may import whom. Each rule is a sentence of docs/architecture.md.
import { readdirSync, readFileSync } from "node:fs";
import swc from "@swc/core";

// dependency-cruiser asks swc for TypeScript without JSX, whatever the file.
const { parseFileSync } = swc;
swc.parseFileSync = (file, options) => parseFileSync(file, { ...options, tsx: file.endsWith(".tsx") });

const testCode = "(\\.test\\.tsx?$|/testing/)";

/** Packages a package's product code may import; everything else in this repository is out of reach for it. */
const mayImport = {
  analytics: [],
  logs: [],
  contract: ["logs"],
  storage: ["logs"],
  server: ["analytics", "logs", "contract", "storage"],
  web: ["contract", "logs"],
  cli: ["analytics", "contract", "logs", "server"],
};

/** npm packages and Node modules that the pure packages may use. */
const pureMayUse = { analytics: "^$", logs: "/node_modules/zod/", contract: "/node_modules/zod/" };

const betweenPackages = Object.entries(mayImport).map(([name, allowed]) => ({
  name: `${name}-imports-only-${allowed.join("-") || "itself"}`,
  severity: "error",
  from: { path: `^packages/${name}/src/` },
  to: { path: "^(packages|scripts|bench|e2e)/", pathNot: `^packages/(${[name, ...allowed].join("|")})/src/` },
}));

const pure = Object.entries(pureMayUse).map(([name, allowed]) => ({
  name: `${name}-is-pure`,
  severity: "error",
  from: { path: `^packages/${name}/src/`, pathNot: testCode },
  to: { dependencyTypes: ["npm", "npm-dev", "npm-optional", "npm-peer", "core"], pathNot: allowed.replace(/^\//, "") },
}));

/** What a package shows of itself: the files its package.json exports. */
const surfaces = readdirSync("packages").flatMap((name) => {
  const manifest = JSON.parse(readFileSync(`packages/${name}/package.json`, "utf8"));
  return Object.values(manifest.exports ?? {}).map((file) => `packages/${name}/${file.replace("./", "")}`);
});
const isSurface = `^(${surfaces.join("|").replaceAll(".", "\\.")})$`;

export default {
  forbidden: [
    ...betweenPackages,
    ...pure,
    {
      name: "packages-meet-at-their-exports",
      comment: "Another package is imported by its name, and only what its package.json exports is its surface.",
      severity: "error",
      from: { path: "^packages/([^/]+)/src/", pathNot: testCode },
      to: { path: "^packages/[^/]+/src/", pathNot: ["^packages/$1/src/", isSurface] },
    },
    {
      name: "a-feature-never-imports-a-feature",
      severity: "error",
      from: { path: "^packages/web/src/features/([^/]+)/" },
      to: { path: "^packages/web/src/features/", pathNot: "^packages/web/src/features/$1/" },
    },
    {
      name: "features-do-not-know-the-app",
      severity: "error",
      from: { path: "^packages/web/src/(features|charts|api|ui)/", pathNot: testCode },
      to: { path: "^packages/web/src/app/" },
    },
    {
      name: "charts-api-and-ui-do-not-know-features",
      severity: "error",
      from: { path: "^packages/web/src/(charts|api|ui)/" },
      to: { path: "^packages/web/src/features/" },
    },
    {
      name: "only-tests-import-from-testing",
      severity: "error",
      from: { path: "^packages/", pathNot: testCode },
      to: { path: "/testing/" },
    },
    {
      name: "nothing-imports-a-test",
      severity: "error",
      from: {},
      to: { path: "\\.test\\.tsx?$" },
    },
    { name: "no-circles", severity: "error", from: {}, to: { circular: true } },
    { name: "every-import-resolves", severity: "error", from: {}, to: { couldNotResolve: true } },
    {
      name: "no-undeclared-package",
      severity: "error",
      from: { path: "^packages/", pathNot: testCode },
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
    },
    {
      name: "sql-lives-in-storage",
      comment: "Only packages/storage talks to an engine.",
      severity: "error",
      from: { path: "^packages/(?!storage/)" },
      to: { path: "^node_modules/(@clickhouse|chdb|@chdb|@electric-sql|drizzle-orm|pg)/" },
    },
  ],
  options: {
    parser: "swc",
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)(dist|\\.cache)/" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json", ".d.ts"],
      mainFields: ["module", "main", "types", "typings"],
    },
  },
};
