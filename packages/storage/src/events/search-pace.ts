/** Entries that are searched in a millisecond even on a slow machine. */
const LEAST_PER_MS = 1000;
/** Of the time that is left: a slice that is slower than the one before it is to end in time too. */
const SHARE_OF_TIME = 0.8;

/** How many entries a search gets through in a time, by how long what it has searched took. */
export class SearchPace {
  /** Each statement takes about so long at least, however little it reads. */
  #statementMs: number;
  #entriesPerMs = LEAST_PER_MS;

  /** `statementMs`: what one that reads hardly anything has just taken. */
  constructor(statementMs: number) {
    this.#statementMs = statementMs;
  }

  note(entries: number, tookMs: number): void {
    // What waited for others says nothing of the next.
    this.#statementMs = Math.min(this.#statementMs, tookMs);
    this.#entriesPerMs = entries / Math.max(tookMs - this.#statementMs, tookMs / 2);
  }

  /** None where the time is over, or hardly suffices for a statement. */
  entriesWithin(ms: number): number {
    return Math.max(0, ms * SHARE_OF_TIME - this.#statementMs) * this.#entriesPerMs;
  }
}
