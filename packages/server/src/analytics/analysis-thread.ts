import { Worker } from "node:worker_threads";
import type { Analysis, AnalysisInput } from "./analysis.ts";

const MAX_HEAP_MB = 2048;
const MAX_MS = 10 * 60_000;

/** Runs {@link Analysis} in a thread of its own, for so long at most, or until `signal` asks for an end. */
export async function analyseInThread(url: URL, input: AnalysisInput, signal: AbortSignal): Promise<Analysis> {
  const worker = new Worker(url, { workerData: input, resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB } });
  const ending = AbortSignal.any([signal, AbortSignal.timeout(MAX_MS)]);
  try {
    return await new Promise<Analysis>((resolve, reject) => {
      worker.once("message", resolve);
      worker.once("error", reject);
      worker.once("exit", (code) => reject(new Error(`the analysis ended with code ${code}`)));
      ending.addEventListener("abort", () => reject(ending.reason as Error), { once: true });
    });
  } finally {
    await worker.terminate();
  }
}
