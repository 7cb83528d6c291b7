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
    opened ??= startEngineThread(workerUrl, folder, () => (opened = null)).catch((error: unknown) => {
      opened = null;
      throw error;
    });
    return opened;
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
  let isOver = false;
  const query: Statements["query"] = async (text, values, { rowMode }) => {
    // It would be one of somebody else's transaction.
    if (isOver) throw new Error("the transaction is over");
    return thread.execute({ text, values, rowMode });
  };
  await control("BEGIN");
  try {
    const result = await work({ query }).finally(() => (isOver = true));
    const { command } = await control("COMMIT");
    if (command === "ROLLBACK") throw new Error("a transaction was rolled back instead of committed");
    return result;
  } catch (error) {
    // Where the thread has died there is nothing to roll back.
    await control("ROLLBACK").catch(() => undefined);
    throw error;
  }
}
