/** Hands out connections that do one thing at a time: work waits, in order, for the first that is free. */
export class ConnectionPool<T> {
  readonly #free: T[];
  readonly #waiting: ((connection: T) => void)[] = [];

  constructor(connections: readonly T[]) {
    this.#free = [...connections];
  }

  async use<R>(work: (connection: T) => Promise<R>): Promise<R> {
    const connection = this.#free.pop() ?? (await new Promise<T>((resolve) => this.#waiting.push(resolve)));
    try {
      return await work(connection);
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#free.push(connection);
      else next(connection);
    }
  }
}
