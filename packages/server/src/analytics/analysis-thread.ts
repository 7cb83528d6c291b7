import { Worker } from "node:worker_threads";
import type { TemplateAnswer, TemplateQuestion } from "../templates/template-mining.ts";
import type { ErrorQuestion, FoundCluster } from "./error-analysis.ts";
import type { WindowAnswer, WindowQuestion } from "./window-analysis.ts";

/** The analyses of one run, in a thread of their own, one question at a time. */
export interface AnalysisThread {
  analyseWindows(question: WindowQuestion): Promise<WindowAnswer>;
  analyseErrors(question: ErrorQuestion): Promise<FoundCluster[]>;
  assignTemplates(question: TemplateQuestion): Promise<TemplateAnswer>;
  /** Of the run: the thread may serve another. */
  end(): Promise<void>;
}

export type AnalysisQuestion =
  | { readonly about: "windows"; readonly question: WindowQuestion }
  | { readonly about: "errors"; readonly question: ErrorQuestion }
  | { readonly about: "templates"; readonly question: TemplateQuestion };

/** What the thread is sent; without a question it makes itself ready, and answers nothing. */
export type AnalysisMessage = AnalysisQuestion | { readonly about: "nothing" };

export interface AnalysisThreads {
  /**
   * A thread that answers until `signal` asks for an end, or for {@link MAX_MS} at most. `giveWay` is awaited before each
   * question: not where a request waits for the answer.
   */
  lend(signal: AbortSignal, giveWay?: () => Promise<void>): AnalysisThread;
  /** Has a thread ready whose code is compiled, so that the next run need not wait for that. */
  warm(): void;
  stop(): Promise<void>;
}

const MAX_HEAP_MB = 1024;
const MAX_MS = 10 * 60_000;

/**
 * A thread that has served a run is kept for the next one: analyses take twice as long in one that has just begun.
 * @param requests how many are being answered: the thread rests meanwhile
 */
export function keepAnalysisThread(url: URL, requests: Int32Array<SharedArrayBuffer>): AnalysisThreads {
  let kept: Worker | null = null;
  let isStopped = false;

  function start(): Worker {
    const worker = new Worker(url, { workerData: requests, resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB } });
    const forget = (): void => void (kept = kept === worker ? null : kept);
    // Whoever has been lent it hears of this, too.
    worker.on("error", forget).on("exit", forget);
    return worker;
  }

  return {
    lend(signal, giveWay = atOnce) {
      const worker = kept ?? start();
      kept = null;
      return lentThread({ worker, signal, giveWay }, (isFree) => {
        if (isFree && kept === null && !isStopped) kept = worker;
        else return worker.terminate();
      });
    },
    warm() {
      if (kept || isStopped) return;
      kept = start();
      kept.postMessage({ about: "nothing" } satisfies AnalysisMessage);
    },
    async stop() {
      isStopped = true;
      await kept?.terminate();
    },
  };
}

async function atOnce(): Promise<void> {}

interface Lending {
  readonly worker: Worker;
  readonly signal: AbortSignal;
  readonly giveWay: () => Promise<void>;
}

/** `giveBack`: is the thread free, that is alive and not in the middle of an answer? */
function lentThread(
  { worker, signal, giveWay }: Lending,
  giveBack: (isFree: boolean) => Promise<unknown> | undefined,
): AnalysisThread {
  const ending = AbortSignal.any([signal, AbortSignal.timeout(MAX_MS)]);
  let fail!: (error: Error) => void;
  const failed = new Promise<never>((_, reject) => (fail = reject));
  // It may fail before anything is asked.
  failed.catch(() => undefined);
  let isAlive = true;
  const onEnd = (end: Error | number): void => {
    isAlive = false;
    fail(end instanceof Error ? end : new Error(`the analysis ended with code ${end}`));
  };
  const onAbort = (): void => fail(ending.reason as Error);
  worker.on("error", onEnd).on("exit", onEnd);
  ending.addEventListener("abort", onAbort);
  let lastAnswer: Promise<unknown> = Promise.resolve();
  let unanswered = 0;
  let isGivenBack = false;

  async function askNow<Answer>(question: AnalysisQuestion): Promise<Answer> {
    await Promise.race([giveWay(), failed]);
    ending.throwIfAborted();
    // It may serve another run by now, which would get the answer.
    if (isGivenBack) throw new Error("the run has ended");
    const answered = new Promise<Answer>((resolve) => worker.once("message", resolve));
    worker.postMessage(question satisfies AnalysisMessage);
    unanswered++;
    const answer = await Promise.race([answered, failed]);
    unanswered--;
    return answer;
  }

  function ask<Answer>(question: AnalysisQuestion): Promise<Answer> {
    const asked = lastAnswer.then(() => askNow<Answer>(question));
    lastAnswer = asked.catch(() => undefined);
    return asked;
  }

  return {
    analyseWindows: (question) => ask({ about: "windows", question }),
    analyseErrors: (question) => ask({ about: "errors", question }),
    assignTemplates: (question) => ask({ about: "templates", question }),
    async end() {
      isGivenBack = true;
      worker.off("error", onEnd).off("exit", onEnd);
      ending.removeEventListener("abort", onAbort);
      await giveBack(isAlive && unanswered === 0);
    },
  };
}
