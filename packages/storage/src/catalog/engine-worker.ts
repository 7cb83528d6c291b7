import { parentPort, workerData } from "node:worker_threads";
import type { EngineAnswer, EngineMessage, EngineStatement, EngineWorkerData } from "./engine-thread.ts";

/** Timestamp, timestamptz, date, interval: Drizzle reads the engine's own text. */
const LEFT_AS_TEXT = [1114, 1184, 1082, 1186];

/** The default, 128 MB, would be resident from the start, though the system caches the files of the database anyway. */
const BUFFERS = "shared_buffers=16MB";

const { engineUrl, folder } = workerData as EngineWorkerData;
const { PGlite } = (await import(engineUrl)) as typeof import("@electric-sql/pglite");
const parsers = Object.fromEntries(LEFT_AS_TEXT.map((type) => [type, (text: string) => text]));
const engine = await PGlite.create(folder, {
  parsers,
  startParams: [...PGlite.defaultStartParams, "-c", BUFFERS],
  initDbStartParams: ["--set", BUFFERS],
});

async function execute({ text, values, rowMode }: EngineStatement): Promise<EngineAnswer> {
  try {
    const { rows, command } = await engine.query(text, [...values], { rowMode });
    return { rows, command };
  } catch (error) {
    // WebAssembly's: the engine itself is broken, and is replaced with the thread.
    if (error instanceof Error && error.name === "RuntimeError") throw error;
    const { message, code, constraint } = error as Error & { code?: string; constraint?: string };
    return { failure: { message, code, constraint } };
  }
}

async function close(): Promise<void> {
  await engine.close();
  parentPort!.close();
}

let last = Promise.resolve();
parentPort!.on("message", (message: EngineMessage) => {
  last = last.then(async () => {
    if (message === "close") return close();
    parentPort!.postMessage(await execute(message));
  });
});
parentPort!.postMessage({} satisfies EngineAnswer);
