import { type EngineThread, startEngineThread, type RowMode, type StatementResult } from "./engine-thread.ts";

/** What Drizzle asks of PGlite. */
export interface EmbeddedEngine extends Statements {
  /** Nothing else is executed meanwhile. */
  transaction<T>(work: (statements: Statements) => Promise<T>): Promise<T>;
  /** After what was begun before. */
  close(): Promise<void>;
}

interface Statements {
  query(text: string, values: readonly unknown[], options: { readonly rowMode: RowMode }): Promise<StatementResult>;
}

/**
 * The database in `folder`. A thread that has died fails what it was told; the next statement has a new one, which finds
 * what was committed.
 */
export async function openEmbeddedEngine(workerUrl: URL, folder: string): Promise<EmbeddedEngine> {
  let opened: Promise<EngineThread> | null = null;
  let isClosed = false;
  /** Until the transactions are over that were begun. */
  let turn: Promise<unknown> = Promise.resolve();

  function open(): Promise<EngineThread> {
    if (isClosed) return Promise.reject(new Error("the catalog is closed"));
    return (opened ??= startEngineThread(workerUrl, folder, () => (opened = null)));
  }
  const free = (): Promise<EngineThread> => turn.then(open);

  await open();
  return {
    query: (text, values, { rowMode }) => free().then((thread) => thread.execute({ text, values, rowMode })),
    transaction(work) {
      const result = free().then((thread) => inTransaction(thread, work));
      turn = result.catch(() => undefined);
      return result;
    },
    async close() {
      const thread = await free();
      isClosed = true;
      await thread.close();
    },
  };
}

async function inTransaction<T>(thread: EngineThread, work: (statements: Statements) => Promise<T>): Promise<T> {
  const control = (text: string) => thread.execute({ text, values: [], rowMode: "array" });
  await control("BEGIN");
  try {
    const result = await work({ query: (text, values, { rowMode }) => thread.execute({ text, values, rowMode }) });
    const { command } = await control("COMMIT");
    if (command === "ROLLBACK") throw new Error("a transaction was rolled back instead of committed");
    return result;
  } catch (error) {
    // Where the thread has died there is nothing to roll back.
    await control("ROLLBACK").catch(() => undefined);
    throw error;
  }
}
