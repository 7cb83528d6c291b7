import type { AnalyticsRun, NewRun, RunScope } from "@faultline/storage";
import { performRun, type RunSurroundings } from "./perform-run.ts";

/** Runs of the analytics, one at a time; others wait in line. */
export interface AnalyticsRunner {
  /**
   * Starts a run, or joins one of the same scope that waits or is under way. What ingestion asks for joins only one that
   * has not begun, for another may have counted before the newest entries came.
   * @throws TooManyRunsError
   */
  request(run: NewRun): Promise<{ readonly run: AnalyticsRun; readonly joined: boolean }>;
  /** The run as it is then; null if there is none that has not ended. */
  cancel(id: number): Promise<AnalyticsRun | null>;
  /** Puts runs in line that an earlier process left there. */
  resume(runs: readonly AnalyticsRun[]): void;
  /** A run that is under way goes back in line, for the next process. */
  stop(): Promise<void>;
}

export type AnalyticsRunnerOptions = Omit<RunSurroundings, "abort" | "isStopping">;

export class TooManyRunsError extends Error {
  readonly code = "too_many_runs";
  constructor() {
    super(`${MAX_WAITING} runs are waiting already; ask again when one has ended.`);
  }
}

const MAX_WAITING = 10;

interface Job {
  readonly scope: string;
  readonly created: Promise<AnalyticsRun>;
  readonly abort: AbortController;
}

export function createAnalyticsRunner(options: AnalyticsRunnerOptions): AnalyticsRunner {
  const { runs, onChange, logger } = options;
  const waiting: Job[] = [];
  let current: { readonly job: Job; readonly ended: Promise<void> } | null = null;
  let isStopping = false;

  function startNext(): void {
    if (current || isStopping) return;
    const job = waiting.shift();
    if (!job) return;
    const ended = job.created
      .then((run) => performRun(run, { ...options, abort: job.abort, isStopping: () => isStopping }))
      .catch((error: unknown) => logger.error({ err: error }, "a run could not be begun"))
      .finally(() => {
        current = null;
        startNext();
      });
    current = { job, ended };
  }

  function jobOf(id: number): Promise<Job | undefined> {
    const jobs = [...(current ? [current.job] : []), ...waiting];
    const found = jobs.map(async (job) => ((await job.created.catch(() => null))?.id === id ? job : undefined));
    return Promise.all(found).then((each) => each.find((job) => job !== undefined));
  }

  async function unended(job: Job): Promise<AnalyticsRun | null> {
    const run = await runs.findById((await job.created).id);
    return run && ["queued", "running"].includes(run.status) && !job.abort.signal.aborted ? run : null;
  }

  return {
    async request(newRun) {
      const scope = scopeOf(newRun);
      const isBegun = newRun.trigger === "request" && current?.job.scope === scope && !current.job.abort.signal.aborted;
      const waitingSame = (): Job | undefined => waiting.find((job) => job.scope === scope);
      // One that is completed still makes room after earlier ones.
      const underWay = isBegun && !waitingSame() ? await unended(current!.job) : null;
      if (underWay) return { run: underWay, joined: true };
      const same = waitingSame();
      if (same) return { run: await same.created, joined: true };
      if (waiting.length >= MAX_WAITING) throw new TooManyRunsError();
      const job = { scope, created: runs.create(newRun), abort: new AbortController() };
      waiting.push(job);
      startNext();
      const run = await job.created;
      onChange();
      return { run, joined: false };
    },
    async cancel(id) {
      const job = await jobOf(id);
      if (!(await runs.cancel(id))) return null;
      job?.abort.abort(new Error("The run was cancelled."));
      if (job && waiting.includes(job)) waiting.splice(waiting.indexOf(job), 1);
      onChange();
      return runs.findById(id);
    },
    resume(left) {
      for (const run of left)
        waiting.push({ scope: scopeOf(run), created: Promise.resolve(run), abort: new AbortController() });
      startNext();
    },
    async stop() {
      isStopping = true;
      current?.job.abort.abort(new Error("The server stops."));
      await current?.ended;
      // Those in line are left there.
      await Promise.allSettled(waiting.map(({ created }) => created));
    },
  };
}

function scopeOf({ rangeStart, rangeEnd, fileIds, services, contamination, windowSeconds }: RunScope): string {
  return JSON.stringify([rangeStart, rangeEnd, fileIds, services, contamination, windowSeconds]);
}
