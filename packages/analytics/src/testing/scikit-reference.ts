import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { TestContext } from "vitest";

const ROOT = resolve(import.meta.dirname, "../../../..");

function pathOf(name: string): string {
  return resolve(ROOT, process.env["FAULTLINE_CORPUS"] ?? "../shared/data", "sklearn-reference", `${name}.json`);
}

/** One of scikit-learn's own results; null where the folder of corpora has none. */
export function readScikitReference<T>(name: string): T | null {
  try {
    return JSON.parse(readFileSync(pathOf(name), "utf8")) as T;
  } catch {
    return null;
  }
}

/**
 * One of scikit-learn's own results, from `sklearn-reference` in the folder of corpora: FAULTLINE_CORPUS, or
 * `../shared/data` beside the repository. Without it the test is skipped and says so.
 */
export function scikitReference<T>(name: string, context: TestContext): T {
  const reference = readScikitReference<T>(name);
  if (reference !== null) return reference;
  return context.skip(`scikit-learn's results are not at ${pathOf(name)}; set FAULTLINE_CORPUS`);
}
