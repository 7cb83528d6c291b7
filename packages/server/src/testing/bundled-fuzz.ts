import { bundleSources } from "./bundles.ts";
import type { fuzz } from "./fuzz.ts";

/**
 * {@link fuzz} out of a bundle, which is twice as fast: within the test runner's modules every import is read through a
 * getter, in each turn of a loop over bytes.
 */
export async function bundledFuzz(): Promise<typeof fuzz> {
  const [url] = await bundleSources(["testing/fuzz.ts"]);
  const bundled = (await import(url!.href)) as { fuzz: typeof fuzz };
  return bundled.fuzz;
}
