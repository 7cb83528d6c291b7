import { setTimeout as delay } from "node:timers/promises";

/** Who is being answered, so that work that nobody waits for gives way. */
export interface RequestsUnderWay {
  /** Returns how to say that it was answered. */
  begin(): () => void;
  /** Resolves once nobody is being answered, and the next of several requests has had the time to come; soon in any case. */
  giveWay(): Promise<void>;
}

/** What takes longer is an upload or a stream, and waits for something else than a processor. */
const LONGEST_MS = 500;
/** A page asks for one thing after another. */
const NEXT_MS = 10;
/** Work goes on then, however many ask: for each question of a run to the store or its thread, some tens for most. */
const MOST_MS = 100;
const LOOK_MS = 4;

export function createRequestsUnderWay(now: () => number = () => performance.now()): RequestsUnderWay {
  const begun = new Set<{ readonly at: number }>();
  let lastEnd = -Infinity;

  function isQuiet(): boolean {
    const time = now();
    if (time - lastEnd < NEXT_MS) return false;
    for (const { at } of begun) if (time - at < LONGEST_MS) return false;
    return true;
  }

  return {
    begin() {
      const request = { at: now() };
      begun.add(request);
      return () => {
        if (begun.delete(request)) lastEnd = now();
      };
    },
    async giveWay() {
      for (const endMs = now() + MOST_MS; !isQuiet() && now() < endMs;) await delay(LOOK_MS);
    },
  };
}
