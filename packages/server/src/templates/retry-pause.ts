/** Keeps from trying again at once what has just failed: for a second, and twice as long each time, up to a minute. */
export interface RetryPause {
  readonly isOver: boolean;
  /** Ends or lengthens the pause by how the attempt ends. */
  attempt<T>(work: () => Promise<T>): Promise<T>;
}

const FIRST_MS = 1000;
const LONGEST_MS = 60_000;

/** `now`: in ms, growing. */
export function createRetryPause(now: () => number): RetryPause {
  let pauseMs = 0;
  let until = -Infinity;
  return {
    get isOver() {
      return now() >= until;
    },
    async attempt(work) {
      try {
        const result = await work();
        pauseMs = 0;
        until = -Infinity;
        return result;
      } catch (error) {
        pauseMs = Math.min(LONGEST_MS, Math.max(FIRST_MS, 2 * pauseMs));
        until = now() + pauseMs;
        throw error;
      }
    },
  };
}
