import type { AnalyticsRun, RunStage, RunStore } from "@faultline/storage";

/** How far a run is: written down and told, but not each of the stages of a run that is over in a moment. */
export interface RunStages {
  /** The stage before it is over. */
  enter(stage: RunStage): void;
  /** Resolves once the stage that was entered last is written. */
  settle(): Promise<void>;
}

/** About the share of a run's time that is over when a stage begins. */
const PROGRESS: Readonly<Record<RunStage, number>> = {
  queued: 0,
  counting: 0.05,
  templates: 0.35,
  windows: 0.4,
  clusters: 0.65,
  storing: 0.85,
};

/** `onEnded`: the run has ended elsewhere, as when another node has cancelled it. */
export function createRunStages(
  run: Pick<AnalyticsRun, "id" | "createdAt">,
  runs: Pick<RunStore, "advance">,
  now: () => number,
  onEnded: () => void,
): RunStages {
  let current: { stage: RunStage; since: number } = { stage: "queued", since: run.createdAt.getTime() };
  let durationsMs: AnalyticsRun["durationsMs"] = {};
  let written: Promise<void> = Promise.resolve();
  let waiting: NodeJS.Timeout | null = null;

  function write(): void {
    if (waiting) clearTimeout(waiting);
    waiting = null;
    const { stage } = current;
    const state = { stage, progress: PROGRESS[stage], durationsMs };
    written = written.then(async () => {
      if (!(await runs.advance(run.id, state))) onEnded();
    });
    // Whoever settles hears of it.
    written.catch(() => undefined);
  }

  return {
    enter(stage) {
      const since = now();
      durationsMs = { ...durationsMs, [current.stage]: Math.max(0, since - current.since) };
      current = { stage, since };
      waiting ??= setTimeout(write, WRITE_AFTER_MS).unref();
    },
    settle() {
      if (waiting) write();
      return written;
    },
  };
}

/** The embedded catalog holds up all else while it writes. */
const WRITE_AFTER_MS = 150;
