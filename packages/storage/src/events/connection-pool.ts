/** Somebody waits for what is urgent; the rest has all but one of the connections at most. */
export type Lane = "urgent" | "background";

/** Hands out connections that do one thing at a time: work waits, in order, for the first that is free. */
export class ConnectionPool<T> {
  readonly #free: T[];
  readonly #mostInBackground: number;
  readonly #waiting: Readonly<Record<Lane, ((connection: T) => void)[]>> = { urgent: [], background: [] };
  #inBackground = 0;

  constructor(connections: readonly T[]) {
    this.#free = [...connections];
    this.#mostInBackground = Math.max(1, connections.length - 1);
  }

  async use<R>(work: (connection: T) => Promise<R>, lane: Lane = "urgent"): Promise<R> {
    const connection = await new Promise<T>((resolve) => {
      this.#waiting[lane].push(resolve);
      this.#serve();
    });
    try {
      return await work(connection);
    } finally {
      if (lane === "background") this.#inBackground--;
      this.#free.push(connection);
      this.#serve();
    }
  }

  #serve(): void {
    while (this.#free.length > 0) {
      const urgent = this.#waiting.urgent.shift();
      const mayServe = urgent === undefined && this.#inBackground < this.#mostInBackground;
      const next = urgent ?? (mayServe ? this.#waiting.background.shift() : undefined);
      if (next === undefined) return;
      if (urgent === undefined) this.#inBackground++;
      next(this.#free.pop()!);
    }
  }
}
