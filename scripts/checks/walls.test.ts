import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runTool } from "../setup/command.mjs";
import { ROOT } from "../setup/paths.mjs";

let house: string;
beforeEach(() => {
  house = mkdtempSync(join(tmpdir(), "faultline-walls-"));
});
afterEach(() => rmSync(house, { recursive: true }));

/** Lays files out as a repository and returns the names of the rules that its imports break. */
async function brokenRules(files: Record<string, string>): Promise<string[]> {
  const manifests = Object.fromEntries(
    Object.keys(files).map((path) => [
      `${path.split("/src/")[0]}/package.json`,
      JSON.stringify({ type: "module", exports: { ".": "./src/index.ts" } }),
    ]),
  );
  for (const [path, text] of Object.entries({ ...manifests, ...files })) {
    mkdirSync(dirname(join(house, path)), { recursive: true });
    writeFileSync(join(house, path), text);
  }
  const report = join(house, "report.json");
  const args = ["--config", join(ROOT, ".dependency-cruiser.mjs"), "-T", "json", "-f", report, "packages"];
  await runTool("dependency-cruiser", "bin/dependency-cruise.mjs", args, { cwd: house });
  const { summary } = JSON.parse(readFileSync(report, "utf8")) as {
    summary: { totalCruised: number; violations: { rule: { name: string } }[] };
  };
  expect(summary.totalCruised).toBeGreaterThan(0);
  return [...new Set(summary.violations.map(({ rule }) => rule.name))].toSorted();
}

const importOf = (path: string) => `import { x } from "${path}";\nexport const y = x;\n`;
const leaf = "export const x = 1;\n";

test("an import that the architecture allows breaks nothing", async () => {
  const broken = await brokenRules({
    "packages/logs/src/index.ts": leaf,
    "packages/storage/src/index.ts": importOf("../../logs/src/index.ts"),
  });
  expect(broken).toEqual([]);
});

test("a package that reaches where it may not is told", async () => {
  const broken = await brokenRules({
    "packages/storage/src/index.ts": leaf,
    "packages/web/src/main.ts": importOf("../../storage/src/index.ts"),
  });
  expect(broken).toEqual(["web-imports-only-contract-logs"]);
});

test("a type-only import is an import too", async () => {
  const broken = await brokenRules({
    "packages/storage/src/index.ts": "export type X = number;\n",
    "packages/logs/src/index.ts":
      'import type { X } from "../../storage/src/index.ts";\nexport type Y = X;\nexport const z = 1;\n',
  });
  expect(broken).toEqual(["logs-imports-only-itself"]);
});

test("a pure package uses no module of Node", async () => {
  expect(await brokenRules({ "packages/logs/src/index.ts": importOf("node:fs") })).toEqual(["logs-is-pure"]);
});

test("another package is entered by what it exports", async () => {
  const broken = await brokenRules({
    "packages/logs/src/mask.ts": leaf,
    "packages/contract/src/index.ts": importOf("../../logs/src/mask.ts"),
  });
  expect(broken).toEqual(["packages-meet-at-their-exports"]);
});

test("imports of a file with JSX are seen", async () => {
  const broken = await brokenRules({
    "packages/web/src/features/files/list.ts": leaf,
    "packages/web/src/features/explorer/page.tsx": `${importOf("../files/list.ts")}export const page = <p>{y}</p>;\n`,
  });
  expect(broken).toEqual(["a-feature-never-imports-a-feature"]);
});

test("a feature imports neither a feature nor the app, and the layers below import no feature", async () => {
  const broken = await brokenRules({
    "packages/web/src/app/frame.ts": leaf,
    "packages/web/src/features/files/list.ts": importOf("../../app/frame.ts"),
    "packages/web/src/features/explorer/list.ts": importOf("../files/list.ts"),
    "packages/web/src/ui/button.ts": importOf("../features/files/list.ts"),
  });
  expect(broken).toEqual([
    "a-feature-never-imports-a-feature",
    "charts-api-and-ui-do-not-know-features",
    "features-do-not-know-the-app",
  ]);
});

test("a circle, a test's helper in the product and an import of nothing are told", async () => {
  const broken = await brokenRules({
    "packages/logs/src/a.ts": importOf("./b.ts"),
    "packages/logs/src/b.ts": `export const x = 1;\nexport { y } from "./a.ts";\n`,
    "packages/logs/src/testing/samples.ts": leaf,
    "packages/logs/src/c.ts": importOf("./testing/samples.ts"),
    "packages/logs/src/d.ts": importOf("./nowhere.ts"),
  });
  expect(broken).toEqual(["every-import-resolves", "no-circles", "only-tests-import-from-testing"]);
});
