import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { TestContext } from "vitest";

const ROOT = resolve(import.meta.dirname, "../../../..");

/**
 * One of scikit-learn's own results, from `sklearn-reference` in the folder of corpora: FAULTLINE_CORPUS, or
 * `../shared/data` beside the repository. Without it the test is skipped and says so.
 */
export function scikitReference<T>(name: string, context: TestContext): T {
  const path = resolve(ROOT, process.env["FAULTLINE_CORPUS"] ?? "../shared/data", "sklearn-reference", `${name}.json`);
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    return context.skip(`scikit-learn's results are not at ${path}; set FAULTLINE_CORPUS`);
  }
  return JSON.parse(text) as T;
}
