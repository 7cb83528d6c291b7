import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { setFlagsFromString } from "node:v8";
import { Worker } from "node:worker_threads";

/** PGlite in a thread of its own: WebAssembly gives its thread to nothing else until a statement is over. */
export interface EngineThread {
  /** Statements are executed in the order in which they are given. */
  execute(statement: EngineStatement): Promise<StatementResult>;
  /** After what was given before. */
  close(): Promise<void>;
}

export type RowMode = "array" | "object";

export interface StatementResult {
  readonly rows: unknown[];
  /** What was done, as PostgreSQL names it: `COMMIT`. */
  readonly command: string | undefined;
}

export interface EngineWorkerData {
  readonly engineUrl: string;
  readonly folder: string;
}

export interface EngineStatement {
  readonly text: string;
  readonly values: readonly unknown[];
  readonly rowMode: RowMode;
}

export type EngineMessage = EngineStatement | "close";

/** One for each statement, in their order, and one before them once the engine is open. */
export interface EngineAnswer extends Partial<StatementResult> {
  /** What Drizzle and the catalog read of PostgreSQL's error. */
  readonly failure?: {
    readonly message: string;
    readonly code: string | undefined;
    readonly constraint: string | undefined;
  };
}

/** Little is made and kept outside of WebAssembly's memory. */
const MAX_YOUNG_HEAP_MB = 8;

/**
 * Of WebAssembly only what V8 compiles first is used: to optimize PGlite takes a hundred megabytes that stay with the
 * compiling threads, and doubles the time of a first start, while the statements of a catalog gain nothing by it.
 */
const BASELINE_ONLY = ["--no-wasm-tier-up", "--no-wasm-dynamic-tiering"];

/** The thread is gone, and what it was told with it. */
class EngineEndedError extends Error {
  /** As of a server whose connection broke. */
  readonly code = "ECONNRESET";
  constructor() {
    super("the embedded engine has ended");
  }
}

interface Asked {
  resolve(answer: EngineAnswer): void;
  reject(error: Error): void;
}

/**
 * Opens the database in `folder`, and makes it if there is none.
 * @param workerUrl the bundled `engine-worker.ts`
 * @param onEnd called when the thread has ended, for whatever reason
 */
export async function startEngineThread(
  workerUrl: URL,
  folder: string,
  onEnd: () => void = () => undefined,
): Promise<EngineThread> {
  const engineUrl = pathToFileURL(createRequire(import.meta.url).resolve("@electric-sql/pglite")).href;
  // A worker's own flags cannot be V8's.
  for (const flag of BASELINE_ONLY) setFlagsFromString(flag);
  const worker = new Worker(workerUrl, {
    workerData: { engineUrl, folder } satisfies EngineWorkerData,
    resourceLimits: { maxYoungGenerationSizeMb: MAX_YOUNG_HEAP_MB },
  });
  const unanswered: Asked[] = [];
  let failed: Error | null = null;
  let death: Error | null = null;

  function ask(statement?: EngineStatement): Promise<EngineAnswer> {
    return new Promise((resolve, reject) => {
      if (death) return reject(death);
      unanswered.push({ resolve, reject });
      if (statement) worker.postMessage(statement);
    });
  }

  const ended = new Promise<void>((resolve) => {
    worker.on("error", (error: Error) => (failed = error));
    worker.on("exit", () => {
      death = failed ?? new EngineEndedError();
      for (const { reject } of unanswered.splice(0)) reject(death);
      onEnd();
      resolve();
    });
  });
  worker.on("message", (answer: EngineAnswer) => unanswered.shift()!.resolve(answer));

  await ask();
  return {
    async execute(statement) {
      const { failure, rows = [], command } = await ask(statement);
      if (failure) throw Object.assign(new Error(failure.message), failure);
      return { rows, command };
    },
    async close() {
      worker.postMessage("close" satisfies EngineMessage);
      await ended;
      if (failed) throw failed;
    },
  };
}
