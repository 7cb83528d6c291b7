import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { digestSources } from "./freshness.mjs";

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "faultline-freshness-"));
  mkdirSync(join(root, "packages/logs/src/testing"), { recursive: true });
  mkdirSync(join(root, "scripts"));
  for (const file of ["package.json", "package-lock.json", "scripts/build.mjs", "packages/logs/src/level.ts"]) {
    writeFileSync(join(root, file), "{}");
  }
});
afterEach(() => rmSync(root, { recursive: true }));

test("the digest is the same while nothing changes", () => {
  expect(digestSources(root)).toBe(digestSources(root));
});

test("the digest changes when a source is added, grows, or is written again", () => {
  const digests = [digestSources(root)];
  writeFileSync(join(root, "packages/logs/src/mask.ts"), "");
  digests.push(digestSources(root));
  writeFileSync(join(root, "packages/logs/src/mask.ts"), "export {};");
  digests.push(digestSources(root));
  utimesSync(join(root, "packages/logs/src/mask.ts"), 1, 1);
  digests.push(digestSources(root));
  expect(new Set(digests).size).toBe(4);
});

test("a test is not part of the product", () => {
  const before = digestSources(root);
  writeFileSync(join(root, "packages/logs/src/level.test.ts"), "");
  writeFileSync(join(root, "packages/logs/src/testing/samples.ts"), "");
  expect(digestSources(root)).toBe(before);
});
