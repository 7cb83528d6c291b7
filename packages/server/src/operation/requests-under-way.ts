import { setTimeout as delay } from "node:timers/promises";

/** Who is being answered, so that work that nobody waits for gives way. */
export interface RequestsUnderWay {
  /** Returns how to say that it was answered. */
  begin(): () => void;
  /**
   * Awaited between the steps of work: resolves once nobody is being answered, and the next of several requests has had the time
   * to come; soon in any case. After others have asked it takes {@link TIMES_AS_LONG} times as long as the step before it at least.
   */
  giveWay(): Promise<void>;
  /** How many are being answered: see {@link restWhileRequested}. */
  readonly count: Int32Array<SharedArrayBuffer>;
}

/** What takes longer is an upload or a stream, and waits for something else than a processor. */
const LONGEST_MS = 500;
/** A page asks for one thing after another. */
const NEXT_MS = 10;
/** Work goes on then, however many ask: for each question of a run to the store or its thread, some tens for most. */
const MOST_MS = 100;
const LOOK_MS = 4;
/** Whoever has asked lately will ask again: most of the time is left to them. */
const AROUND_MS = 300;
const TIMES_AS_LONG = 3;
const MOST_PAUSE_MS = 150;
/** Of a thread, for each question. */
const MOST_RESTED_MS = 200;

export function createRequestsUnderWay(now: () => number = () => performance.now()): RequestsUnderWay {
  const begun = new Set<{ readonly at: number }>();
  const count = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  let lastEnd = -Infinity;
  let wentOn = -Infinity;

  function isQuiet(): boolean {
    const time = now();
    if (time - lastEnd < NEXT_MS) return false;
    for (const { at } of begun) if (time - at < LONGEST_MS) return false;
    return true;
  }

  function counted(): () => void {
    Atomics.add(count, 0, 1);
    let isCounted = true;
    const discount = (): void => {
      if (isCounted && Atomics.sub(count, 0, 1) === 1) Atomics.notify(count, 0);
      isCounted = false;
      clearTimeout(late);
    };
    const late = setTimeout(discount, LONGEST_MS).unref();
    return discount;
  }

  return {
    count,
    begin() {
      const request = { at: now() };
      const discount = counted();
      begun.add(request);
      return () => {
        discount();
        if (begun.delete(request)) lastEnd = now();
      };
    },
    async giveWay() {
      if (now() - lastEnd < AROUND_MS) await delay(Math.min(TIMES_AS_LONG * (now() - wentOn), MOST_PAUSE_MS));
      for (const endMs = now() + MOST_MS; !isQuiet() && now() < endMs;) await delay(LOOK_MS);
      wentOn = now();
    },
  };
}

/**
 * For a thread that is not the server's own: stops it while somebody is being answered, until it has stopped for
 * {@link MOST_RESTED_MS} in all.
 * @param wait until the count is another, or for so many milliseconds
 */
export function restWhileRequested(
  count: Int32Array<SharedArrayBuffer>,
  wait: (requests: number, ms: number) => void = (requests, ms) => void Atomics.wait(count, 0, requests, ms),
  now: () => number = () => performance.now(),
): () => void {
  let restedMs = 0;
  return () => {
    while (restedMs < MOST_RESTED_MS) {
      const requests = Atomics.load(count, 0);
      if (requests === 0) return;
      const startedAt = now();
      wait(requests, LOOK_MS);
      restedMs += now() - startedAt;
    }
  };
}
